//! A search field: what is typed goes out as it is typed, Escape clears it. What it finds is shown
//! by others.

use super::{Icon, use_announcer};
use leptos::prelude::*;
use std::time::Duration;

/// How long nobody types before it is said how much was found.
const PAUSE: Duration = Duration::from_millis(700);

/// A search field, and below it how much was found.
#[component]
pub fn SearchField(
    /// The id of its input.
    id: &'static str,
    /// What it searches.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed.
    query: RwSignal<String>,
    /// How much was found, in words; empty where nothing is searched for.
    #[prop(into)]
    found: Signal<String>,
) -> impl IntoView {
    let announcer = use_announcer();
    let mut announce_when_still = debounce(PAUSE, move |()| {
        let found = found.get_untracked();
        if !found.is_empty() {
            announcer.polite(found);
        }
    });
    view! {
        <search class="find" aria-label=label>
            <label class="vh" for=id>
                {label}
            </label>
            <Icon name="find"/>
            <input
                type="search"
                id=id
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                prop:value=query
                on:input=move |event| {
                    query.set(event_target_value(&event));
                    announce_when_still(());
                }
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.prevent_default();
                        query.set(String::new());
                    }
                }
            />
        </search>
        <p class="small">{found}</p>
    }
    .into_any()
}
