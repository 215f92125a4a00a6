//! Storage of this tab and of this origin, every call of which may fail.
//!
//! A browser may refuse storage altogether (private windows, policies, a full disk). Then values
//! live in memory, and the caller is told that they will not survive a reload.

use std::cell::RefCell;
use web_sys::Storage;

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a value was written where a reload finds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// In the browser's storage.
    Stored,
    /// Only in this page's memory.
    InMemory,
}

/// The storage of this tab (`sessionStorage`), with memory behind it.
pub mod tab {
    use super::{Kept, MEMORY};

    /// Reads a value.
    pub fn get(key: &str) -> Option<String> {
        super::session()
            .and_then(|storage| storage.get_item(key).ok().flatten())
            .or_else(|| {
                MEMORY.with_borrow(|memory| {
                    let found = memory.iter().find(|(known, _)| known == key);
                    found.map(|(_, value)| value.clone())
                })
            })
    }

    /// Writes a value, in memory if the browser refuses.
    pub fn set(key: &str, value: &str) -> Kept {
        // What stood there before must not come back in place of a new value that is refused.
        remove(key);
        if super::session().is_some_and(|storage| storage.set_item(key, value).is_ok()) {
            return Kept::Stored;
        }
        MEMORY.with_borrow_mut(|memory| memory.push((key.to_owned(), value.to_owned())));
        Kept::InMemory
    }

    /// Removes a value.
    pub fn remove(key: &str) {
        if let Some(storage) = super::session() {
            // A storage that refuses to remove also refused to write.
            let _ = storage.remove_item(key);
        }
        MEMORY.with_borrow_mut(|memory| memory.retain(|(known, _)| known != key));
    }

    /// Reads a value and removes it before returning it, so that nobody else can take it.
    pub fn take(key: &str) -> Option<String> {
        let value = get(key);
        remove(key);
        value
    }

    /// The names of all values that begin so.
    pub fn keys(prefix: &str) -> Vec<String> {
        let mut found: Vec<String> =
            MEMORY.with_borrow(|memory| memory.iter().map(|(key, _)| key.clone()).collect());
        if let Some(storage) = super::session() {
            let length = storage.length().unwrap_or(0);
            found.extend((0..length).filter_map(|index| storage.key(index).ok().flatten()));
        }
        found.retain(|key| key.starts_with(prefix));
        found
    }
}

/// The storage of this origin (`localStorage`): only choices of the person, never a token.
pub mod origin {
    /// Reads a value.
    pub fn get(key: &str) -> Option<String> {
        super::local().and_then(|storage| storage.get_item(key).ok().flatten())
    }

    /// Writes a value; a browser that refuses only forgets it.
    pub fn set(key: &str, value: &str) {
        if let Some(storage) = super::local() {
            // A choice that cannot be remembered still counts for this page.
            let _ = storage.set_item(key, value);
        }
    }
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
