//! `sessionStorage` and `localStorage`, every call of which may fail.
//!
//! A browser may refuse storage altogether (private windows, policies, a full disk). Then values of
//! the tab live in memory, and the caller is told that they will not survive a reload.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use web_sys::Storage;

/// Where a value was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Persistence {
    /// To the browser's storage, where a reload finds it.
    Stored,
    /// Only to the memory of this page.
    MemoryOnly,
}

/// The storage of this tab: `sessionStorage`, with memory behind it. Clones share the memory.
#[derive(Clone, Default, Debug)]
pub struct TabStorage {
    memory: Arc<Mutex<BTreeMap<String, String>>>,
}

impl TabStorage {
    /// Reads a value.
    pub fn get(&self, key: &str) -> Option<String> {
        session_storage()
            .and_then(|storage| storage.get_item(key).ok().flatten())
            .or_else(|| self.memory().get(key).cloned())
    }

    /// Writes a value, to memory if the browser refuses.
    pub fn set(&self, key: &str, value: &str) -> Persistence {
        // What stood there before must not come back in place of a new value that is refused.
        self.remove(key);
        if session_storage().is_some_and(|storage| storage.set_item(key, value).is_ok()) {
            return Persistence::Stored;
        }
        self.memory().insert(key.to_owned(), value.to_owned());
        Persistence::MemoryOnly
    }

    /// Removes a value.
    pub fn remove(&self, key: &str) {
        if let Some(storage) = session_storage() {
            // A storage that refuses to remove also refused to write.
            let _ = storage.remove_item(key);
        }
        self.memory().remove(key);
    }

    /// Reads a value and removes it before returning it, so that nobody else can take it.
    pub fn take(&self, key: &str) -> Option<String> {
        let value = self.get(key);
        self.remove(key);
        value
    }

    /// The keys with this prefix.
    pub fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys: Vec<String> = self.memory().keys().cloned().collect();
        if let Some(storage) = session_storage() {
            let length = storage.length().unwrap_or(0);
            keys.extend((0..length).filter_map(|index| storage.key(index).ok().flatten()));
        }
        keys.retain(|key| key.starts_with(prefix));
        keys
    }

    fn memory(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a value of `localStorage`, which all tabs of this origin share. It holds choices of the
/// person, never a token.
pub fn local_get(key: &str) -> Option<String> {
    local_storage().and_then(|storage| storage.get_item(key).ok().flatten())
}

/// Writes a value of `localStorage`; a browser that refuses only forgets it.
pub fn local_set(key: &str, value: &str) {
    if let Some(storage) = local_storage() {
        // A choice that cannot be remembered still counts for this page.
        let _ = storage.set_item(key, value);
    }
}

fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
