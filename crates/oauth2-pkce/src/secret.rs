//! The secrets that the `oauth2` crate has no type for. None of them prints itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The raw text of an ID token: kept as a hint for signing out, never parsed twice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdToken(String);

impl IdToken {
    /// Wraps the text of a token.
    pub fn new(text: String) -> IdToken {
        IdToken(text)
    }

    /// The token itself. It holds personal data: keep it out of logs.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for IdToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("IdToken([redacted])")
    }
}

/// The nonce that ties an ID token to the request (OpenID Connect Core §15.5.2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nonce(String);

impl Nonce {
    /// Wraps a nonce.
    pub fn new(text: String) -> Nonce {
        Nonce(text)
    }

    /// The nonce itself.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Nonce([redacted])")
    }
}
