//! What the server tells everybody, its endpoints and public keys, as this tab remembers it
//! (OpenID Connect Discovery §4; RFC 7517). Holds nothing of a person.

use crate::platform::oauth_ports::Browser;
use crate::platform::storage::TabStorage;
use oauth2_pkce::{AuthError as ProtocolError, Issuer, KeyRing, Metadata};
use std::cell::RefCell;
use std::rc::Rc;

/// Where the endpoints are kept in this tab's storage.
const METADATA: &str = "discovery";
/// Where the public keys are kept in this tab's storage.
const KEYS: &str = "keys";

/// The endpoints and keys of one issuer, asked for once and remembered for the pages of this tab.
pub(super) struct Discovery {
    storage: TabStorage,
    metadata: RefCell<Option<Rc<Metadata>>>,
    keys: KeyRing,
}

impl Discovery {
    /// What this storage remembers is taken into use when it is asked for.
    pub fn new(storage: TabStorage) -> Self {
        Self {
            storage,
            metadata: RefCell::default(),
            keys: KeyRing::new(),
        }
    }

    /// The endpoints: from memory, from this tab's storage, or asked for.
    pub async fn metadata(&self, issuer: &Issuer) -> Result<Rc<Metadata>, ProtocolError> {
        if let Some(metadata) = self.metadata.borrow().as_ref() {
            return Ok(Rc::clone(metadata));
        }
        let kept = self.storage.get(METADATA);
        let kept = kept.and_then(|text| Metadata::from_text(issuer, &text).ok());
        let metadata = match kept {
            Some(metadata) => metadata,
            None => {
                let metadata = oauth2_pkce::discover(&Browser, issuer).await?;
                self.storage.set(METADATA, &metadata.to_text());
                // Whoever comes back need not wait for the keys; a failure is met again then.
                let _ = oauth2_pkce::fetch_keys(&Browser, &metadata, &self.keys).await;
                self.save_keys();
                metadata
            }
        };
        if let Some(keys) = self.storage.get(KEYS) {
            self.keys.recall(&metadata, &keys);
        }
        let metadata = Rc::new(metadata);
        *self.metadata.borrow_mut() = Some(Rc::clone(&metadata));
        Ok(metadata)
    }

    /// The keys that ID tokens are verified with.
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Lets the next page of this tab know the keys.
    pub fn save_keys(&self) {
        if let Some(keys) = self.keys.to_text() {
            self.storage.set(KEYS, &keys);
        }
    }
}
