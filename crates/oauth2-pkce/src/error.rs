//! Every way a sign-in can fail, in one enum that keeps the failing party's own error. Codes are
//! stable and words are chosen elsewhere; `Display` is English for a log.

use std::fmt;

use crate::callback::CallbackError;
use crate::config::ConfigError;
use crate::discovery::DiscoveryError;
use crate::id_token::IdTokenError;
use crate::jwks::KeySetError;
use crate::ports::{HttpError, RandomError};
use crate::sign_out::RevokeError;
use crate::token::TokenError;
use crate::transaction::TransactionError;
use crate::user_info::UserInfoError;

macro_rules! auth_error {
    ($($(#[$doc:meta])* $variant:ident($error:ty)),* $(,)?) => {
        /// Every way a sign-in can fail.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum AuthError {
            $($(#[$doc])* $variant($error),)*
        }

        impl AuthError {
            /// The stable code of this failure.
            pub fn code(&self) -> &'static str {
                match self {
                    $(AuthError::$variant(error) => error.code(),)*
                }
            }
        }

        impl fmt::Display for AuthError {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(AuthError::$variant(error) => error.fmt(out),)*
                }
            }
        }

        impl std::error::Error for AuthError {}

        $(
            impl std::error::Error for $error {}

            impl From<$error> for AuthError {
                fn from(error: $error) -> AuthError {
                    AuthError::$variant(error)
                }
            }
        )*
    };
}

auth_error! {
    /// A setting is not usable.
    Config(ConfigError),
    /// No answer came.
    Http(HttpError),
    /// No random bytes.
    Random(RandomError),
    /// The metadata is refused.
    Discovery(DiscoveryError),
    /// The key set is refused.
    Keys(KeySetError),
    /// The remembered sign-in is refused.
    Transaction(TransactionError),
    /// The callback is refused.
    Callback(CallbackError),
    /// The code led to no tokens.
    Token(TokenError),
    /// The ID token is refused.
    IdToken(IdTokenError),
    /// Nothing is known about the person.
    UserInfo(UserInfoError),
    /// The refresh token may still be alive.
    Revoke(RevokeError),
}
