//! What crosses the wire before anybody knows what it means: requests, replies, CORS, JSON text and
//! protobuf's reading of it. Knows no endpoint and no state.

pub(crate) mod clock;
pub(crate) mod cors;
pub(crate) mod duration;
pub(crate) mod html;
pub(crate) mod http;
mod json_literal;
pub(crate) mod json_text;
pub(crate) mod language;
mod malformed;
pub(crate) mod message;
pub(crate) mod protojson;
pub(crate) mod random;
mod surrogates;
pub(crate) mod totp;
mod whole_number;
pub(crate) mod writer;
