//! What the answer to a code exchange means (RFC 6749 §4.1.4 and §5.2).

use thiserror::Error;

use crate::oauth_client::EndpointError;
use crate::oauth_error::OAuthError;
use crate::ports::HttpError;
use crate::token_response::TokenResponse;
use crate::token_set::{TokenSet, Unverified};

/// Reads the tokens of an answer that came at `now`; an ID token must be among them (OpenID Connect
/// Core §3.1.3.3).
pub(crate) fn read_tokens(
    response: TokenResponse,
    asked: &str,
    now: f64,
) -> Result<TokenSet<Unverified>, TokenError> {
    let tokens = TokenSet::from_response(response, asked, now).map_err(TokenError::Unreadable)?;
    match tokens.id_token {
        Some(_) => Ok(tokens),
        None => Err(TokenError::Unreadable("id_token")),
    }
}

/// Why a code did not lead to tokens.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum TokenError {
    /// No answer. The code may be used up.
    #[error("token: {0}")]
    Http(#[source] HttpError),
    /// The server does not accept the code: used, expired, or begun elsewhere.
    #[error("token: code refused: {0}")]
    CodeRefused(#[source] OAuthError),
    /// This client is set up wrongly at the server.
    #[error("token: client refused: {0}")]
    ClientConfig(#[source] OAuthError),
    /// The server has a problem of its own; the status.
    #[error("token: status {0}")]
    Server(u16),
    /// The answer is not what the protocol promises; the part that is wrong.
    #[error("token: unusable {0} in the answer")]
    Unreadable(&'static str),
}

impl TokenError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            TokenError::Http(error) => error.code(),
            TokenError::CodeRefused(_) => "AUTH-CODE",
            TokenError::ClientConfig(_) => "AUTH-CLIENTCFG",
            TokenError::Server(_) => "AUTH-OP",
            TokenError::Unreadable(_) => "AUTH-TOKENRESP",
        }
    }
}

/// Refusals are told apart by status first: ZITADEL says `invalid_request` for every code it does
/// not accept, with status 400 or 404.
impl From<EndpointError> for TokenError {
    fn from(error: EndpointError) -> TokenError {
        match error {
            EndpointError::NoAnswer(error) => TokenError::Http(error),
            EndpointError::Server { status: ..=399, .. } => TokenError::Unreadable("status"),
            EndpointError::Server { status, .. } => TokenError::Server(status),
            EndpointError::Refused { status, error } => {
                if error.is_about_client() || status == 401 {
                    TokenError::ClientConfig(error)
                } else if error.code.is_empty() {
                    TokenError::Unreadable("error")
                } else {
                    TokenError::CodeRefused(error)
                }
            }
            EndpointError::Unreadable(part) => TokenError::Unreadable(part),
        }
    }
}
