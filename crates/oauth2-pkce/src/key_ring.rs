//! The issuer's keys as they are remembered while a page lives, and when to ask for them again:
//! once for an unknown key, because keys rotate (OpenID Connect Core §10.1.1), but not more often
//! than once a minute, because anybody can write an unknown key id into a token.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::discovery::Metadata;
use crate::jwks::KeySet;

/// Seconds between two repeated requests for the key set.
pub const REFETCH_PAUSE: f64 = 60.0;

/// Remembered keys. Keep one per page; it starts empty.
#[derive(Default)]
pub struct KeyRing {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    uri: String,
    keys: Option<Rc<KeySet>>,
    repeated: Option<f64>,
}

impl KeyRing {
    /// An empty ring.
    pub fn new() -> KeyRing {
        KeyRing::default()
    }

    /// The key set as the issuer sent it, to be kept for the next page. It holds public keys only.
    pub fn to_text(&self) -> Option<String> {
        let state = self.state.borrow();
        state.keys.as_ref().map(|keys| keys.text().to_owned())
    }

    /// Takes a kept key set into use. One that does not read is passed over; one that is out of
    /// date is asked for anew when a key is missing from it.
    pub fn recall(&self, metadata: &Metadata, text: &str) {
        if let Ok(keys) = KeySet::from_text(text) {
            self.remember(&metadata.jwks_uri, keys);
        }
    }

    /// The keys remembered for this address.
    pub(crate) fn remembered(&self, uri: &str) -> Option<Rc<KeySet>> {
        let state = self.state.borrow();
        (state.uri == uri).then(|| state.keys.clone()).flatten()
    }

    /// Remembers the keys of this address and forgets those of any other.
    pub(crate) fn remember(&self, uri: &str, keys: KeySet) -> Rc<KeySet> {
        let keys = Rc::new(keys);
        let mut state = self.state.borrow_mut();
        if state.uri != uri {
            uri.clone_into(&mut state.uri);
            state.repeated = None;
        }
        state.keys = Some(keys.clone());
        keys
    }

    /// Whether the keys may be asked for again now; if so, the minute starts.
    pub(crate) fn may_repeat(&self, now: f64) -> bool {
        let mut state = self.state.borrow_mut();
        let allowed = state
            .repeated
            .is_none_or(|last| now - last >= REFETCH_PAUSE || now < last);
        if allowed {
            state.repeated = Some(now);
        }
        allowed
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("KeyRing(…)")
    }
}
