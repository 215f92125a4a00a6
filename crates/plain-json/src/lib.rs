//! JSON (RFC 8259) for a program that is downloaded: one value, one strict reader, one writer.
//!
//! `serde_json` makes a copy of its reader for each type that is read; here every document becomes
//! a [`Json`] first, and types derived with serde are taken out of that. The reader refuses what two
//! readers could understand differently, such as an object with a key that appears twice. It knows
//! no document by name: which members there must be is for the caller to say.

mod form;
mod number;
mod reader;
mod writer;

use std::fmt;

pub use form::FormError;
pub use number::Number;
pub use reader::{MOST_DEPTH, MOST_MEMBERS, ReadError, Trouble};
pub use writer::Writer;

/// A JSON value. `Debug` shows no more than its kind, because documents hold secrets.
#[derive(Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object: its members in their order, no key twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document.
    ///
    /// # Errors
    /// Says what is wrong and where, see [`ReadError`].
    pub fn read(text: &str) -> Result<Self, ReadError> {
        reader::read(text)
    }

    /// Reads a document that must be an object.
    #[must_use]
    pub fn object(text: &str) -> Option<Self> {
        let document = Self::read(text).ok()?;
        document.as_object().is_some().then_some(document)
    }

    /// The member of that name, of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        find(self.as_object()?, name)
    }

    /// The member of that name, if it is a text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The member of that name, if it is a number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        Some(self.get(name)?.as_number()?.to_f64())
    }

    /// The member of that name, if it is a list of nothing but texts.
    #[must_use]
    pub fn texts(&self, name: &str) -> Option<Vec<&str>> {
        let mut texts = Vec::new();
        for item in self.get(name)?.as_list()? {
            texts.push(item.as_text()?);
        }
        Some(texts)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// What it is, in a word.
    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// The member of that name.
#[must_use]
pub fn find<'a>(members: &'a [(String, Json)], name: &str) -> Option<&'a Json> {
    for (key, value) in members {
        if key == name {
            return Some(value);
        }
    }
    None
}

impl fmt::Debug for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.kind())
    }
}
