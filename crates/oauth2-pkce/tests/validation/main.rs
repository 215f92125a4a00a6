//! What this crate accepts and refuses, driven through its public API: a scripted sign-in server
//! signs good and bad tokens with fixed keys, and every case names the row of the sign-in rules it
//! stands for (`b02_…` from the conformance suite's basic plan, `f01_…` from its refresh plan,
//! `s07_…` and so on for a browser client's own). It knows nothing of a browser.
#![expect(
    clippy::expect_used,
    reason = "a helper of a test fails the test by panicking"
)]

mod authorization;
mod callbacks;
mod discovery;
mod id_tokens;
mod key_sets;
mod local_paths;
mod redaction;
mod remembered_documents;
mod renewal;
mod signing_out;
mod support;
mod token_answers;
mod vectors;
