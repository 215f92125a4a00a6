//! The crate's API against recorded exchanges with ZITADEL of two releases, against answers that
//! were not recorded, and against a model of the server.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod calls;
mod model;
mod organization;
mod owners;
mod properties;
mod recorded_people;
mod recorded_policy;
mod recorded_refusals;
mod recorded_requests;
mod refusal_text;
mod refusals;
mod support;
mod wire_forms;
