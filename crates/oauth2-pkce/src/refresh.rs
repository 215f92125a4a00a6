//! What the answer to a renewal (RFC 6749 §6) means for the session. An answer that says no ends
//! the session; silence and trouble at the server do not.

use oauth2::RefreshToken;
use thiserror::Error;

use crate::claims::IdClaims;
use crate::error::AuthError;
use crate::id_token_error::IdTokenError;
use crate::oauth_client::EndpointError;
use crate::oauth_error::OAuthError;
use crate::ports::HttpError;
use crate::session_binding::SessionBinding;
use crate::token_response::TokenResponse;
use crate::token_set::{TokenSet, Unverified, Verified};

/// What became of a renewal.
#[derive(Debug)]
pub enum RefreshOutcome {
    /// New tokens. Keep the refresh token before anything else: the old one may be dead.
    Refreshed(Box<Refreshed>),
    /// No renewal with this refresh token will ever succeed.
    Ended(EndReason),
    /// Nothing is decided: keep everything and try again later.
    Retry(Retry),
}

/// Renewed tokens.
#[derive(Debug)]
pub struct Refreshed {
    /// The new tokens; the refresh token is the old one when the server sent no new one.
    pub tokens: TokenSet<Verified>,
    /// The claims of the new ID token, if there was one.
    pub claims: Option<IdClaims>,
}

/// Why a session cannot be renewed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum EndReason {
    /// The server does not accept the refresh token, or says so beside tokens.
    #[error("renewal refused: {0}")]
    Refused(#[source] OAuthError),
    /// This client may not renew at all (`unauthorized_client`): treat the session as one without
    /// a refresh token. The access token lives on until it expires.
    #[error("renewal is not allowed for this client")]
    NotAllowed,
    /// The renewed tokens are somebody else's.
    #[error("renewal: the tokens are somebody else's")]
    UserChanged,
    /// The renewed ID token is refused.
    #[error("renewal: {0}")]
    Unverified(#[source] IdTokenError),
    /// The server granted more than was granted at first (RFC 6749 §6).
    #[error("renewal: more was granted than before")]
    ScopeWidened,
}

impl EndReason {
    /// The stable code of this ending.
    pub fn code(&self) -> &'static str {
        match self {
            EndReason::Refused(_) | EndReason::NotAllowed => "AUTH-EXPIRED",
            EndReason::UserChanged => "AUTH-USERCHANGED",
            EndReason::Unverified(error) => error.code(),
            EndReason::ScopeWidened => "AUTH-TOKENRESP",
        }
    }
}

/// Why, and how soon, to try again.
#[derive(Clone, PartialEq, Debug)]
pub struct Retry {
    /// What went wrong.
    pub reason: RetryReason,
    /// Seconds the server asked to wait (`Retry-After`, at most an hour), if it could be read.
    pub after: Option<f64>,
}

/// What went wrong with a renewal that may be tried again.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RetryReason {
    /// No answer. The server may have used up the refresh token; then the next try ends it.
    #[error("renewal: {0}")]
    NoAnswer(#[source] HttpError),
    /// The server is busy or broken; the status.
    #[error("renewal: status {0}")]
    Server(u16),
    /// Success that cannot be read: a page of something in between, most likely.
    #[error("renewal: unreadable answer")]
    Unreadable,
    /// The issuer's metadata or keys could not be had; the refresh token was not sent.
    #[error("renewal: {0}")]
    NotReady(#[source] AuthError),
}

impl RetryReason {
    /// The stable code of this trouble.
    pub fn code(&self) -> &'static str {
        match self {
            RetryReason::NoAnswer(error) => error.code(),
            RetryReason::Server(_) => "AUTH-OP",
            RetryReason::Unreadable => "AUTH-TOKENRESP",
            RetryReason::NotReady(error) => error.code(),
        }
    }
}

impl From<RetryReason> for RefreshOutcome {
    fn from(reason: RetryReason) -> RefreshOutcome {
        RefreshOutcome::Retry(Retry {
            reason,
            after: None,
        })
    }
}

/// What the answer of the token endpoint means when it brought no tokens. ZITADEL calls a dead
/// refresh token `invalid_request`, so any refusal is one.
impl From<EndpointError> for RefreshOutcome {
    fn from(error: EndpointError) -> RefreshOutcome {
        match error {
            EndpointError::NoAnswer(error) => RetryReason::NoAnswer(error).into(),
            EndpointError::Server {
                status,
                retry_after,
            } => RefreshOutcome::Retry(Retry {
                reason: RetryReason::Server(status),
                after: retry_after,
            }),
            EndpointError::Refused { error, .. } if error.code == "unauthorized_client" => {
                RefreshOutcome::Ended(EndReason::NotAllowed)
            }
            EndpointError::Refused { error, .. } => {
                RefreshOutcome::Ended(EndReason::Refused(error))
            }
            EndpointError::Unreadable(_) => RetryReason::Unreadable.into(),
        }
    }
}

/// Reads the tokens of an answer that came at `now`. An ID token in it is still to be validated.
/// Without a new refresh token, the `used` one stays (RFC 6749 §6).
pub(crate) fn read_tokens(
    response: TokenResponse,
    binding: &SessionBinding,
    used: &RefreshToken,
    now: f64,
) -> Result<TokenSet<Unverified>, RefreshOutcome> {
    if let Some(error) = &response.error {
        let error = OAuthError::new(error.as_str().unwrap_or_default(), None);
        return Err(RefreshOutcome::Ended(EndReason::Refused(error)));
    }
    let mut tokens = TokenSet::from_response(response, binding.scopes(), now)
        .map_err(|_| RefreshOutcome::from(RetryReason::Unreadable))?;
    let mut scopes = tokens.scopes.split_ascii_whitespace();
    if !scopes.all(|scope| binding.allows(scope)) {
        return Err(RefreshOutcome::Ended(EndReason::ScopeWidened));
    }
    tokens.refresh_token.get_or_insert_with(|| used.clone());
    Ok(tokens)
}
