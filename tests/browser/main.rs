//! The second suite: the ports and the pages in a real, headless browser.
//!
//! `cargo xtask test browser` runs it. The rules behind these things are tested natively in their
//! crates; here it is seen that the browser does what the ports promise, and what a person finds on
//! a page that was mounted.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

mod catalogues;
mod pages;
mod ports;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
