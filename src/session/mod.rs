//! Who is signed in: a state machine as one signal, and the tokens behind it.
//!
//! Pages see a [`Person`] and never a token. Knows nothing of ZITADEL's settings and no words: what
//! went wrong is a [`Failure`] with a stable code, the sentence is chosen at the screen.

mod api;
mod keeper;
mod sign_in;
mod sign_out;
mod tokens;

pub use api::{ApiAnswer, ApiRequest, SendError};
pub use sign_in::Way;

use crate::browser::document;
use crate::config::Instance;
use crate::routes::Page;
use crate::watched::Watched;
use oauth2_pkce::{AuthError, ClientId, Issuer, PostLogoutUri, RedirectUri, Registration, Scopes};
use tokens::Tokens;

/// What the console asks for: who it is, a refresh token, and the right to call ZITADEL's APIs.
const SCOPES: &str =
    "openid profile email offline_access urn:zitadel:iam:org:project:id:zitadel:aud";

/// Somebody who signed in, as their ID token says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// `sub`: who they are to the server.
    pub subject: String,
    /// Their name, or else their login name, or else the subject.
    pub name: String,
    /// Their login name, if the token tells it.
    pub login_name: Option<String>,
    /// The language of their profile.
    pub locale: Option<String>,
    /// How they signed in (RFC 8176); empty after a sign-in at another provider.
    pub amr: Vec<String>,
}

/// A sign-in that did not work out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// `AUTH-STATE` and the like.
    pub code: &'static str,
    /// English, for support; without a secret.
    pub detail: String,
    /// By how many minutes this machine's clock is ahead, if that is the reason.
    pub minutes_ahead: Option<i64>,
}

impl Failure {
    /// A failure that is not one of `oauth2-pkce`'s.
    fn own(code: &'static str, detail: &str) -> Self {
        Self {
            code,
            detail: detail.to_owned(),
            minutes_ahead: None,
        }
    }
}

impl<E: Into<AuthError>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error = error.into();
        Self {
            code: error.code(),
            detail: error.words(),
            minutes_ahead: match &error {
                AuthError::IdToken(oauth2_pkce::IdTokenError::Clock { minutes }) => Some(*minutes),
                _ => None,
            },
        }
    }
}

/// Why nobody is signed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goodbye {
    /// Nobody has signed in yet.
    NotYet,
    /// The person signed out here; `revoked` says whether the server took the refresh token back.
    Here {
        /// Whether it did.
        revoked: bool,
    },
    /// The person signed out in another tab.
    Elsewhere,
}

/// Where the session stands.
#[derive(Clone, PartialEq, Debug)]
pub enum SessionState {
    /// Still finding out.
    Starting,
    /// Nobody is signed in.
    SignedOut(Goodbye),
    /// The page is on its way to the sign-in server.
    Leaving,
    /// Somebody is signed in.
    SignedIn(Person),
    /// The sign-in ended by itself; the page stays, and they may sign in again.
    Ended(Person),
    /// A sign-in did not work out.
    Failed(Failure),
}

/// The session of this tab.
#[derive(Clone, Copy)]
pub struct Session {
    inner: &'static Inner,
    state: Watched<SessionState>,
    expires_in: Watched<Option<u32>>,
    user_changed: Watched<bool>,
    not_left: Watched<Option<Failure>>,
}

struct Inner {
    registration: Registration,
    tokens: Tokens,
}

impl Session {
    /// The session for an instance, not started yet.
    pub fn new(instance: &Instance, origin: &str) -> Result<Self, Failure> {
        if !document::is_secure() {
            return Err(Failure::own(
                "AUTH-INSECURE",
                "the page is not in a secure context",
            ));
        }
        let registration = registration(instance, origin)?;
        Ok(Self {
            // One session for as long as the page lives.
            inner: Box::leak(Box::new(Inner {
                registration,
                tokens: Tokens::default(),
            })),
            state: Watched::new(SessionState::Starting),
            expires_in: Watched::new(None),
            user_changed: Watched::new(false),
            not_left: Watched::new(None),
        })
    }

    /// Where it stands.
    pub fn state(self) -> SessionState {
        self.state.get()
    }

    /// Who is signed in, or was until the sign-in ended by itself.
    pub fn person(self) -> Option<Person> {
        self.state.with(|state| match state {
            SessionState::SignedIn(person) | SessionState::Ended(person) => Some(person.clone()),
            _ => None,
        })
    }

    /// Whether somebody is signed in, or was until the sign-in ended by itself.
    pub fn is_inside(self) -> bool {
        self.state.with_untracked(|state| {
            matches!(state, SessionState::SignedIn(_) | SessionState::Ended(_))
        })
    }

    /// In how many seconds the sign-in ends, once that is near and cannot be put off.
    pub fn expires_in(self) -> Option<u32> {
        self.expires_in.get()
    }

    /// Whether somebody else came back from signing in again.
    pub fn user_changed(self) -> bool {
        self.user_changed.get()
    }

    /// Why leaving this page for the sign-in server did not work the last time.
    pub fn not_left(self) -> Option<Failure> {
        self.not_left.get()
    }

    fn inner(self) -> &'static Inner {
        self.inner
    }
}

fn registration(instance: &Instance, origin: &str) -> Result<Registration, AuthError> {
    let at = |page: Page| [origin, page.path()].concat();
    Ok(Registration::new(
        Issuer::parse(&instance.issuer)?,
        ClientId::parse(&instance.client_id)?,
        RedirectUri::parse(&at(Page::Callback))?,
        PostLogoutUri::parse(&at(Page::SignedOut))?,
        Scopes::parse(SCOPES)?,
    ))
}
