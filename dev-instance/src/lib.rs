//! A stand-in for a ZITADEL instance that lives in memory: OpenID provider, sign-in pages and the
//! part of the Admin API that the console and its tools use. It answers as the recorded exchanges in
//! `tests/contract` do, and shares no type with the console: what both misunderstood in the same way
//! would cancel out.
//!
//! Reading order: [`app`] puts the parts together; `router` sends a request to the provider
//! (`openid`), the pages (`sign_in`) or the gateway (`api`); all of them work on the `instance`.

mod api;
mod clock;
mod cors;
mod go_url;
mod host;
mod instance;
mod language;
mod no_store;
mod opaque_token;
mod openid;
mod params;
mod proto;
mod random;
mod redirect;
mod router;
mod settings;
mod sign_in;
mod signing_keys;
mod state;
mod totp;
mod user_agent;
mod version;

pub use settings::{Seed, Settings};
pub use signing_keys::{KeyGenerationError, SigningKeys};
pub use version::Version;

use state::AppState;

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
    let state = AppState::new(instance, settings.keys.clone());
    App {
        router: router::router(state),
        ready_line,
    }
}
