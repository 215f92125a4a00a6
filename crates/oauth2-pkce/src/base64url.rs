//! Strict base64url without padding (RFC 7515 §2), as JOSE and PKCE write it. Every second
//! spelling of the same bytes is refused: padding, the standard alphabet, and trailing bits that
//! are not zero.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// `None` for anything that [`encode`] would not have written.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn bytes_are_written_without_padding_in_the_url_safe_alphabet() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff], "-_8"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn a_second_spelling_of_the_same_bytes_is_refused() {
        for text in [
            "Zg==", "Zm8=", "Zh", "Zm9", "+_8", "-/8", "A", "Zm9vY", " Zg", "Zg\n", "é",
        ] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }
}
