//! A stand-in for a ZITADEL instance that lives in memory: OpenID provider, built-in sign-in pages
//! and the part of the Admin API that the console and its tools use. It answers as the recorded
//! exchanges in `tests/contract` do, and shares no type with the console: what both misunderstood
//! in the same way would cancel out.
//!
//! Reading order: [`app`] puts the parts together; `router` sends a request to the provider
//! (`openid`), the pages (`sign_in`) or the gateway (`api`); all of them work on the `instance`.

mod api;
mod error;
mod instance;
mod messages;
mod openid;
mod router;
mod sign_in;
mod wire;

pub use openid::keys::{Keys, KeysError};

use std::sync::{Arc, Mutex};

/// What an instance is made from.
pub struct Settings {
    /// Where it is reached, `http://localhost:PORT` without a trailing slash.
    pub issuer: String,
    /// Origins on which the console may run, `scheme://host[:port]`.
    pub consoles: Vec<String>,
    /// How long the read side stays behind the writes, in milliseconds.
    pub lag_millis: u64,
    /// Leaves out the identity providers and the people with other means: the instance of the
    /// recordings.
    pub bare: bool,
    /// How many identity providers there are at least: those that lack are made up. Of all of them
    /// thirty are linked.
    pub providers: usize,
    /// The keys that sign tokens.
    pub keys: Arc<Keys>,
}

/// An instance, ready to be served.
pub struct App {
    /// Answers every request.
    pub router: axum::Router,
    /// The line that tells how to reach it: issuer, client id, redirect URIs, a personal access
    /// token and ids, as one JSON object.
    pub ready_line: String,
}

/// Makes a new instance.
pub fn app(settings: &Settings) -> App {
    let instance = instance::seed::instance(settings);
    let ready_line = instance.ready_line().to_string();
    App {
        router: router::router(Arc::new(Mutex::new(instance))),
        ready_line,
    }
}
