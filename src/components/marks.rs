//! Small marks: icons, tags, the sequence, what becomes what, and prose with names of the API in it.

use crate::i18n::{Piece, pieces};
use leptos::prelude::*;

/// What a mark says about its matter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// A fact.
    Ink,
    /// An intention, or not known.
    Pencil,
    /// Refused, or a door closes.
    Stop,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Ink => "tag tag-ink",
            Self::Pencil => "tag tag-pencil",
            Self::Stop => "tag tag-stop",
        }
    }
}

/// An icon of the sprite in `index.html`; the words beside it say the same.
pub fn icon(name: &'static str) -> AnyView {
    let class = if matches!(name, "arrow" | "chev" | "out") {
        "i flip"
    } else {
        "i"
    };
    view! { <svg class=class aria-hidden="true"><use href=["#i-", name].concat()/></svg> }.into_any()
}

/// A state in one or two words.
pub fn tag(tone: Tone, icon_name: &'static str, words: String) -> AnyView {
    view! { <span class=tone.class()>{icon(icon_name)}{words}</span> }.into_any()
}

/// The number a fact carries, always in Western digits; `label` is the word for it.
pub fn sequence(label: String, number: u64) -> AnyView {
    view! { <span class="seq">{label}" "<b dir="ltr">{number.to_string()}</b></span> }.into_any()
}

/// Old to new; `word` stands between them for a screen reader.
pub fn becomes(old: String, word: String, new: String) -> AnyView {
    view! {
        <span class="become">
            <del>{old}</del>{icon("arrow")}<span class="vh">{word}" "</span><ins>{new}</ins>
        </span>
    }
    .into_any()
}

/// A name out of the API, left to right in every language.
pub fn code(name: String) -> AnyView {
    view! { <code dir="ltr">{name}</code> }.into_any()
}

/// A text of the catalogue in which backticks mark names of the API.
pub fn prose(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Code(name) => code(name),
        })
        .collect_view()
        .into_any()
}
