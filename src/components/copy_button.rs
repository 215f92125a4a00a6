//! A button that copies a text and says whether it could.

use super::{Button, Icon, use_announcer};
use crate::i18n::{t, use_i18n};
use crate::platform::clipboard;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A button that copies a text.
#[component]
pub fn CopyButton(
    /// What is copied, for a screen reader behind the word on the button.
    #[prop(into)]
    what: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Whether it has no border.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let (announcer, i18n) = (use_announcer(), use_i18n());
    let copy = move || {
        let text = text.get_untracked();
        spawn_local(async move {
            let outcome = match clipboard::write_text(&text).await {
                Ok(()) => "say.copied",
                Err(_) => "say.not-copied",
            };
            announcer.polite(untrack(|| i18n.text(outcome)));
        });
    };
    let class = if quiet {
        "btn btn-quiet btn-small"
    } else {
        "btn btn-small"
    };
    view! {
        <Button class on_press=copy>
            <Icon name="copy"/>
            {t("button.copy")}
            <span class="vh">" " {what}</span>
        </Button>
    }
}
