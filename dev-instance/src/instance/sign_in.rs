//! Sign-ins under way and the sessions of browsers: what somebody has proved, and to whom.

use crate::clock::Timestamp;
use std::collections::BTreeMap;

/// A way of proving oneself that counts for the ID token's `amr` and for the API.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum AuthMethod {
    Password,
    Passkey,
    IdentityProvider,
    /// An authenticator app.
    Otp,
    /// A security key.
    U2f,
}

/// Whether these methods count as more than one factor: a passkey does alone.
pub(crate) fn is_multi_factor(methods: &[AuthMethod]) -> bool {
    methods.len() > 1 || methods.contains(&AuthMethod::Passkey)
}

/// When each method last succeeded in a session.
#[derive(Clone, Default)]
pub(crate) struct Checks {
    pub password: Option<Timestamp>,
    pub passkey: Option<Timestamp>,
    pub identity_provider: Option<Timestamp>,
    pub otp: Option<Timestamp>,
    pub u2f: Option<Timestamp>,
}

/// A person in a browser.
pub(crate) struct Session {
    /// Begins with `V1_` at the built-in pages, with `V2_` at login v2.
    pub id: String,
    /// The browser, by its cookie.
    pub agent: String,
    /// The id of the user.
    pub user: String,
    pub active: bool,
    pub checks: Checks,
}

/// An authorization request (OpenID Connect Core §3.1.2.1) on its way through the sign-in pages.
#[derive(Default)]
pub(crate) struct AuthRequest {
    pub client_id: String,
    pub redirect_uri: String,
    pub scopes: Vec<String>,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub challenge: Option<Challenge>,
    pub prompt: Vec<String>,
    /// Seconds.
    pub max_age: Option<i64>,
    pub login_hint: Option<String>,
    /// The browser, by its cookie.
    pub agent: String,
    pub created: Timestamp,
    /// The id of the user once they said who they are.
    pub user: Option<String>,
    /// A login name that nobody has, where the policy hides that.
    pub unknown_name: Option<String>,
    /// Whether the person pressed "use password" on the passkey page.
    pub chose_password: bool,
    /// The secret shown on the set-up page, until a code of it was right.
    pub totp_secret: Option<String>,
    pub completed: Option<CompletedSignIn>,
    /// The code that was handed out for it.
    pub code: Option<String>,
}

/// RFC 7636 §4.3.
pub(crate) struct Challenge {
    pub value: String,
    /// The verifier itself, not its hash.
    pub plain: bool,
}

/// How an authorization request ended well.
#[derive(Clone)]
pub(crate) struct CompletedSignIn {
    /// The id of the session.
    pub session: String,
    pub methods: Vec<AuthMethod>,
    /// When the first of the methods was proved.
    pub at: Timestamp,
}

/// All sign-ins under way and all sessions.
#[derive(Default)]
pub(crate) struct SignIns {
    /// By their ids.
    pub requests: BTreeMap<String, AuthRequest>,
    pub sessions: Vec<Session>,
    /// Every code that was ever handed out, with the id of its request.
    pub codes: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_or_two_methods_are_multi_factor() {
        assert!(is_multi_factor(&[AuthMethod::Passkey]));
        assert!(is_multi_factor(&[AuthMethod::Password, AuthMethod::Otp]));
        assert!(!is_multi_factor(&[AuthMethod::Password]));
        assert!(!is_multi_factor(&[AuthMethod::IdentityProvider]));
    }
}
