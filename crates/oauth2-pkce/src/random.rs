//! Random secrets: PKCE verifier, `state` and `nonce`.

use crate::base64url;
use crate::ports::{Random, RandomError};

/// 32 random bytes as 43 characters of base64url: what RFC 7636 §4.1 recommends for a verifier,
/// and more than enough for `state` (RFC 6749 §10.10) and `nonce`.
pub(crate) fn random_text(random: &impl Random) -> Result<String, RandomError> {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes)?;
    // A source that silently does nothing must not produce a predictable secret.
    if bytes == [0_u8; 32] {
        return Err(RandomError);
    }
    Ok(base64url::encode(&bytes))
}

/// Whether the text could have been made by [`random_text`].
pub(crate) fn looks_random(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
