//! The secrets that the `oauth2` crate has no type for, and what random secrets are made of. None
//! of them prints itself.

use std::fmt;

use crate::b64;
use crate::ports::{Random, RandomError};

/// The raw text of an ID token: kept as a hint for signing out, never parsed twice.
#[derive(Clone, PartialEq, Eq)]
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
#[derive(Clone, PartialEq, Eq)]
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

/// The one-time `state` of a sign-in (RFC 6749 §10.12).
pub type State = oauth2::CsrfToken;

/// 32 random bytes as 43 characters of base64url: what RFC 7636 §4.1 recommends for a verifier,
/// and more than enough for `state` and `nonce`.
pub(crate) fn random_text(random: &impl Random) -> Result<String, RandomError> {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes)?;
    // A source that silently does nothing must not produce a predictable secret.
    if bytes == [0_u8; 32] {
        return Err(RandomError);
    }
    Ok(b64::encode(&bytes))
}

/// Whether the text could have been made by [`random_text`].
pub(crate) fn looks_random(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
