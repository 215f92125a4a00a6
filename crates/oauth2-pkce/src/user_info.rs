//! The UserInfo answer (OpenID Connect Core §5.3): believed only when it speaks of the person of
//! the ID token. Signed answers are not understood.

use std::fmt;

use http::Response;
use thiserror::Error;

use crate::error::AuthError;
use crate::json::UniqueObject;
use crate::ports::HttpError;
use crate::sanitize::profile_claim;

/// The longest answer read, in bytes.
pub(crate) const MAX_USER_INFO_BYTES: usize = 256 * 1_024;

/// What the server says about the person, sanitized for showing.
#[derive(Clone, PartialEq, Eq)]
pub struct UserInfo {
    /// `sub`, the same as in the ID token.
    pub subject: String,
    /// `name`.
    pub name: Option<String>,
    /// `preferred_username`.
    pub preferred_username: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `locale`.
    pub locale: Option<String>,
}

impl UserInfo {
    /// Parses the answer: for any other `sub` than `subject`, nothing of it may be used (OpenID
    /// Connect Core §5.3.2).
    pub(crate) fn parse(
        response: &Response<String>,
        subject: &str,
    ) -> Result<UserInfo, UserInfoError> {
        match response.status().as_u16() {
            200 => {}
            401 => return Err(UserInfoError::TokenRefused),
            status => return Err(UserInfoError::Status(status)),
        }
        let claims =
            UniqueObject::parse(response.body().as_bytes()).ok_or(UserInfoError::NotJson)?;
        if claims.text("sub") != Some(subject) {
            return Err(UserInfoError::OtherSubject);
        }
        Ok(UserInfo {
            subject: subject.to_owned(),
            name: profile_claim(claims.text("name")),
            preferred_username: profile_claim(claims.text("preferred_username")),
            email: profile_claim(claims.text("email")),
            locale: profile_claim(claims.text("locale")),
        })
    }
}

impl fmt::Debug for UserInfo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "UserInfo({}, …)", self.subject)
    }
}

/// Why nothing is known about the person.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum UserInfoError {
    /// The issuer's metadata could not be had.
    #[error("userinfo: {0}")]
    NotReady(#[source] AuthError),
    /// The server offers no UserInfo.
    #[error("userinfo: not offered")]
    NotOffered,
    /// No answer.
    #[error("userinfo: {0}")]
    Http(#[source] HttpError),
    /// The access token was not accepted (401, RFC 6750 §3.1).
    #[error("userinfo: access token refused")]
    TokenRefused,
    /// Any other status but 200.
    #[error("userinfo: status {0}")]
    Status(u16),
    /// Not a JSON object.
    #[error("userinfo: not a JSON object")]
    NotJson,
    /// It speaks of somebody else, or of nobody.
    #[error("userinfo: about somebody else")]
    OtherSubject,
}

impl UserInfoError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            UserInfoError::NotReady(error) => error.code(),
            UserInfoError::Http(error) => error.code(),
            UserInfoError::TokenRefused => "AUTH-REJECTED",
            UserInfoError::OtherSubject => "AUTH-USERCHANGED",
            UserInfoError::NotJson => "AUTH-TOKENRESP",
            UserInfoError::NotOffered | UserInfoError::Status(_) => "AUTH-OP",
        }
    }

    /// Whether the endpoint may have moved: it did not answer as one would.
    pub(crate) fn is_unlike_endpoint(&self) -> bool {
        match self {
            UserInfoError::Status(status) => *status != 403,
            UserInfoError::NotOffered | UserInfoError::Http(_) | UserInfoError::NotJson => true,
            _ => false,
        }
    }
}
