//! The validation of an ID token's claims (OpenID Connect Core §3.1.3.7), each rule one step. It
//! is pure: the signature is checked elsewhere, with a key of the issuer and nobody else.

use serde_json::Value;

use crate::claims::IdClaims;
use crate::id_token_error::IdTokenError;
use crate::json::UniqueObject;
use crate::registration::{Registration, TrustedAud};
use crate::sanitize::profile_claim;
use crate::secret::Nonce;
use crate::timestamp::numeric_date;

/// What the claims are compared with.
pub(crate) struct Expectations<'a> {
    pub(crate) registration: &'a Registration,
    /// Seconds since 1970.
    pub(crate) now: f64,
    /// The nonce of the sign-in.
    pub(crate) nonce: &'a Nonce,
    /// A renewed token may leave the nonce out (OpenID Connect Core §12.2).
    pub(crate) is_nonce_optional: bool,
    /// The longest time since the person proved who they are, in seconds, if one was asked for.
    pub(crate) max_age: Option<u32>,
}

/// Validates the claims.
pub(crate) fn validate_claims(
    claims: &UniqueObject,
    expected: &Expectations<'_>,
) -> Result<IdClaims, IdTokenError> {
    let issuer = claims.text("iss").ok_or(IdTokenError::Issuer)?;
    if issuer != expected.registration.issuer.as_str() {
        return Err(IdTokenError::Issuer);
    }
    let audience = audience(claims).ok_or(IdTokenError::Audience)?;
    let azp = match claims.get("azp") {
        None => None,
        Some(value) => Some(value.as_str().ok_or(IdTokenError::Azp)?.to_owned()),
    };
    check_audience(&audience, azp.as_deref(), expected.registration)?;
    let subject = claims
        .text("sub")
        .filter(|subject| (1..=255).contains(&subject.len()))
        .ok_or(IdTokenError::Subject)?;
    check_nonce(claims, expected)?;
    let Times { expires, issued } = check_times(claims, expected)?;
    let auth_time = check_auth_time(claims, expected)?;
    let amr = claims.get("amr").and_then(texts).unwrap_or_default();
    Ok(IdClaims {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        audience,
        azp,
        expires,
        issued,
        auth_time,
        amr,
        sid: claims.text("sid").map(str::to_owned),
        name: profile_claim(claims.text("name")),
        preferred_username: profile_claim(claims.text("preferred_username")),
        email: profile_claim(claims.text("email")),
        locale: profile_claim(claims.text("locale")),
    })
}

/// `aud` is a string or a list of strings (RFC 7519 §4.1.3).
fn audience(claims: &UniqueObject) -> Option<Vec<String>> {
    match claims.get("aud")? {
        Value::String(only) => Some(vec![only.clone()]),
        list => texts(list),
    }
}

/// A list of nothing but strings.
fn texts(value: &Value) -> Option<Vec<String>> {
    let items = value.as_array()?.iter();
    items.map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Rules 3 to 5: this client is meant, and everybody else named is accounted for.
fn check_audience(
    audience: &[String],
    azp: Option<&str>,
    registration: &Registration,
) -> Result<(), IdTokenError> {
    let client = registration.client_id.as_str();
    if !audience.iter().any(|member| member == client) {
        return Err(IdTokenError::Audience);
    }
    if azp.is_some_and(|azp| azp != client) {
        return Err(IdTokenError::Azp);
    }
    let has_others = audience.iter().any(|member| member != client);
    match &registration.trusted_aud {
        TrustedAud::OnlyThisClient if has_others => Err(IdTokenError::Audience),
        TrustedAud::AzpBoundWithin { project } if !audience.contains(project) => {
            Err(IdTokenError::Audience)
        }
        _ if has_others && azp.is_none() => Err(IdTokenError::Azp),
        _ => Ok(()),
    }
}

/// Rule 11.
fn check_nonce(claims: &UniqueObject, expected: &Expectations<'_>) -> Result<(), IdTokenError> {
    match claims.get("nonce") {
        None if expected.is_nonce_optional => Ok(()),
        Some(Value::String(nonce)) if nonce == expected.nonce.secret() => Ok(()),
        _ => Err(IdTokenError::Nonce),
    }
}

struct Times {
    expires: f64,
    issued: f64,
}

/// Rules 9 and 10, and `nbf`. When the time of issue itself is far from this device's time, the
/// clock is the likelier culprit, and the person can be told by how much.
fn check_times(claims: &UniqueObject, expected: &Expectations<'_>) -> Result<Times, IdTokenError> {
    let date = |name| claims.get(name).and_then(numeric_date);
    let tolerance = expected.registration.tolerance;
    let expires = date("exp").ok_or(IdTokenError::Expiry)?;
    let issued = date("iat").ok_or(IdTokenError::IssuedAt)?;
    let ahead = expected.now - issued;
    let is_expired = expected.now >= expires + tolerance;
    if ahead < -tolerance || (is_expired && ahead > tolerance) {
        return Err(IdTokenError::Clock {
            minutes: (ahead / 60.0).round() as i64,
        });
    }
    if is_expired {
        return Err(IdTokenError::Expiry);
    }
    if claims.get("nbf").is_some() {
        let start = date("nbf").ok_or(IdTokenError::NotYetValid)?;
        if start > expected.now + tolerance {
            return Err(IdTokenError::NotYetValid);
        }
    }
    Ok(Times { expires, issued })
}

/// Rule 13. Without a demand, an unreadable `auth_time` is as good as none.
fn check_auth_time(
    claims: &UniqueObject,
    expected: &Expectations<'_>,
) -> Result<Option<f64>, IdTokenError> {
    let auth_time = claims.get("auth_time").and_then(numeric_date);
    let Some(max_age) = expected.max_age else {
        return Ok(auth_time);
    };
    let allowed = f64::from(max_age) + expected.registration.tolerance;
    match auth_time {
        Some(at) if expected.now - at <= allowed => Ok(auth_time),
        _ => Err(IdTokenError::AuthTime),
    }
}
