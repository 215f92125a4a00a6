//! Why an answer that says success cannot be used.
//!
//! It does not say what became of the call: that is [`crate::CallError::happened`].

use core::fmt;

/// What is wrong with the body of a successful answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Neither JSON nor a web page.
    NotJson,
    /// A web page: something else than ZITADEL's API answers at that address.
    Html,
    /// Nothing.
    Empty,
    /// JSON that ends too soon.
    CutOff,
    /// JSON, but a member is missing that must be there, or of the wrong kind.
    WrongShape {
        /// Which: its path within the message that holds it, e.g. `details.sequence`; the
        /// settings of the policy go by their bare name, e.g. `forceMfa`.
        member: &'static str,
    },
    /// More than [`Unreadable::LIMIT`] bytes.
    TooLong,
}

impl Unreadable {
    /// The longest answer that is looked at, in bytes.
    pub const LIMIT: usize = 4 * 1024 * 1024;
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("the answer is no JSON"),
            Self::Html => f.write_str("the answer is a web page"),
            Self::Empty => f.write_str("the answer is empty"),
            Self::CutOff => f.write_str("the answer ends too soon"),
            Self::WrongShape { member } => {
                f.write_str("the answer has no usable member ")?;
                f.write_str(member)
            }
            Self::TooLong => f.write_str("the answer is too long"),
        }
    }
}

impl core::error::Error for Unreadable {}
