//! The stand-in against what was recorded of the original: every exchange of every scenario over
//! real HTTP, the sign-in pages as a browser meets them, and the lag of the read side.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod compare;
mod context;
mod driver;
mod edges;
mod lag;
mod languages;
mod login_v2;
mod many_providers;
mod methods;
mod organizations;
mod pages;
mod player;
mod recording;
mod releases;
mod replay;
