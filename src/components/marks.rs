//! Small marks: icons, tags, the sequence, what becomes what, and prose with names of the API in it.

use crate::i18n::{Piece, pieces, text};
use crate::markup::{Child, El, View, el, many};

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

/// Words of the catalogue inside an element, by their key.
pub trait Say {
    /// Puts a text into it.
    fn say(self, key: &str) -> Self;
    /// Puts a text into it in which backticks mark names of the API.
    fn say_prose(self, key: &str) -> Self;
}

impl Say for El {
    #[inline(never)]
    fn say(self, key: &str) -> Self {
        self.child(text(key))
    }

    #[inline(never)]
    fn say_prose(self, key: &str) -> Self {
        self.child(prose(&text(key)))
    }
}

/// An icon of the sprite in `index.html`; the words beside it say the same.
pub fn icon(name: &'static str) -> View {
    let class = if matches!(name, "arrow" | "chev" | "out") {
        "i flip"
    } else {
        "i"
    };
    let drawing = el("use").attr("href", &["#i-", name].concat());
    el("svg")
        .class(class)
        .attr("aria-hidden", "true")
        .child(drawing)
        .into()
}

/// A button that submits nothing; its class says how loud it is.
pub fn button(class: &str, words: impl Child, mut press: impl FnMut() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .on("click", move |_| press())
        .child(words)
}

/// A state in one or two words.
pub fn tag(tone: Tone, icon_name: &'static str, words: String) -> View {
    el("span")
        .class(tone.class())
        .child(icon(icon_name))
        .child(words)
        .into()
}

/// The number a fact carries, always in Western digits; `label` is the word for it.
pub fn sequence(label: String, number: u64) -> View {
    el("span")
        .class("seq")
        .child(label + " ")
        .child(el("b").attr("dir", "ltr").child(number.to_string()))
        .into()
}

/// Old to new; `word` stands between them for a screen reader.
pub fn becomes(old: String, word: String, new: String) -> View {
    el("span")
        .class("become")
        .child(el("del").attr("dir", "auto").child(old))
        .child(icon("arrow"))
        .child(el("span").class("vh").child(word + " "))
        .child(el("ins").attr("dir", "auto").child(new))
        .into()
}

/// A name out of the API, left to right in every language.
pub fn code(name: impl Child) -> View {
    el("code").attr("dir", "ltr").child(name).into()
}

/// A text of the catalogue in which backticks mark names of the API.
pub fn prose(text: &str) -> View {
    many(pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.into(),
        Piece::Code(name) => code(name),
    }))
}
