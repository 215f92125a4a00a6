//! A button that copies a text and says whether it could.

use super::{icon, use_announcer};
use crate::browser::document;
use leptos::prelude::*;

/// The words of a copy button.
#[derive(Clone)]
pub struct CopyWords {
    /// On the button.
    pub label: String,
    /// Behind the label, for a screen reader: what is copied.
    pub what: String,
    /// Said when it was copied.
    pub done: String,
    /// Said when the browser did not allow it.
    pub failed: String,
}

/// A button that copies.
#[component]
pub fn CopyButton(
    /// What it says.
    words: CopyWords,
    /// What it copies.
    text: Callback<(), String>,
    /// Whether it is drawn without a border.
    #[prop(optional)]
    quiet: bool,
) -> AnyView {
    let announcer = use_announcer();
    let CopyWords {
        label,
        what,
        done,
        failed,
    } = words;
    let copy = move |_| {
        let (text, done, failed) = (text.run(()), done.clone(), failed.clone());
        leptos::task::spawn_local(async move {
            announcer.say(if document::copy(&text).await { done } else { failed });
        });
    };
    view! {
        <button
            type="button"
            class=if quiet { "btn btn-quiet btn-small" } else { "btn btn-small" }
            on:click=copy
        >
            {icon("copy")}{label}<span class="vh">" "{what}</span>
        </button>
    }
    .into_any()
}
