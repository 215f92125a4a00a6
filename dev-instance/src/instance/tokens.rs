//! Tokens: what an exchanged code left behind, and which tokens are valid.

use super::sign_in::AuthMethod;
use crate::clock::Timestamp;

/// What an exchanged code left behind: the tokens that may be asked for, and those that are valid.
pub(crate) struct Grant {
    /// The id of the session.
    pub session: String,
    pub client_id: String,
    /// The id of the user.
    pub user: String,
    pub scopes: Vec<String>,
    pub audience: Vec<String>,
    pub methods: Vec<AuthMethod>,
    pub nonce: Option<String>,
    pub auth_time: Timestamp,
    /// The one access token that is valid; `None` after sign-out or revocation.
    pub access: Option<String>,
    pub refresh: Option<String>,
    /// When the access token expires.
    pub expires: Timestamp,
}

/// A personal access token of a machine user.
pub(crate) struct PersonalAccessToken {
    pub token: String,
    /// The id of the user.
    pub user: String,
}

/// All tokens.
#[derive(Default)]
pub(crate) struct Tokens {
    pub grants: Vec<Grant>,
    pub personal: Vec<PersonalAccessToken>,
    /// Refresh tokens that were once valid.
    pub spent: Vec<String>,
}

/// A token that is known and valid.
pub(crate) enum Bearer<'a> {
    Personal { user: &'a str },
    App(&'a Grant),
}

impl Bearer<'_> {
    /// The id of the user whose token it is.
    pub(crate) fn user(&self) -> &str {
        match self {
            Self::Personal { user } => user,
            Self::App(grant) => &grant.user,
        }
    }
}

impl Tokens {
    /// The valid token with this text.
    pub(crate) fn find(&self, token: &str, now: Timestamp) -> Option<Bearer<'_>> {
        let mut personal = self.personal.iter();
        if let Some(known) = personal.find(|known| known.token == token) {
            return Some(Bearer::Personal { user: &known.user });
        }
        let mut grants = self.grants.iter();
        grants
            .find(|grant| grant.access.as_deref() == Some(token) && grant.expires > now)
            .map(Bearer::App)
    }

    /// Ends a token: a refresh token takes its access token with it, an access token ends alone.
    pub(crate) fn revoke(&mut self, token: &str) {
        for grant in &mut self.grants {
            if grant.refresh.as_deref() == Some(token) {
                self.spent.extend(grant.refresh.take());
                grant.access = None;
            } else if grant.access.as_deref() == Some(token) {
                grant.access = None;
            }
        }
    }
}
