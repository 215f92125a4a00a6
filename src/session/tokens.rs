//! The tokens of this tab: access token in memory, refresh token and ID token in the tab's storage.

use super::sign_in::KEYS;
use crate::browser::storage::{Kept, tab};
use oauth2_pkce::{
    AccessToken, KeyRing, Life, Metadata, Registration, SessionRecord, TokenSet, Verified,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Where the refresh token is kept, in this tab only.
const RECORD: &str = "session";

/// What the tab holds.
#[derive(Default)]
pub(super) struct Tokens {
    /// The server's endpoints, once known.
    pub metadata: RefCell<Option<Rc<Metadata>>>,
    /// The server's keys.
    pub keys: KeyRing,
    live: RefCell<Option<Live>>,
    /// Counts token sets, so that a refused call can tell whether a newer one is there.
    generation: Cell<u32>,
    /// Counts sign-outs, so that a late answer to a renewal is not taken for a sign-in.
    pub epoch: Cell<u32>,
    /// Whether a renewal is under way.
    pub renewing: Cell<bool>,
    /// How the last renewal went, for the calls that waited for it.
    pub renewed: Cell<Option<bool>>,
    /// How many calls are under way; a renewal kills the token they carry.
    pub under_way: Cell<u32>,
}

struct Live {
    access: AccessToken,
    life: Life,
}

impl Tokens {
    /// Takes a new set into use.
    pub fn take(&self, tokens: &TokenSet<Verified>, record: &SessionRecord) -> Kept {
        self.keep_keys();
        let kept = tab::set(RECORD, &record.to_text());
        *self.live.borrow_mut() = Some(Live {
            access: tokens.access_token().clone(),
            life: tokens.life(),
        });
        self.generation.set(self.generation.get() + 1);
        kept
    }

    /// Lets the next page of this tab know the server's keys.
    pub fn keep_keys(&self) {
        if let Some(keys) = self.keys.to_text() {
            tab::set(KEYS, &keys);
        }
    }

    /// What was kept for renewing, if it can be read.
    pub fn record(&self, registration: &Registration) -> Option<SessionRecord> {
        let text = tab::get(RECORD)?;
        let record = SessionRecord::from_text(registration, &text);
        if record.is_none() {
            tab::remove(RECORD);
        }
        record
    }

    /// The generation of the present token.
    pub fn generation(&self) -> u32 {
        self.generation.get()
    }

    /// The value of the `Authorization` header, if the token lives at least so long.
    pub fn bearer(&self, now: f64, seconds: f64) -> Option<String> {
        let live = self.live.borrow();
        let live = live.as_ref()?;
        live.life
            .is_valid_for(now, seconds)
            .then(|| ["Bearer ", live.access.secret()].concat())
    }

    /// When the token should be renewed, and when it dies.
    pub fn times(&self) -> Option<(Option<f64>, Option<f64>)> {
        let live = self.live.borrow();
        let life = &live.as_ref()?.life;
        Some((life.refresh_due(), life.expires_at()))
    }

    /// Forgets the access token; the record stays for signing in again.
    pub fn drop_access(&self) {
        *self.live.borrow_mut() = None;
    }

    /// Forgets everything of the person.
    pub fn forget(&self) {
        self.drop_access();
        tab::remove(RECORD);
        self.epoch.set(self.epoch.get() + 1);
    }
}
