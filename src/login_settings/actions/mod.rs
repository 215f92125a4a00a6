//! What people set going: reading, drafting that outlives the page, applying, confirming.
//!
//! Each is a function over an [`ActionContext`]; effects begin in [`watch`]. Rules that need no
//! browser (the apply loop, waiting until reads show a write) take their ports as arguments.
//!
//! `load` reads the page, `current_user` and `owners` what findings are judged by; `draft_storage`
//! keeps the draft over a reload; `run_plan` applies, by the pure loop in `apply_plan`;
//! `poll_confirmation` waits until reads show it, by the rules in `read_expectation`.

mod apply_plan;
// Two attributes, because Clippy sees a test only in the plain one.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod apply_tests;
mod context;
mod current_user;
mod deferred_changes;
mod draft_storage;
pub mod load;
pub mod owners;
pub mod poll_confirmation;
mod read_expectation;
mod read_policy;
mod record_failure;
pub mod run_plan;
pub mod session_end;
mod timer;
mod user_details;
mod watch;

pub use context::{ActionContext, use_actions};
pub use watch::watch;
