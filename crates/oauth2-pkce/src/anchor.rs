//! What a session is held to for as long as it is renewed, and the form in which a session
//! outlives a reload of the page. Where that form is kept is not known here.

use std::fmt;

use oauth2::RefreshToken;
use plain_json::{Json, Writer};

use crate::claims::IdClaims;
use crate::id_token::IdTokenError;
use crate::moment::{self, milliseconds};
use crate::registration::Registration;
use crate::secret::{IdToken, Nonce};

/// The facts of the first ID token that no renewal may change (OpenID Connect Core §12.2).
#[derive(Clone, PartialEq)]
pub struct Anchor {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) audience: Vec<String>,
    pub(crate) azp: Option<String>,
    pub(crate) auth_time: Option<f64>,
    pub(crate) nonce: Nonce,
    pub(crate) scopes: String,
}

impl Anchor {
    pub(crate) fn new(claims: &IdClaims, nonce: &Nonce, scopes: &str) -> Anchor {
        Anchor {
            issuer: claims.issuer.clone(),
            subject: claims.subject.clone(),
            audience: claims.audience.clone(),
            azp: claims.azp.clone(),
            auth_time: claims.auth_time,
            nonce: nonce.clone(),
            scopes: scopes.to_owned(),
        }
    }

    /// The person.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The scopes that were granted at first.
    pub fn scopes(&self) -> &str {
        &self.scopes
    }

    /// Compares a renewed ID token, already judged by itself, with the first one. The subject is
    /// not compared: another person is not a fault of the token.
    pub(crate) fn judge(&self, claims: &IdClaims) -> Result<(), IdTokenError> {
        let within = |a: &[String], b: &[String]| a.iter().all(|member| b.contains(member));
        let same_audience =
            within(&self.audience, &claims.audience) && within(&claims.audience, &self.audience);
        if claims.issuer != self.issuer {
            return Err(IdTokenError::Issuer);
        }
        if !same_audience {
            return Err(IdTokenError::Audience);
        }
        if differs(&self.azp, &claims.azp) {
            return Err(IdTokenError::Azp);
        }
        // Not more exactly than it is kept.
        let at_first = self.auth_time.map(milliseconds);
        if differs(&at_first, &claims.auth_time.map(milliseconds)) {
            return Err(IdTokenError::AuthTime);
        }
        Ok(())
    }
}

/// Whether both are there and not the same.
fn differs<T: PartialEq>(first: &Option<T>, second: &Option<T>) -> bool {
    matches!((first, second), (Some(first), Some(second)) if first != second)
}

impl fmt::Debug for Anchor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Anchor({} at {}, …)", self.subject, self.issuer)
    }
}

/// What a tab keeps so that a reload does not sign the person out: written whole after every
/// renewal, so that no old refresh token survives beside a new one. `Debug` shows no secret.
#[derive(Clone)]
pub struct SessionRecord {
    /// What the session is held to.
    pub anchor: Anchor,
    /// For the next renewal.
    pub refresh_token: Option<RefreshToken>,
    /// The hint for signing out.
    pub id_token: Option<IdToken>,
}

impl SessionRecord {
    /// Writes the record down. The text holds secrets.
    pub fn to_text(&self) -> String {
        let anchor = &self.anchor;
        let refresh_token = self.refresh_token.as_ref();
        let id_token = self.id_token.as_ref();
        let audience: Vec<&str> = anchor.audience.iter().map(String::as_str).collect();
        let mut writer = Writer::new();
        writer.text("iss", &anchor.issuer);
        writer.text("sub", &anchor.subject);
        writer.texts("aud", &audience);
        writer.optional_text("azp", anchor.azp.as_deref());
        if let Some(at) = anchor.auth_time {
            writer.raw("auth_time", &moment::written(at));
        }
        writer.text("nonce", anchor.nonce.secret());
        writer.text("scope", &anchor.scopes);
        writer.optional_text(
            "refresh_token",
            refresh_token.map(|token| token.secret().as_str()),
        );
        writer.optional_text("id_token", id_token.map(|token| token.secret()));
        writer.finish()
    }

    /// Reads a record back; `None` when it is unreadable or belongs to another issuer or client.
    pub fn from_text(registration: &Registration, text: &str) -> Option<SessionRecord> {
        let json = Json::object(text)?;
        let owned = |name: &str| json.text(name).map(str::to_owned);
        let anchor = Anchor {
            issuer: owned("iss")?,
            subject: owned("sub")?,
            audience: json.texts("aud")?.into_iter().map(str::to_owned).collect(),
            azp: owned("azp"),
            auth_time: json.number("auth_time"),
            nonce: Nonce::new(owned("nonce")?),
            scopes: owned("scope")?,
        };
        let client = registration.client_id.as_str();
        let is_ours = anchor.issuer == registration.issuer.as_str()
            && anchor.audience.iter().any(|member| member == client);
        is_ours.then_some(SessionRecord {
            anchor,
            refresh_token: owned("refresh_token").map(RefreshToken::new),
            id_token: owned("id_token").map(IdToken::new),
        })
    }
}

impl fmt::Debug for SessionRecord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SessionRecord({:?}, [redacted])", self.anchor)
    }
}
