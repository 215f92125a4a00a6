//! Signing out: revoking the refresh token (RFC 7009) and ending the session at the sign-in server
//! (OpenID Connect RP-Initiated Logout §2). Ending the session alone leaves the refresh token
//! alive at some servers, so both are done, in that order. Clearing local state is not done here.

use oauth2::RefreshToken;

use crate::discovery::Metadata;
use crate::error::{Told, push_number};
use crate::form;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::registration::Registration;
use crate::secret::IdToken;
use crate::web_url;

/// Asks to revoke a refresh token (RFC 7009 §2.1); `None` when the server offers no revocation.
pub fn revocation_request(
    metadata: &Metadata,
    registration: &Registration,
    token: &RefreshToken,
) -> Option<HttpRequest> {
    let mut request = HttpRequest::form(
        metadata.revocation_endpoint.clone()?,
        &[
            ("token", token.secret()),
            ("token_type_hint", "refresh_token"),
            ("client_id", registration.client_id.as_str()),
        ],
    );
    request.keepalive = true;
    Some(request)
}

/// Judges the answer (RFC 7009 §2.2): a token the server does not know is revoked, too.
pub fn judge_revocation(response: &HttpResponse) -> Result<(), RevokeError> {
    match response.status {
        200..=299 => Ok(()),
        status => Err(RevokeError::Status(status)),
    }
}

/// Where to send the person to end the session at the server; `None` when it offers no such page.
/// The client id goes along with the hint, because without either the return address is ignored.
pub fn end_session_url(
    metadata: &Metadata,
    registration: &Registration,
    id_token: Option<&IdToken>,
    state: &str,
) -> Option<String> {
    let endpoint = metadata.end_session_endpoint.as_deref()?;
    let mut fields = vec![
        ("client_id", registration.client_id.as_str()),
        (
            "post_logout_redirect_uri",
            registration.post_logout_uri.as_str(),
        ),
        ("state", state),
    ];
    if let Some(id_token) = id_token {
        fields.push(("id_token_hint", id_token.secret()));
    }
    Some(web_url::with_query(endpoint, &form::encode(&fields)))
}

/// Why a refresh token may still be alive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RevokeError {
    /// The server offers no revocation.
    NotOffered,
    /// No answer.
    Http(HttpError),
    /// The server refused; the status.
    Status(u16),
}

impl RevokeError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            RevokeError::Http(error) => error.code(),
            RevokeError::NotOffered | RevokeError::Status(_) => "AUTH-OP",
        }
    }
}

impl Told for RevokeError {
    fn tell(&self, out: &mut String) {
        match self {
            RevokeError::NotOffered => out.push_str("revocation: not offered"),
            RevokeError::Http(error) => {
                out.push_str("revocation: ");
                error.tell(out);
            }
            RevokeError::Status(status) => {
                out.push_str("revocation: status ");
                push_number(out, i64::from(*status));
            }
        }
    }
}
