//! What an instance is made from.

use crate::signing_keys::SigningKeys;
use crate::version::Version;
use std::sync::Arc;

/// What an instance is made from.
pub struct Settings {
    /// The release that it behaves as.
    pub version: Version,
    /// What it calls that release; `None` for what was recorded of it.
    pub version_name: Option<String>,
    /// Where it is reached, `http://localhost:PORT` without a trailing slash.
    pub issuer: String,
    /// Origins on which the console may run, `scheme://host[:port]`.
    pub consoles: Vec<String>,
    /// How long the read side stays behind the writes, in milliseconds.
    pub lag_millis: u64,
    /// For how long login v2 keeps the settings, in milliseconds; zero keeps nothing.
    pub login_v2_cache_millis: u64,
    /// Who and what is there from the start.
    pub seed: Seed,
    /// The keys that sign tokens.
    pub keys: Arc<SigningKeys>,
}

/// Who and what is there from the start, beside the app of the console.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seed {
    /// What the set-up of a new instance makes: an administrator and a machine user.
    Fresh,
    /// Besides, the people of the recordings, who have a password alone.
    Recorded,
    /// Besides, people with other methods, and identity providers.
    Furnished {
        /// How many identity providers there are at least: those that lack are made up. Of all of
        /// them thirty are linked.
        providers: usize,
    },
}
