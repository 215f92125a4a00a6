//! The ports, done with the real browser: fetch, crypto, storage, address bar, clock, `Intl`, document.
//!
//! The only room that may import `web_sys`, `js_sys` or `gloo_*`. It knows no page, no text in any
//! language, and nothing of ZITADEL's settings.

pub mod address;
pub mod clock;
pub mod crypto;
pub mod document;
pub mod event;
pub mod fetch;
pub mod intl;
pub mod json;
pub mod ports;
pub mod storage;
pub mod tabs;
pub mod tasks;
