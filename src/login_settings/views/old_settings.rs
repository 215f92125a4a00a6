//! That people may meet the settings from before on the pages of login v2, and until when.

use crate::i18n::use_i18n;
use crate::platform::clock;
use leptos::prelude::*;
use login_policy::settings_cache::OldSettingsWindow;
use std::time::Duration;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(15);

/// One line; nothing where people do not meet them, and nothing once the time is over.
#[component]
pub fn OldSettingsNote(
    /// Text key of the line; its text has the placeholder `time`.
    text: &'static str,
    /// The time at a moment in seconds since 1970-01-01T00:00:00Z; tracked.
    #[prop(into)]
    window: Callback<(i64,), Option<OldSettingsWindow>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let now_seconds = || clock::now_seconds() as i64;
    let now = RwSignal::new(now_seconds());
    clock::interval(TICK, move || now.set(now_seconds()));
    let until = Memo::new(move |_| {
        let now = now.get();
        let window = window.run((now,));
        let current = window.filter(|window| window.contains(now));
        current.map(|window| window.until_minute())
    });
    move || {
        until.get().map(|until| {
            let time = clock::rfc3339(until);
            let line = move || i18n.text_with(text, &[("time", &i18n.date_time(&time, false))]);
            view! { <p class="group-note">{line}</p> }
        })
    }
}
