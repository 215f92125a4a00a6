//! Names and values in pairs, and the closed details that support asks for.

use super::{CopyWords, copy_button, icon};
use crate::markup::{View, el, many};

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
pub fn pairs(pairs: &[Pair]) -> View {
    many(pairs.iter().map(|pair| {
        let value = el("code").attr("dir", "auto").child(pair.value.clone());
        el("div")
            .child(el("dt").child(pair.name.clone()))
            .child(el("dd").child(value))
            .into()
    }))
}

/// Closed details with a button that copies them as plain text.
pub fn support_details(title: String, details: &[Pair], words: CopyWords) -> View {
    let mut text = String::new();
    for pair in details {
        text.push_str(&[pair.key, ": ", &pair.value, "\n"].concat());
    }
    el("details")
        .class("more")
        .child(el("summary").child(icon("chev")).child(title))
        .child(el("dl").child(pairs(details)))
        .child(copy_button(words, text, false))
        .into()
}
