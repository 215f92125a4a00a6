//! Random bytes and the text made of them: tokens, codes, cookie values. Knows not what they open.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `len` random bytes from the operating system.
///
/// # Panics
/// When the operating system gives no randomness: nothing this program hands out would be a secret.
pub(crate) fn bytes(len: usize) -> Vec<u8> {
    let mut buffer = vec![0; len];
    #[expect(
        clippy::expect_used,
        reason = "a token that can be guessed is worse than no program"
    )]
    getrandom::fill(&mut buffer).expect("the operating system gives random bytes");
    buffer
}

/// Base64url without padding (RFC 4648 §5).
pub(crate) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A random text of 4/3 × `len` letters, digits, `-` and `_`.
pub(crate) fn text(len: usize) -> String {
    base64url(&bytes(len))
}
