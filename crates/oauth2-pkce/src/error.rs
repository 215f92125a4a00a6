//! Every way a sign-in can fail, in one enum that keeps the failing party's own error. Codes are
//! stable and words for people are chosen elsewhere; `Display` is English for a log and shows no
//! secret.

use thiserror::Error;

use crate::callback::CallbackError;
use crate::config::ConfigError;
use crate::discovery::DiscoveryError;
use crate::exchange::TokenError;
use crate::id_token_error::IdTokenError;
use crate::jwks::KeySetError;
use crate::ports::{HttpError, RandomError};
use crate::transaction::TransactionError;

/// Every way a sign-in can fail.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error(transparent)]
pub enum AuthError {
    /// A setting is not usable.
    Config(#[from] ConfigError),
    /// The issuer's metadata or keys were asked for and no answer came.
    Http(#[from] HttpError),
    /// No random bytes.
    Random(#[from] RandomError),
    /// The metadata is refused.
    Discovery(#[from] DiscoveryError),
    /// The key set is refused.
    Keys(#[from] KeySetError),
    /// The remembered sign-in is refused.
    Transaction(#[from] TransactionError),
    /// The callback is refused.
    Callback(#[from] CallbackError),
    /// The code led to no tokens.
    Token(#[from] TokenError),
    /// The ID token is refused.
    IdToken(#[from] IdTokenError),
}

impl AuthError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            AuthError::Config(error) => error.code(),
            AuthError::Http(error) => error.code(),
            AuthError::Random(error) => error.code(),
            AuthError::Discovery(error) => error.code(),
            AuthError::Keys(error) => error.code(),
            AuthError::Transaction(error) => error.code(),
            AuthError::Callback(error) => error.code(),
            AuthError::Token(error) => error.code(),
            AuthError::IdToken(error) => error.code(),
        }
    }
}
