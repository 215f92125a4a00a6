//! Why a refresh token could not be revoked (RFC 7009 §2.2).

use thiserror::Error;

use crate::error::AuthError;
use crate::oauth_client::EndpointError;
use crate::ports::HttpError;

/// Why a refresh token may still be alive.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum RevokeError {
    /// The issuer's metadata could not be had.
    #[error("revocation: {0}")]
    NotReady(#[source] AuthError),
    /// The server offers no revocation.
    #[error("revocation: not offered")]
    NotOffered,
    /// No answer.
    #[error("revocation: {0}")]
    Http(#[source] HttpError),
    /// The server refused; the status.
    #[error("revocation: status {0}")]
    Status(u16),
}

impl RevokeError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            RevokeError::NotReady(error) => error.code(),
            RevokeError::Http(error) => error.code(),
            RevokeError::NotOffered | RevokeError::Status(_) => "AUTH-OP",
        }
    }

    /// Whether the endpoint may have moved: it did not answer as one would.
    pub(crate) fn is_unlike_endpoint(&self) -> bool {
        !matches!(self, RevokeError::NotReady(_))
    }
}

impl From<EndpointError> for RevokeError {
    fn from(error: EndpointError) -> RevokeError {
        match error {
            EndpointError::NoAnswer(error) => RevokeError::Http(error),
            EndpointError::Server { status, .. } | EndpointError::Refused { status, .. } => {
                RevokeError::Status(status)
            }
            // The body of a success means nothing (RFC 7009 §2.2) and is not read, but for its
            // length.
            EndpointError::Unreadable(_) => RevokeError::Http(HttpError::TooLarge),
        }
    }
}
