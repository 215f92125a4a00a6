//! The platform, the components and the pages in a headless browser: `cargo xtask test browser`.
//!
//! The rules behind these things are tested natively; here it is seen that the browser does what the
//! platform promises, and what a person finds on a page that was mounted.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test that cannot go on says why")]

mod catalogues;
mod components;
mod draft;
mod pages;
mod platform;
mod review;
mod server;
mod session;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
