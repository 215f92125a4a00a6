//! What the server, or something in front of it, says instead of yes.
//!
//! It names the reason; sentences for a person are chosen at the screen, from the kind.

mod error_body;
mod kind;
mod text;

use http::{Response, StatusCode};

pub use kind::RefusalKind;

use crate::operation::Operation;
use error_body::ErrorBody;

/// An answer with a status outside 200 to 299.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{} was refused with status {}: {raw}", .operation.name(), .status.as_u16())]
pub struct Refusal {
    /// Which call was refused.
    pub operation: Operation,
    /// HTTP status.
    pub status: StatusCode,
    /// Why. Decided by status, call and id together, since ids are not unique and change.
    pub kind: RefusalKind,
    /// ZITADEL's id of the error, e.g. `INSTANCE-3M9od`.
    pub id: Option<String>,
    /// The server's text where it is fit for a person: localized or at least a sentence. No raw
    /// key, no program text, at most [`Refusal::MAX_TEXT_CHARS`] characters, without the id.
    pub text: Option<String>,
    /// What the server said, in at most [`Refusal::MAX_RAW_CHARS`] characters, for details a
    /// supporter reads.
    pub raw: String,
}

impl Refusal {
    /// The longest [`Refusal::text`], in characters.
    pub const MAX_TEXT_CHARS: usize = text::MAX_TEXT_CHARS;
    /// The longest [`Refusal::raw`], in characters.
    pub const MAX_RAW_CHARS: usize = text::MAX_RAW_CHARS;

    /// Reads an answer with a status outside 200 to 299.
    #[must_use]
    pub fn from_response(operation: Operation, response: &Response<String>) -> Self {
        let body = ErrorBody::parse(response);
        let status = response.status();
        Self {
            operation,
            status,
            kind: kind::classify(operation, status.as_u16(), &body),
            text: text::for_people(&body.message),
            raw: text::truncate(&body.message, text::MAX_RAW_CHARS),
            id: body.id,
        }
    }
}
