//! What an authenticator app shows.

use crate::error::{TestError, TestResult};
use std::time::{SystemTime, UNIX_EPOCH};
use totp_rs::{Algorithm, Secret, TOTP};

/// The code of now, of a secret in base32 (RFC 6238: SHA-1, six digits, thirty seconds).
///
/// # Errors
/// The secret is none.
#[expect(
    clippy::disallowed_methods,
    reason = "this program runs beside the browser, not in it"
)]
pub fn app_code(secret: &str) -> TestResult<String> {
    let key = Secret::Encoded(secret.to_owned())
        .to_bytes()
        .map_err(|cause| TestError::Failed(format!("no secret of an app: {cause}")))?;
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |passed| passed.as_secs());
    Ok(TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, key).generate(seconds))
}
