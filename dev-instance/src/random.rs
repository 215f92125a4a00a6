//! Random bytes, and the cookie values and ids made of them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rsa::rand_core::{OsRng, RngCore as _};

/// `len` random bytes from the operating system.
pub(crate) fn bytes(len: usize) -> Vec<u8> {
    let mut buffer = vec![0; len];
    OsRng.fill_bytes(&mut buffer);
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

/// A random number of eighteen digits, the first of them no zero.
pub(crate) fn eighteen_digits() -> String {
    let smallest = 10_u64.pow(17);
    (smallest + OsRng.next_u64() % (9 * smallest)).to_string()
}
