//! What the server, or something in front of it, says instead of yes.
//!
//! It names the reason; sentences for a person are chosen at the screen, from the kind.

mod kind;
mod text;

use core::fmt;

use plain_json::{Json, Number, find};

pub use kind::RefusalKind;

use crate::operation::Operation;
use crate::transport::Response;
use crate::unreadable::Unreadable;
use crate::wire::{Looks, looks_of, parse};

/// An answer with a status outside 200 to 299.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Which call was refused.
    pub operation: Operation,
    /// HTTP status.
    pub status: u16,
    /// Why. Decided by call, status and id together, since ids are not unique.
    pub kind: RefusalKind,
    /// ZITADEL's id of the error, e.g. `INSTANCE-3M9od`.
    pub id: Option<String>,
    /// The server's text where it is fit for a person: localized or at least a sentence. No raw
    /// key, no program text, at most [`Refusal::TEXT_LIMIT`] characters, without the id.
    pub text: Option<String>,
    /// What the server said, in at most [`Refusal::RAW_LIMIT`] characters, for details a supporter
    /// reads.
    pub raw: String,
}

impl Refusal {
    /// The longest [`Refusal::text`], in characters.
    pub const TEXT_LIMIT: usize = 300;
    /// The longest [`Refusal::raw`], in characters.
    pub const RAW_LIMIT: usize = 500;

    /// Judges an answer with a status outside 200 to 299.
    #[must_use]
    pub fn judge(operation: Operation, response: &Response) -> Self {
        let said = Said::of(response);
        Self {
            operation,
            status: response.status,
            kind: kind::decide(operation, response.status, &said),
            text: text::fit_to_show(&said.message),
            raw: text::cut(&said.message, Self::RAW_LIMIT),
            id: said.id,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation.name())?;
        f.write_str(" was refused with status ")?;
        self.status.fmt(f)?;
        f.write_str(": ")?;
        f.write_str(&self.raw)
    }
}

/// Who speaks in the body of a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Speaker {
    /// ZITADEL's API: `google.rpc.Status` as JSON, possibly cut off.
    Api,
    /// ZITADEL in front of its API, as plain text; or a proxy.
    PlainText,
    /// A web page, nothing, or JSON of another form.
    Stranger,
}

/// The body of a refusal.
struct Said {
    speaker: Speaker,
    /// gRPC status code; 0 where there is none.
    code: u64,
    /// What it says, with the id.
    message: String,
    id: Option<String>,
}

impl Said {
    fn of(response: &Response) -> Self {
        match parse(response) {
            Ok(Json::Object(members)) => {
                let code = find(&members, "code").and_then(Json::as_number);
                match (code.and_then(Number::to_u64), find(&members, "message")) {
                    (code, Some(Json::Text(message))) => Self {
                        speaker: Speaker::Api,
                        code: code.unwrap_or(0),
                        message: message.clone(),
                        id: id_in_details(find(&members, "details"))
                            .or_else(|| text::trailing_id(message).map(str::to_owned)),
                    },
                    (Some(code), None) => Self {
                        speaker: Speaker::Api,
                        code,
                        message: String::new(),
                        id: None,
                    },
                    _ => Self::other(Speaker::Stranger, response),
                }
            }
            // What is there is of no use, but it is surely the API that began to speak.
            Err(Unreadable::CutOff) if response.body.trim_start().starts_with("{\"code\"") => {
                Self::other(Speaker::Api, response)
            }
            Err(Unreadable::NotJson) if looks_of(response) == Looks::Other => {
                Self::other(Speaker::PlainText, response)
            }
            _ => Self::other(Speaker::Stranger, response),
        }
    }

    fn other(speaker: Speaker, response: &Response) -> Self {
        Self {
            speaker,
            code: 0,
            message: text::cut(&response.body, Refusal::RAW_LIMIT),
            id: None,
        }
    }
}

/// `zitadel.v1.ErrorDetail.id` of the first detail that has one.
fn id_in_details(details: Option<&Json>) -> Option<String> {
    details?
        .as_list()?
        .iter()
        .filter_map(|detail| detail.text("id"))
        .find(|id| text::is_id(id))
        .map(str::to_owned)
}
