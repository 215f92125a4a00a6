//! Where a session stands, as values. Nothing is done here.

use super::auth_error::AuthError;
use oauth2_pkce::IdClaims;

/// Where the session stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SessionState {
    /// Still finding out.
    Starting,
    /// Nobody is signed in.
    SignedOut(SignedOutReason),
    /// The page is on its way to the sign-in server.
    Redirecting,
    /// Somebody is signed in.
    SignedIn(Person),
    /// The sign-in ended by itself; the page stays, and they may sign in again.
    Expired(Person),
    /// A sign-in did not work out.
    Failed(AuthError),
}

impl SessionState {
    /// Who is signed in, or was until the sign-in ended by itself.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::SignedIn(person) | Self::Expired(person) => Some(person),
            _ => None,
        }
    }
}

/// Why nobody is signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignedOutReason {
    /// Nobody has signed in yet.
    NotSignedIn,
    /// The person signed out in this tab.
    SignedOutHere {
        /// Whether the server confirmed that it took the refresh token back (RFC 7009).
        revoked: bool,
    },
    /// The person signed out in another tab.
    SignedOutElsewhere,
}

/// Somebody who signed in, as their ID token says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// `sub`: who they are to the server.
    pub subject: String,
    /// Their name, or else their login name, or else the subject.
    pub name: String,
    /// `preferred_username`, if the token tells it.
    pub login_name: Option<String>,
    /// The language of their profile.
    pub locale: Option<String>,
    /// How they signed in (RFC 8176); empty after a sign-in at another provider.
    pub amr: Vec<String>,
}

impl Person {
    /// Who an ID token says it is.
    pub fn from_claims(claims: &IdClaims) -> Self {
        let login_name = claims.preferred_username.clone();
        let name = claims
            .name
            .clone()
            .or_else(|| login_name.clone())
            .unwrap_or_else(|| claims.subject.clone());
        Self {
            subject: claims.subject.clone(),
            name,
            login_name,
            locale: claims.locale.clone(),
            amr: claims.amr.clone(),
        }
    }

    /// Somebody of whom the server told nothing but the subject.
    pub fn from_subject(subject: &str) -> Self {
        Self {
            subject: subject.to_owned(),
            name: subject.to_owned(),
            login_name: None,
            locale: None,
            amr: Vec::new(),
        }
    }
}

/// What came of asking the server for new tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum RefreshOutcome {
    /// There is a new access token, of this person.
    Refreshed(Person),
    /// Nothing was decided; the old access token may still live.
    Postponed(AuthError),
    /// The sign-in is over.
    Ended,
}
