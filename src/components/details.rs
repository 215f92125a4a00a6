//! Names and values in pairs, and the closed details that support asks for.

use super::{CopyButton, CopyWords, icon};
use leptos::prelude::*;

/// A name and its value.
#[derive(Clone)]
pub struct Pair {
    /// The name, in the person's language.
    pub name: String,
    /// The name in the copied text, always English.
    pub key: &'static str,
    /// The value, as it is.
    pub value: String,
}

/// The `dt` and `dd` of each pair, to stand in a `dl`.
pub fn pairs(pairs: &[Pair]) -> AnyView {
    pairs
        .iter()
        .map(|pair| {
            view! {
                <div><dt>{pair.name.clone()}</dt><dd><code dir="auto">{pair.value.clone()}</code></dd></div>
            }
        })
        .collect_view()
        .into_any()
}

/// Closed details with a button that copies them as plain text.
#[component]
pub fn SupportDetails(
    /// What the summary says.
    title: String,
    /// What is inside.
    details: Vec<Pair>,
    /// The words of the copy button.
    words: CopyWords,
) -> AnyView {
    let shown = pairs(&details);
    let text = Callback::new(move |()| {
        let mut text = String::new();
        for pair in &details {
            text.push_str(pair.key);
            text.push_str(": ");
            text.push_str(&pair.value);
            text.push('\n');
        }
        text
    });
    view! {
        <details class="more">
            <summary>{icon("chev")}{title}</summary>
            <dl>{shown}</dl>
            <CopyButton words=words text=text/>
        </details>
    }
    .into_any()
}
