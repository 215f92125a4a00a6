//! Why a sign-in did not work out: a stable code for support and English for a log. The sentence for
//! the person is chosen at the screen.

use oauth2_pkce::{AuthError as ProtocolError, IdTokenError, RetryReason};

/// A sign-in that did not work out. `Display` is English, for a log, without a secret.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AuthError {
    /// The page is neither served over https nor from this machine: browsers give it no cryptography.
    #[error("the page is not in a secure context")]
    InsecureContext,
    /// The browser keeps nothing for this tab, so the way back from the sign-in server is closed.
    #[error("no session storage")]
    NoStorage,
    /// The page was to be left for the sign-in server, and the browser did not do so.
    #[error("the browser did not leave the page")]
    NotLeft,
    /// The callback was opened although no sign-in is under way: by a bookmark, the back button, or
    /// for a second time.
    #[error("no sign-in is under way")]
    NoTransaction,
    /// The server answers no renewal now; it may later.
    #[error(transparent)]
    NotRenewed(#[from] RetryReason),
    /// This client may not renew; the access token lives on until its own end.
    #[error("the sign-in cannot be renewed")]
    NotRenewable,
    /// The protocol was not followed, or the server could not be asked.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
}

impl AuthError {
    /// A stable code, `AUTH-STATE` and the like (sign-in.md §4.7).
    pub fn code(&self) -> &'static str {
        match self {
            Self::InsecureContext => "AUTH-INSECURE",
            Self::NoStorage => "AUTH-STORAGE",
            Self::NotLeft => "AUTH-NET",
            Self::NoTransaction => "AUTH-STATE",
            Self::NotRenewed(reason) => reason.code(),
            Self::NotRenewable => "AUTH-EXPIRED",
            Self::Protocol(error) => error.code(),
        }
    }

    /// By how many minutes this machine's clock is ahead (behind, if negative), where that is why.
    pub fn clock_minutes_ahead(&self) -> Option<i64> {
        match self {
            Self::Protocol(ProtocolError::IdToken(IdTokenError::Clock { minutes })) => {
                Some(*minutes)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AuthError;
    use oauth2_pkce::{AuthError as ProtocolError, HttpError, IdTokenError, RetryReason};

    #[test]
    fn a_wrong_clock_is_told_with_its_minutes() {
        let clock = AuthError::from(ProtocolError::from(IdTokenError::Clock { minutes: -12 }));
        assert_eq!(clock.clock_minutes_ahead(), Some(-12));
        assert_eq!(clock.code(), "AUTH-CLOCK");
        assert_eq!(AuthError::NoTransaction.clock_minutes_ahead(), None);
    }

    #[test]
    fn a_failed_renewal_has_the_code_of_its_reason() {
        for (reason, code) in [
            (RetryReason::NoAnswer(HttpError::Unreachable), "AUTH-NET"),
            (
                RetryReason::NotReady(ProtocolError::Http(HttpError::TimedOut)),
                "AUTH-NET",
            ),
            (RetryReason::Server(503), "AUTH-OP"),
            (RetryReason::Unreadable, "AUTH-TOKENRESP"),
        ] {
            assert_eq!(AuthError::NotRenewed(reason).code(), code);
        }
    }
}
