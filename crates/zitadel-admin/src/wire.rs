//! How protobuf messages look as JSON, as ZITADEL's gateway writes and reads them: zero values are
//! left out, `null` is absent, 64-bit numbers are text, enums are names (or numbers), durations are
//! seconds with an `s`.
//!
//! These facts live here and nowhere else. It knows no endpoint.

mod body;
mod message;
mod writer;

pub(crate) use body::{Looks, looks_of, parse};
use message::Faults;
pub(crate) use message::{Message, enum_number};
pub(crate) use writer::{path_segment, write_name};

use crate::transport::Response;
use crate::unreadable::Unreadable;

/// Reads a successful answer as one message.
pub(crate) fn read<T>(
    response: &Response,
    convert: fn(&Message<'_>) -> T,
) -> Result<T, Unreadable> {
    let value = parse(response)?;
    let faults = Faults::default();
    let result = convert(&Message::of(&value, "{}", &faults));
    faults.refuse_or(result)
}
