//! Who is signed in: signing in with Authorization Code and PKCE, keeping the token fresh, signing
//! out, and calling the instance with the token.
//!
//! Screens see a [`Person`] and never a token. It knows nothing of ZITADEL's settings and no words:
//! what went wrong is an [`AuthError`] with a stable code, the sentence is chosen at the screen.
//!
//! Reading order: `session_state` (the values), `inner` (what the parts share), `restore` (the page
//! was loaded), `sign_in`, `callback`, `token_refresh`, `bearer_client`, `sign_out`.

mod auth_error;
mod bearer_client;
mod callback;
mod inner;
mod restore;
mod session_state;
mod sign_in;
mod sign_out;
mod single_flight;
mod token_refresh;
mod token_store;

pub use auth_error::AuthError;
pub use bearer_client::BearerClient;
pub use session_state::{Person, SessionState, SignedOutReason};
pub use sign_in::SignInMode;

use crate::config::Instance;
use crate::platform::storage::TabStorage;
use crate::platform::{document, location, window_events};
use crate::routes::Page;
use inner::SessionInner;
use leptos::prelude::*;
use oauth2_pkce::{
    AuthError as ProtocolError, ClientId, Issuer, PostLogoutUri, RedirectUri, Registration, Scopes,
};
use std::rc::Rc;

/// What the console asks for: who it is, a refresh token, and the right to call ZITADEL's APIs.
const SCOPES: &str =
    "openid profile email offline_access urn:zitadel:iam:org:project:id:zitadel:aud";

/// The session of this tab. It ends with the owner that made it: nothing it started runs on.
#[derive(Clone, Copy)]
pub struct Session(StoredValue<Rc<SessionInner>, LocalStorage>);

/// The session that [`provide_session`] provided to this part of the page.
///
/// # Panics
/// Outside of the part that has a session.
pub fn use_session() -> Session {
    expect_context()
}

/// Makes the session for an instance and provides it; `origin` is this console's, without a slash at
/// the end. It does nothing before it is [started](Session::start).
///
/// # Errors
/// [`AuthError::InsecureContext`], and a part of the registration that is not valid.
pub fn provide_session(
    instance: &Instance,
    origin: &str,
    storage: TabStorage,
) -> Result<Session, AuthError> {
    let session = Session::new(instance, origin, storage)?;
    provide_context(session);
    Ok(session)
}

impl Session {
    /// A session that ends with the present owner, not started yet.
    ///
    /// # Errors
    /// [`AuthError::InsecureContext`], and a part of the registration that is not valid.
    pub fn new(instance: &Instance, origin: &str, storage: TabStorage) -> Result<Self, AuthError> {
        if !document::is_secure_context() {
            return Err(AuthError::InsecureContext);
        }
        let registration = registration(instance, origin)?;
        let inner = SessionInner::new(registration, storage);
        Ok(Self(StoredValue::new_local(inner)))
    }

    /// Finds out where the session stands, then keeps it fresh and follows the other tabs, until the
    /// owner that it is called under is gone. While the state is [`SessionState::Starting`] the
    /// address bar may still change without a router noticing.
    pub fn start(self) {
        let session = self.inner();
        sign_out::follow_other_tabs(Rc::clone(&session));
        let restored = Rc::clone(&session);
        window_events::on_page_restored(move || {
            // Somebody signed out or left to sign in: what the page shows is over.
            if !restored.has_person() {
                location::reload();
            }
        });
        let woken = Rc::clone(&session);
        window_events::on_wake(move || {
            woken.spawn(|session| async move { token_refresh::check_clock(&session).await });
        });
        session.spawn(|session| async move {
            restore::restore(&session).await;
            token_refresh::watch_clock(&session).await;
        });
    }

    /// Where it stands.
    pub fn state(self) -> SessionState {
        self.inner().state.get()
    }

    /// Who is signed in, or was until the sign-in ended by itself.
    pub fn person(self) -> Option<Person> {
        self.inner().state.with(|state| state.person().cloned())
    }

    /// Whether there is such a [person](Self::person) now.
    pub fn is_inside(self) -> bool {
        self.inner().has_person()
    }

    /// In how many seconds the sign-in ends, once that is near and cannot be put off.
    pub fn expires_in(self) -> Option<u32> {
        self.inner().expires_in.get()
    }

    /// Whether somebody else came back from signing in again.
    pub fn user_changed(self) -> bool {
        self.inner().user_changed.get()
    }

    /// Why leaving this page for the sign-in server did not work the last time.
    pub fn redirect_failed(self) -> Option<AuthError> {
        self.inner().redirect_failed.get()
    }

    /// Leaves for the sign-in server.
    pub fn sign_in(self, mode: SignInMode) {
        self.inner().spawn(move |session| async move {
            sign_in::redirect_to_sign_in(&session, mode).await
        });
    }

    /// Signs out, here, in the other tabs, and at the server.
    pub fn sign_out(self) {
        self.inner()
            .spawn(|session| async move { sign_out::sign_out(&session).await });
    }

    /// Puts the end of the sign-in off now, if it can be.
    pub fn extend(self) {
        self.inner()
            .spawn(|session| async move { token_refresh::refresh_or_expire(&session).await });
    }

    /// The instance's APIs, called in the name of whoever is signed in at the time of a call.
    pub fn client(self) -> BearerClient {
        BearerClient::new(self.inner())
    }

    /// The storage of this tab, for what is to outlive a reload.
    pub fn tab_storage(self) -> TabStorage {
        self.inner().storage.clone()
    }

    /// Starts work that ends with the owner of the session at the latest, so that it need not ask
    /// whether the page it works for is still there.
    pub fn spawn(self, work: impl Future<Output = ()> + 'static) {
        self.inner().spawn(|_| work);
    }

    fn inner(self) -> Rc<SessionInner> {
        self.0.get_value()
    }
}

fn registration(instance: &Instance, origin: &str) -> Result<Registration, ProtocolError> {
    let at = |page: Page| [origin, page.path()].concat();
    Ok(Registration::new(
        Issuer::parse(&instance.issuer)?,
        ClientId::parse(&instance.client_id)?,
        RedirectUri::parse(&at(Page::Callback))?,
        PostLogoutUri::parse(&at(Page::SignedOut))?,
        Scopes::parse(SCOPES)?,
    ))
}
