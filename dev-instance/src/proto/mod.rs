//! ProtoJSON, the form in which protobuf messages travel as JSON: what serde does not know of it.

pub(crate) mod defaults;
pub(crate) mod duration;
pub(crate) mod enumeration;
pub(crate) mod number;
