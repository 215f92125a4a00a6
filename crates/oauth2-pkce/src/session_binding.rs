//! What a session is held to for as long as it is renewed (OpenID Connect Core §12.2).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::claims::IdClaims;
use crate::id_token_error::IdTokenError;
use crate::secret::Nonce;
use crate::timestamp::is_same;

/// The facts of the first ID token that no renewal may change.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionBinding {
    #[serde(rename = "iss")]
    pub(crate) issuer: String,
    #[serde(rename = "sub")]
    pub(crate) subject: String,
    #[serde(rename = "aud")]
    pub(crate) audience: Vec<String>,
    pub(crate) azp: Option<String>,
    #[serde(rename = "iat")]
    pub(crate) issued: f64,
    pub(crate) auth_time: Option<f64>,
    pub(crate) nonce: Nonce,
    #[serde(rename = "scope")]
    pub(crate) scopes: String,
}

impl SessionBinding {
    pub(crate) fn new(claims: &IdClaims, nonce: &Nonce, scopes: &str) -> SessionBinding {
        SessionBinding {
            issuer: claims.issuer.clone(),
            subject: claims.subject.clone(),
            audience: claims.audience.clone(),
            azp: claims.azp.clone(),
            issued: claims.issued,
            auth_time: claims.auth_time,
            nonce: nonce.clone(),
            scopes: scopes.to_owned(),
        }
    }

    /// The person (`sub`).
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The scopes that were granted at first, separated by spaces.
    pub fn scopes(&self) -> &str {
        &self.scopes
    }

    /// Whether the scope was granted at first.
    pub(crate) fn allows(&self, scope: &str) -> bool {
        self.scopes.split(' ').any(|granted| granted == scope)
    }

    /// Compares a renewed ID token, already validated by itself, with the first one (OpenID Connect
    /// Core §12.2). The subject is not compared: another person is not a fault of the token.
    pub(crate) fn check(&self, renewed: &IdClaims) -> Result<(), IdTokenError> {
        if renewed.issuer != self.issuer {
            return Err(IdTokenError::Issuer);
        }
        let within = |a: &[String], b: &[String]| a.iter().all(|member| b.contains(member));
        if !within(&self.audience, &renewed.audience) || !within(&renewed.audience, &self.audience)
        {
            return Err(IdTokenError::Audience);
        }
        // Also when only one of the two tokens has an `azp`.
        if renewed.azp != self.azp {
            return Err(IdTokenError::Azp);
        }
        if renewed.issued < self.issued && !is_same(renewed.issued, self.issued) {
            return Err(IdTokenError::IssuedAt);
        }
        match (self.auth_time, renewed.auth_time) {
            (_, None) => Ok(()),
            (Some(first), Some(now)) if is_same(first, now) => Ok(()),
            // Where the first token did not say when the person had signed in, it was before that
            // token was issued.
            (None, Some(now)) if now <= self.issued => Ok(()),
            _ => Err(IdTokenError::AuthTime),
        }
    }
}

impl fmt::Debug for SessionBinding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "SessionBinding({} at {}, …)",
            self.subject, self.issuer
        )
    }
}
