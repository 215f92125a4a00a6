//! Codes of authenticator apps: RFC 6238 with SHA-1, six digits, thirty seconds, and the base32 of
//! their secrets.

use crate::wire::clock::Moment;
use hmac::{Hmac, Mac};
use sha1::Sha1;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PERIOD: i64 = 30;

/// A new secret of 160 bits in base32.
pub(crate) fn new_secret() -> String {
    let bytes = crate::wire::random::bytes(20);
    let mut text = String::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[(buffer >> bits & 31) as usize]));
        }
    }
    text
}

/// Whether a code is that of now or of one period before or after.
pub(crate) fn is_right(secret: &str, code: &str, now: Moment) -> bool {
    let counter = now.seconds() / PERIOD;
    let key = decode(secret);
    (counter - 1..=counter + 1).any(|counter| digits(&key, counter.unsigned_abs()) == code.trim())
}

/// RFC 4226 §5.3.
fn digits(key: &[u8], counter: u64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else {
        return String::new();
    };
    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let number = hash[offset..offset + 4]
        .iter()
        .fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// RFC 4648 §6; what is no letter of the alphabet is passed over.
fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for letter in text.to_ascii_uppercase().bytes() {
        let Some(value) = ALPHABET.iter().position(|known| *known == letter) else {
            continue;
        };
        buffer = (buffer << 5) | u32::try_from(value).unwrap_or(0);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 255) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_rfc_6238_appendix_b_are_right() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let now = Moment(seconds * 1_000_000);
            assert!(is_right(secret, code, now));
            assert!(is_right(secret, code, now.plus_millis(30_000)));
            assert!(!is_right(secret, code, now.plus_millis(90_000)));
        }
    }

    #[test]
    fn a_new_secret_decodes_to_twenty_bytes() {
        assert_eq!(decode(&new_secret()).len(), 20);
    }
}
