//! The tokens of this tab: the access token in memory, refresh token and ID token in the tab's
//! storage (sign-in.md, decision 3). It renews nothing and asks nobody.

use crate::platform::storage::TabStorage;
use http::HeaderValue;
use oauth2_pkce::{AccessToken, Registration, SessionRecord, TokenLifetime, TokenSet, Verified};
use std::cell::{Cell, RefCell};

/// Where the refresh token is kept, in this tab only.
const RECORD: &str = "session";

/// What the tab holds. It has no `Debug`: all of it is secret.
pub(super) struct TokenStore {
    storage: TabStorage,
    access: RefCell<Option<Access>>,
    generation: Cell<u32>,
    epoch: Cell<u32>,
}

struct Access {
    token: AccessToken,
    lifetime: TokenLifetime,
}

/// When an access token is to be renewed and when it ends, in seconds since 1970; `None` where the
/// server did not say how long it lives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct TokenTimes {
    /// From when on it should be renewed.
    pub refresh_due: Option<f64>,
    /// When it ends.
    pub expires_at: Option<f64>,
}

impl TokenStore {
    /// A store without an access token; the record is what this storage holds.
    pub fn new(storage: TabStorage) -> Self {
        Self {
            storage,
            access: RefCell::default(),
            generation: Cell::new(0),
            epoch: Cell::new(0),
        }
    }

    /// Takes a verified set into use. The record is written first: the refresh token in it may be
    /// the only one that is still good.
    pub fn accept(&self, tokens: &TokenSet<Verified>, record: &SessionRecord) {
        self.storage.set(RECORD, &record.to_json());
        *self.access.borrow_mut() = Some(Access {
            token: tokens.access_token().clone(),
            lifetime: tokens.lifetime(),
        });
        self.generation.set(self.generation.get() + 1);
    }

    /// What was kept for renewing; one that is unreadable or of another client is removed.
    pub fn record(&self, registration: &Registration) -> Option<SessionRecord> {
        let text = self.storage.get(RECORD)?;
        let record = SessionRecord::from_json(registration, &text);
        if record.is_none() {
            self.storage.remove(RECORD);
        }
        record
    }

    /// Counts the sets of tokens, so that a call that was turned away can tell whether a newer one
    /// than its own is there.
    pub fn generation(&self) -> u32 {
        self.generation.get()
    }

    /// Counts sign-outs, so that a late answer to a renewal is not taken for a sign-in.
    pub fn epoch(&self) -> u32 {
        self.epoch.get()
    }

    /// The value of the `Authorization` header (RFC 6750 §2.1), if the token lives at least so many
    /// seconds more.
    pub fn bearer(&self, now: f64, seconds: f64) -> Option<HeaderValue> {
        let access = self.access.borrow();
        let access = access.as_ref()?;
        if !access.lifetime.is_valid_for(now, seconds) {
            return None;
        }
        // A verified token holds nothing that may not stand in a header.
        let mut value = HeaderValue::try_from(format!("Bearer {}", access.token.secret())).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// The times of the present access token.
    pub fn times(&self) -> Option<TokenTimes> {
        let access = self.access.borrow();
        let lifetime = access.as_ref()?.lifetime;
        Some(TokenTimes {
            refresh_due: lifetime.refresh_due(),
            expires_at: lifetime.expires_at(),
        })
    }

    /// Forgets the access token; the record stays for signing in again.
    pub fn drop_access(&self) {
        self.access.take();
    }

    /// Forgets everything of the person.
    pub fn clear(&self) {
        self.drop_access();
        self.storage.remove(RECORD);
        self.epoch.set(self.epoch.get() + 1);
    }
}
