//! What crosses the wire before anybody knows what it means: requests, replies, CORS, JSON text and
//! protobuf's reading of it. Knows no endpoint and no state.

pub(crate) mod clock;
pub(crate) mod cors;
pub(crate) mod duration;
pub(crate) mod html;
pub(crate) mod http;
pub(crate) mod json_text;
pub(crate) mod language;
pub(crate) mod protojson;
pub(crate) mod random;
pub(crate) mod totp;
pub(crate) mod writer;
