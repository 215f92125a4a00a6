//! The claims of a validated ID token (OpenID Connect Core §2 and §5.1), as the application may use
//! them. Profile claims are for showing: they are sanitized and may be absent.

use std::fmt;

/// What a validated ID token says. Only the validation makes one.
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
    /// `amr`: how, such as `pwd`, `mfa`, `user` (RFC 8176); empty when the server does not say.
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
