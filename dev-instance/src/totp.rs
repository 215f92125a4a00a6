//! Codes of authenticator apps (RFC 6238): SHA-1, six digits, thirty seconds, one period of
//! tolerance either way.

use crate::clock::Timestamp;
use crate::random;
use totp_rs::{Algorithm, Secret, TOTP};

/// A new secret of 160 bits in base32.
pub(crate) fn new_secret() -> String {
    Secret::Raw(random::bytes(20)).to_encoded().to_string()
}

/// Whether a code is that of now or of one period before or after. No code fits a secret that is no
/// base32.
pub(crate) fn is_right(secret: &str, code: &str, now: Timestamp) -> bool {
    let Ok(secret) = Secret::Encoded(secret.to_owned()).to_bytes() else {
        return false;
    };
    let totp = TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, secret);
    totp.check(code.trim(), now.unix_seconds().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_rfc_6238_appendix_b_are_right_for_one_period_more() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let now = Timestamp(seconds * 1_000_000);
            assert!(is_right(secret, code, now));
            assert!(is_right(secret, code, now.plus_millis(30_000)));
            assert!(!is_right(secret, code, now.plus_millis(90_000)));
        }
    }

    #[test]
    fn a_new_secret_has_160_bits() {
        let secret = Secret::Encoded(new_secret());
        assert_eq!(secret.to_bytes().unwrap().len(), 20);
    }
}
