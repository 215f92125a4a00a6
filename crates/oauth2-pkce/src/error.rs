//! Every way a sign-in can fail, in one enum that keeps the failing party's own error. Codes are
//! stable and words are chosen elsewhere; `Display` is English for a log.

use std::fmt;

use crate::callback::CallbackError;
use crate::config::ConfigError;
use crate::discovery::DiscoveryError;
use crate::id_token::IdTokenError;
use crate::jwks::KeySetError;
use crate::oauth_error::OpError;
use crate::ports::{HttpError, RandomError};
use crate::sign_out::RevokeError;
use crate::token::TokenError;
use crate::transaction::TransactionError;
use crate::user_info::UserInfoError;

/// A failure that can be told in English. It is written into a text and not through the formatting
/// of the standard library, which a page would have to download.
pub(crate) trait Told {
    /// Appends the words.
    fn tell(&self, out: &mut String);
}

/// Appends a number.
pub(crate) fn push_number(out: &mut String, number: i64) {
    out.push_str(&number.to_string());
}

macro_rules! displayed {
    ($($error:ty),*) => {
        $(
            impl fmt::Display for $error {
                fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let mut words = String::new();
                    self.tell(&mut words);
                    out.write_str(&words)
                }
            }

            impl std::error::Error for $error {}
        )*
    };
}

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

            /// What `Display` shows: English, for a log, without a secret.
            pub fn words(&self) -> String {
                let mut words = String::new();
                self.tell(&mut words);
                words
            }
        }

        impl Told for AuthError {
            fn tell(&self, out: &mut String) {
                match self {
                    $(AuthError::$variant(error) => error.tell(out),)*
                }
            }
        }

        displayed!(AuthError, $($error,)* OpError);

        $(
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
