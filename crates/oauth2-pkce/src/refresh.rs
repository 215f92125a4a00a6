//! Renewal (RFC 6749 §6): the request, and what its answer means for the session. An answer that
//! says no ends the session; silence and trouble at the server do not.

use std::fmt;

use oauth2::RefreshToken;

use crate::anchor::Anchor;
use crate::claims::IdClaims;
use crate::config::holds;
use crate::discovery::Metadata;
use crate::id_token::IdTokenError;
use crate::oauth_error::OpError;
use crate::ports::{HttpError, HttpRequest, HttpResponse};
use crate::registration::Registration;
use crate::token::{self, TokenSet, Unverified, Verified};

/// What became of a renewal.
#[derive(Debug)]
pub enum Renewal {
    /// New tokens. Keep the refresh token before anything else: the old one may be dead.
    Renewed(Box<Renewed>),
    /// No renewal with this refresh token will ever succeed.
    Ended(EndReason),
    /// Nothing is decided: keep everything and try again later.
    Later(Retry),
}

/// Renewed tokens.
#[derive(Debug)]
pub struct Renewed {
    /// The new tokens; the refresh token is the old one when the server sent no new one.
    pub tokens: TokenSet<Verified>,
    /// The claims of the new ID token, if there was one.
    pub claims: Option<IdClaims>,
}

/// Why a session cannot be renewed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EndReason {
    /// The server does not accept the refresh token.
    Refused(OpError),
    /// This client may not renew at all (`unauthorized_client`): treat the session as one without
    /// a refresh token. The access token lives on until it expires.
    NotAllowed,
    /// The renewed tokens are somebody else's.
    UserChanged,
    /// The renewed ID token is not believed.
    Unverified(IdTokenError),
    /// The server granted more than was granted at first (RFC 6749 §6).
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

impl fmt::Display for EndReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EndReason::Refused(error) => write!(out, "renewal refused: {error}"),
            EndReason::NotAllowed => out.write_str("renewal is not allowed for this client"),
            EndReason::UserChanged => out.write_str("renewal: the tokens are somebody else's"),
            EndReason::Unverified(error) => write!(out, "renewal: {error}"),
            EndReason::ScopeWidened => out.write_str("renewal: more was granted than before"),
        }
    }
}

/// Why, and how soon, to try again.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Retry {
    /// What went wrong.
    pub reason: RetryReason,
    /// Seconds the server asked to wait, if it could be read.
    pub after: Option<f64>,
}

impl Retry {
    pub(crate) fn because(reason: RetryReason) -> Retry {
        Retry {
            reason,
            after: None,
        }
    }
}

/// What went wrong with a renewal that may be tried again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RetryReason {
    /// No answer. The server may have used up the refresh token; then the next try ends it.
    NoAnswer(HttpError),
    /// The server is busy or broken; the status.
    Server(u16),
    /// Success that cannot be read: a page of something in between, most likely.
    Unreadable,
    /// The issuer's keys could not be fetched; the refresh token was not sent.
    NoKeys,
}

impl RetryReason {
    /// The stable code of this trouble.
    pub fn code(&self) -> &'static str {
        match self {
            RetryReason::NoAnswer(_) | RetryReason::NoKeys => "AUTH-NET",
            RetryReason::Server(_) => "AUTH-OP",
            RetryReason::Unreadable => "AUTH-TOKENRESP",
        }
    }
}

/// An answer that brought no tokens.
#[derive(Clone, PartialEq, Debug)]
pub enum Setback {
    /// See [`Renewal::Ended`].
    Ended(EndReason),
    /// See [`Renewal::Later`].
    Later(Retry),
}

/// Asks for a renewal. The request outlives the page: an answer that gets lost loses the session.
pub fn refresh_request(
    metadata: &Metadata,
    registration: &Registration,
    refresh_token: &RefreshToken,
) -> HttpRequest {
    let mut request = HttpRequest::form(
        metadata.token_endpoint.clone(),
        &[
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token.secret()),
            ("client_id", registration.client_id.as_str()),
        ],
    );
    request.keepalive = true;
    request
}

/// Judges the answer to [`refresh_request`] that was received at `now`, by status: ZITADEL calls a
/// dead refresh token `invalid_request`. An ID token in it is still to be verified.
pub fn judge_refresh(
    response: &HttpResponse,
    anchor: &Anchor,
    used: &RefreshToken,
    now: f64,
) -> Result<TokenSet<Unverified>, Setback> {
    match response.status {
        200..=299 => {
            let mut tokens = token::read(response, &anchor.scopes, now)
                .map_err(|_| Setback::Later(Retry::because(RetryReason::Unreadable)))?;
            let granted = |scope| holds(&anchor.scopes, scope);
            if !tokens.scopes.split_ascii_whitespace().all(granted) {
                return Err(Setback::Ended(EndReason::ScopeWidened));
            }
            tokens.refresh_token.get_or_insert_with(|| used.clone());
            Ok(tokens)
        }
        400..=499 if !matches!(response.status, 408 | 429) => {
            let error = OpError::read(response);
            Err(Setback::Ended(match error.code.as_str() {
                "unauthorized_client" => EndReason::NotAllowed,
                _ => EndReason::Refused(error),
            }))
        }
        status => Err(Setback::Later(Retry {
            reason: RetryReason::Server(status),
            after: response.retry_after_seconds(),
        })),
    }
}
