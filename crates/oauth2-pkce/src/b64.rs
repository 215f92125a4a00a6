//! Strict base64url without padding (RFC 7515 §2), as JOSE and PKCE write it. It knows nothing of
//! what the bytes mean, and it refuses every second spelling of the same bytes: padding, the
//! standard alphabet, and trailing bits that are not zero.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as base64url without padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    let mut pending = 0_u32;
    let mut bits = 0;
    for byte in bytes {
        pending = (pending << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            push(&mut text, pending >> bits);
        }
    }
    if bits > 0 {
        push(&mut text, pending << (6 - bits));
    }
    text
}

/// Reads base64url without padding; `None` for anything that `encode` would not have written.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let mut pending = 0_u32;
    let mut bits = 0;
    for symbol in text.bytes() {
        pending = ((pending << 6) | sextet(symbol)?) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((pending >> bits) as u8);
        }
    }
    let leftover = pending & ((1 << bits) - 1);
    (bits < 6 && leftover == 0).then_some(bytes)
}

fn push(text: &mut String, value: u32) {
    if let Some(symbol) = ALPHABET.get((value & 63) as usize) {
        text.push(char::from(*symbol));
    }
}

fn sextet(symbol: u8) -> Option<u32> {
    let value = match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn rfc_4648_vectors_are_written_without_padding() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(encode(&[0xfb, 0xff]), "-_8");
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
