//! The judgement of an ID token's claims (OpenID Connect Core §3.1.3.7), each rule one step. It
//! is pure: the signature has been checked before, with a key of the issuer and nobody else.

use plain_json::Json;

use crate::claims::{IdClaims, profile};
use crate::error::{Told, push_number};
use crate::ports::KeyError;
use crate::registration::{Registration, TrustedAud};
use crate::secret::Nonce;

/// What the claims are judged against.
pub(crate) struct Rules<'a> {
    pub(crate) registration: &'a Registration,
    /// Seconds since 1970.
    pub(crate) now: f64,
    /// The nonce of the sign-in.
    pub(crate) nonce: &'a Nonce,
    /// A renewed token may leave the nonce out (OpenID Connect Core §12.2).
    pub(crate) nonce_optional: bool,
    /// The longest time since the person proved who they are, in seconds, if one was asked for.
    pub(crate) max_age: Option<u32>,
}

/// Judges the claims.
pub(crate) fn judge(claims: &Json, rules: &Rules<'_>) -> Result<IdClaims, IdTokenError> {
    let issuer = claims.text("iss").ok_or(IdTokenError::Issuer)?;
    if issuer != rules.registration.issuer.as_str() {
        return Err(IdTokenError::Issuer);
    }
    let audience = audience(claims).ok_or(IdTokenError::Audience)?;
    let azp = match claims.get("azp") {
        None => None,
        Some(value) => Some(value.as_text().ok_or(IdTokenError::Azp)?.to_owned()),
    };
    judge_audience(&audience, azp.as_deref(), rules.registration)?;
    let subject = claims
        .text("sub")
        .filter(|subject| (1..=255).contains(&subject.len()))
        .ok_or(IdTokenError::Subject)?;
    let nonce = judge_nonce(claims, rules)?;
    let times = judge_times(claims, rules)?;
    let auth_time = judge_auth_time(claims, rules)?;
    let amr = claims.texts("amr").unwrap_or_default();
    Ok(IdClaims {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
        audience,
        azp,
        expires: times.expires,
        issued: times.issued,
        auth_time,
        amr: amr.into_iter().map(str::to_owned).collect(),
        sid: claims.text("sid").map(str::to_owned),
        name: profile(claims, "name"),
        preferred_username: profile(claims, "preferred_username"),
        email: profile(claims, "email"),
        locale: profile(claims, "locale"),
        nonce,
    })
}

/// `aud` as a text or a list of texts.
fn audience(claims: &Json) -> Option<Vec<String>> {
    match claims.get("aud")? {
        Json::Text(only) => Some(vec![only.clone()]),
        _ => Some(
            claims
                .texts("aud")?
                .into_iter()
                .map(str::to_owned)
                .collect(),
        ),
    }
}

/// Rules 3 to 5: this client is meant, and everybody else named is accounted for.
fn judge_audience(
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
fn judge_nonce(claims: &Json, rules: &Rules<'_>) -> Result<Option<Nonce>, IdTokenError> {
    match claims.get("nonce") {
        None if rules.nonce_optional => Ok(None),
        Some(Json::Text(nonce)) if nonce == rules.nonce.secret() => Ok(Some(rules.nonce.clone())),
        _ => Err(IdTokenError::Nonce),
    }
}

struct Times {
    expires: f64,
    issued: f64,
}

/// Rules 9 and 10, and `nbf`. When the time of issue itself is far from this device's time, the
/// clock is the likelier culprit, and the person can be told by how much.
fn judge_times(claims: &Json, rules: &Rules<'_>) -> Result<Times, IdTokenError> {
    let tolerance = rules.registration.tolerance;
    let expires = time(claims, "exp").ok_or(IdTokenError::Expiry)?;
    let issued = time(claims, "iat").ok_or(IdTokenError::IssuedAt)?;
    let ahead = rules.now - issued;
    let expired = rules.now >= expires + tolerance;
    if ahead < -tolerance || (expired && ahead > tolerance) {
        return Err(IdTokenError::Clock {
            minutes: (ahead / 60.0).round() as i64,
        });
    }
    if expired {
        return Err(IdTokenError::Expiry);
    }
    match claims.get("nbf") {
        None => {}
        Some(_) => {
            let start = time(claims, "nbf").ok_or(IdTokenError::NotYetValid)?;
            if start > rules.now + tolerance {
                return Err(IdTokenError::NotYetValid);
            }
        }
    }
    Ok(Times { expires, issued })
}

/// Rule 13. Without a demand, an unreadable `auth_time` is as good as none.
fn judge_auth_time(claims: &Json, rules: &Rules<'_>) -> Result<Option<f64>, IdTokenError> {
    let auth_time = time(claims, "auth_time");
    match (rules.max_age, auth_time) {
        (None, _) => Ok(auth_time),
        (Some(limit), Some(at))
            if rules.now - at <= f64::from(limit) + rules.registration.tolerance =>
        {
            Ok(auth_time)
        }
        _ => Err(IdTokenError::AuthTime),
    }
}

/// A time in seconds since 1970, up to the year 5138.
fn time(claims: &Json, name: &str) -> Option<f64> {
    claims
        .number(name)
        .filter(|seconds| (0.0..1e11).contains(seconds))
}

/// Why an ID token is not believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdTokenError {
    /// Not a signed token in compact form, or with an extension that must be understood.
    Format,
    /// An algorithm that is not accepted.
    Algorithm,
    /// No key of the issuer fits.
    KeyUnknown,
    /// Several keys fit and the token does not name one.
    KeyAmbiguous,
    /// The platform could not check the signature.
    Crypto(KeyError),
    /// The signature is wrong.
    Signature,
    /// Issued by somebody else.
    Issuer,
    /// Issued for somebody else, or also for somebody who is not trusted.
    Audience,
    /// Issued to somebody else, or without saying to whom.
    Azp,
    /// Expired, or without a readable expiry.
    Expiry,
    /// Without a readable time of issue.
    IssuedAt,
    /// Not valid yet.
    NotYetValid,
    /// Made for another sign-in.
    Nonce,
    /// Without a usable subject.
    Subject,
    /// Belongs to another access token.
    AccessTokenHash,
    /// The person proved who they are too long ago, or the session began anew unasked.
    AuthTime,
    /// The device's clock is off.
    Clock {
        /// Minutes by which the device is ahead of the server; negative when it is behind.
        minutes: i64,
    },
}

impl IdTokenError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            IdTokenError::Format => "AUTH-IDT-FORMAT",
            IdTokenError::Algorithm => "AUTH-IDT-ALG",
            IdTokenError::Crypto(KeyError::Insecure) => "AUTH-INSECURE",
            IdTokenError::KeyUnknown | IdTokenError::KeyAmbiguous | IdTokenError::Crypto(_) => {
                "AUTH-IDT-KEY"
            }
            IdTokenError::Signature => "AUTH-IDT-SIG",
            IdTokenError::Issuer => "AUTH-IDT-ISS",
            IdTokenError::Audience => "AUTH-IDT-AUD",
            IdTokenError::Azp => "AUTH-IDT-AZP",
            IdTokenError::Expiry => "AUTH-IDT-EXP",
            IdTokenError::IssuedAt => "AUTH-IDT-IAT",
            IdTokenError::NotYetValid => "AUTH-IDT-NBF",
            IdTokenError::Nonce => "AUTH-IDT-NONCE",
            IdTokenError::Subject => "AUTH-IDT-SUB",
            IdTokenError::AccessTokenHash => "AUTH-IDT-ATHASH",
            IdTokenError::AuthTime => "AUTH-IDT-AUTHTIME",
            IdTokenError::Clock { .. } => "AUTH-CLOCK",
        }
    }
}

impl Told for IdTokenError {
    fn tell(&self, out: &mut String) {
        match self {
            IdTokenError::Clock { minutes } => {
                out.push_str("ID token: the device clock is off by ");
                push_number(out, *minutes);
                out.push_str(" minutes");
            }
            other => {
                out.push_str("ID token refused: ");
                out.push_str(other.code())
            }
        }
    }
}
