//! The browser: `fetch`, storage, cryptography, clock, `Intl`, the document and its address.
//!
//! The only room that names `web_sys`, `js_sys` or `gloo_*`. It knows no page, no text in any
//! language and nothing of ZITADEL. Listeners and timers that are begun here end with the reactive
//! owner they were begun under.

pub mod clipboard;
pub mod clock;
pub mod crypto;
pub mod document;
pub mod fetch;
pub mod intl;
pub mod location;
pub mod oauth_ports;
pub mod storage;
pub mod window_events;
