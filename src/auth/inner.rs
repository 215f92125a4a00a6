//! What the parts of a session share: this client at the server, the tokens, and the signals that
//! screens read. Work in progress holds it by reference count, so that nothing it touches is gone
//! before it ends; and all of it ends with the owner that made the session.

use super::auth_error::AuthError;
use super::session_state::{RefreshOutcome, SessionState};
use super::single_flight::SingleFlight;
use super::token_store::TokenStore;
use crate::platform::oauth_ports::Browser;
use crate::platform::storage::TabStorage;
use futures_channel::oneshot;
use futures_util::future::{Either, FutureExt, Shared, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use oauth2_pkce::{Client, Registration, SessionRecord};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

/// Where the server's endpoints and public keys are kept in this tab's storage.
const DISCOVERY: &str = "discovery";

/// A session, as its parts see it.
pub(super) struct SessionInner {
    /// This client at the server, with the server's endpoints and keys.
    pub client: Client<Browser>,
    /// The storage of this tab.
    pub storage: TabStorage,
    /// The tokens of this tab.
    pub tokens: TokenStore,
    /// The renewal under way, if there is one.
    pub refreshing: SingleFlight<RefreshOutcome>,
    /// How many calls are under way with the present access token.
    pub calls_in_flight: Cell<u32>,
    /// Where the session stands.
    pub state: ArcRwSignal<SessionState>,
    /// In how many seconds the sign-in ends, once that is near and cannot be put off.
    pub expires_in: ArcRwSignal<Option<u32>>,
    /// Whether somebody else came back from signing in again.
    pub user_changed: ArcRwSignal<bool>,
    /// Why the page could not be left for the sign-in server the last time.
    pub redirect_failed: ArcRwSignal<Option<AuthError>>,
    ended: Shared<oneshot::Receiver<()>>,
}

impl SessionInner {
    /// A session that ends with the present owner.
    pub fn new(registration: Registration, storage: TabStorage) -> Rc<Self> {
        let (alive, ended) = oneshot::channel();
        on_cleanup(move || drop(alive));
        let client = Client::new(registration, Browser);
        if let Some(documents) = storage.get(DISCOVERY) {
            client.restore_cache(&documents);
        }
        Rc::new(Self {
            client,
            tokens: TokenStore::new(storage.clone()),
            storage,
            refreshing: SingleFlight::default(),
            calls_in_flight: Cell::new(0),
            state: ArcRwSignal::new(SessionState::Starting),
            expires_in: ArcRwSignal::new(None),
            user_changed: ArcRwSignal::new(false),
            redirect_failed: ArcRwSignal::new(None),
            ended: ended.shared(),
        })
    }

    /// Whether somebody is signed in, or was until the sign-in ended by itself.
    pub fn has_person(&self) -> bool {
        self.state.with_untracked(|state| state.person().is_some())
    }

    /// Whether somebody is signed in, and the sign-in has not ended.
    pub fn is_signed_in(&self) -> bool {
        self.state
            .with_untracked(|state| matches!(state, SessionState::SignedIn(_)))
    }

    /// Lets the next page of this tab know the server's endpoints and keys.
    pub fn save_discovery(&self) {
        if let Some(documents) = self.client.cache_to_json() {
            self.storage.set(DISCOVERY, &documents);
        }
    }

    /// What was kept for renewing, if it can be read.
    pub fn record(&self) -> Option<SessionRecord> {
        self.tokens.record(self.client.registration())
    }

    /// Runs work to its end, or until the owner of the session is gone, whichever comes first.
    pub async fn until_ended<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        match select(self.ended.clone(), pin!(work)).await {
            Either::Left(_) => None,
            Either::Right((result, _)) => Some(result),
        }
    }

    /// Starts work that ends with the owner of the session at the latest.
    pub fn spawn<F>(self: &Rc<Self>, work: impl FnOnce(Rc<Self>) -> F)
    where
        F: Future<Output = ()> + 'static,
    {
        let (session, work) = (Rc::clone(self), work(Rc::clone(self)));
        spawn_local(async move {
            session.until_ended(work).await;
        });
    }
}
