//! The claims of a judged ID token (OpenID Connect Core §2 and §5.1), as the application may use
//! them. Profile claims are for showing: they are cleaned and may be absent.

use std::fmt;

use plain_json::Json;

use crate::secret::Nonce;
use crate::text::clean;

/// The longest profile claim kept, in characters.
const PROFILE_LIMIT: usize = 200;

/// What a judged ID token says. Only the judgement makes one.
#[derive(Clone, PartialEq)]
pub struct IdClaims {
    /// `iss`.
    pub issuer: String,
    /// `sub`: the person, at this issuer.
    pub subject: String,
    /// `aud`.
    pub audience: Vec<String>,
    /// `azp`: the client the token was issued to.
    pub azp: Option<String>,
    /// `exp`, seconds since 1970.
    pub expires: f64,
    /// `iat`, seconds since 1970.
    pub issued: f64,
    /// `auth_time`: when the person last proved who they are, seconds since 1970.
    pub auth_time: Option<f64>,
    /// `amr`: how, such as `pwd`, `mfa`, `user`; empty after an external provider.
    pub amr: Vec<String>,
    /// `sid`: the session at the sign-in server.
    pub sid: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// `preferred_username`.
    pub preferred_username: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `locale`.
    pub locale: Option<String>,
    pub(crate) nonce: Option<Nonce>,
}

impl IdClaims {
    /// The name to show: name, user name, e-mail address or subject, the first that is there.
    pub fn display_name(&self) -> &str {
        [&self.name, &self.preferred_username, &self.email]
            .into_iter()
            .flatten()
            .next()
            .unwrap_or(&self.subject)
    }
}

impl fmt::Debug for IdClaims {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "IdClaims({} at {}, …)", self.subject, self.issuer)
    }
}

/// A profile claim fit to show.
pub(crate) fn profile(json: &Json, name: &str) -> Option<String> {
    let text = clean(json.text(name)?, PROFILE_LIMIT);
    (!text.trim().is_empty()).then_some(text)
}
