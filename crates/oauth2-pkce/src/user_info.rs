//! The UserInfo answer (OpenID Connect Core §5.3): believed only when it speaks of the person of
//! the ID token. Signed answers are not understood.

use std::fmt;

use oauth2::AccessToken;
use plain_json::Json;

use crate::claims::profile;
use crate::discovery::Metadata;
use crate::error::{Told, push_number};
use crate::ports::{HttpError, HttpRequest, HttpResponse};

/// The longest answer read, in bytes.
const LIMIT: usize = 256 * 1_024;

/// What the server says about the person, cleaned for showing.
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

impl fmt::Debug for UserInfo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "UserInfo({}, …)", self.subject)
    }
}

/// Asks about the person (RFC 6750 §2.1); `None` when the server offers no UserInfo.
pub fn user_info_request(metadata: &Metadata, token: &AccessToken) -> Option<HttpRequest> {
    let mut request = HttpRequest::get(metadata.userinfo_endpoint.clone()?);
    let mut bearer = String::from("Bearer ");
    bearer.push_str(token.secret());
    request.headers.push(("Authorization", bearer));
    Some(request)
}

/// Judges the answer: for any other `sub` than `subject`, nothing of it may be used
/// (OpenID Connect Core §5.3.2).
pub fn judge_user_info(response: &HttpResponse, subject: &str) -> Result<UserInfo, UserInfoError> {
    match response.status {
        200 => {}
        401 => return Err(UserInfoError::TokenRefused),
        status => return Err(UserInfoError::Status(status)),
    }
    let json = Some(&response.body)
        .filter(|body| body.len() <= LIMIT)
        .and_then(|body| Json::object(body))
        .ok_or(UserInfoError::NotJson)?;
    if json.text("sub") != Some(subject) {
        return Err(UserInfoError::OtherSubject);
    }
    Ok(UserInfo {
        subject: subject.to_owned(),
        name: profile(&json, "name"),
        preferred_username: profile(&json, "preferred_username"),
        email: profile(&json, "email"),
        locale: profile(&json, "locale"),
    })
}

/// Why nothing is known about the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UserInfoError {
    /// The server offers no UserInfo.
    NotOffered,
    /// No answer.
    Http(HttpError),
    /// The access token was not accepted (401).
    TokenRefused,
    /// Any other status but 200.
    Status(u16),
    /// Not a JSON object, or too long.
    NotJson,
    /// It speaks of somebody else, or of nobody.
    OtherSubject,
}

impl UserInfoError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            UserInfoError::Http(error) => error.code(),
            UserInfoError::TokenRefused => "AUTH-REJECTED",
            UserInfoError::OtherSubject => "AUTH-USERCHANGED",
            UserInfoError::NotJson => "AUTH-TOKENRESP",
            UserInfoError::NotOffered | UserInfoError::Status(_) => "AUTH-OP",
        }
    }
}

impl Told for UserInfoError {
    fn tell(&self, out: &mut String) {
        match self {
            UserInfoError::NotOffered => out.push_str("userinfo: not offered"),
            UserInfoError::Http(error) => {
                out.push_str("userinfo: ");
                error.tell(out);
            }
            UserInfoError::TokenRefused => out.push_str("userinfo: access token refused"),
            UserInfoError::Status(status) => {
                out.push_str("userinfo: status ");
                push_number(out, i64::from(*status));
            }
            UserInfoError::NotJson => out.push_str("userinfo: not a JSON object"),
            UserInfoError::OtherSubject => out.push_str("userinfo: about somebody else"),
        }
    }
}
