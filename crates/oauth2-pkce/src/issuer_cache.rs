//! What is remembered of the issuer, and when it is asked for anew: the metadata document and the
//! key set. A document that was right once may have changed since, and keys rotate (OpenID Connect
//! Core §10.1.1); but anybody can write an unknown key id into a token, so a repeated request is
//! made at most once a minute.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::config::Issuer;
use crate::discovery::{DiscoveryError, MAX_METADATA_BYTES, Metadata, MetadataDocument};
use crate::error::AuthError;
use crate::jwks::{KeySet, KeySetDocument, KeySetError, MAX_KEY_SET_BYTES};
use crate::ports::{Clock, Http, HttpError};
use crate::transport;

/// Seconds between two repeated requests for the same document.
pub const REFETCH_PAUSE_SECONDS: f64 = 60.0;

/// Metadata and keys that belong together.
#[derive(Clone)]
pub(crate) struct IssuerDocuments {
    pub(crate) metadata: Rc<Metadata>,
    pub(crate) keys: Rc<KeySet>,
}

/// The remembered documents of one issuer.
pub(crate) struct IssuerCache {
    issuer: Issuer,
    metadata: RefCell<Option<Rc<Metadata>>>,
    /// Those of the `jwks_uri` of the remembered metadata.
    keys: RefCell<Option<Rc<KeySet>>>,
    /// When the metadata was last asked for, in seconds since 1970.
    metadata_asked: Cell<Option<f64>>,
    /// When the keys were last asked for again although they were remembered.
    keys_asked_again: Cell<Option<f64>>,
}

/// The remembered documents as they are written down. They are public, all of them.
#[derive(Serialize, Deserialize)]
struct StoredDocuments {
    metadata: MetadataDocument,
    keys: Option<KeySetDocument>,
}

impl IssuerCache {
    pub(crate) fn new(issuer: Issuer) -> IssuerCache {
        IssuerCache {
            issuer,
            metadata: RefCell::default(),
            keys: RefCell::default(),
            metadata_asked: Cell::default(),
            keys_asked_again: Cell::default(),
        }
    }

    pub(crate) fn to_json(&self) -> Option<String> {
        let metadata = self.metadata.borrow();
        let keys = self.keys.borrow();
        let stored = StoredDocuments {
            metadata: metadata.as_ref()?.to_document(),
            keys: keys.as_ref().map(|keys| keys.to_document()),
        };
        serde_json::to_string(&stored).ok()
    }

    /// Takes kept documents into use, after the same checks as received ones. What is not readable
    /// is passed over.
    pub(crate) fn restore(&self, text: &str) {
        let Ok(stored) = serde_json::from_str::<StoredDocuments>(text) else {
            return;
        };
        let Ok(metadata) = Metadata::from_document(&self.issuer, stored.metadata) else {
            return;
        };
        let keys = stored.keys.map(KeySet::from_document).map(Rc::new);
        self.metadata.replace(Some(Rc::new(metadata)));
        self.keys.replace(keys);
    }

    /// The metadata, remembered or asked for.
    pub(crate) async fn metadata<P: Http + Clock>(
        &self,
        ports: &P,
    ) -> Result<Rc<Metadata>, AuthError> {
        let remembered = self.metadata.borrow().clone();
        match remembered {
            Some(metadata) => Ok(metadata),
            None => self.fetch_metadata(ports).await,
        }
    }

    /// Metadata and keys, remembered or asked for. If the keys cannot be had, the issuer may have
    /// moved them since the metadata was remembered.
    pub(crate) async fn documents<P: Http + Clock>(
        &self,
        ports: &P,
    ) -> Result<IssuerDocuments, AuthError> {
        let metadata = self.metadata(ports).await?;
        match self.keys(ports, &metadata).await {
            Ok(keys) => Ok(IssuerDocuments { metadata, keys }),
            Err(error) => match self.newer_metadata(ports, &metadata).await {
                Some(metadata) => {
                    let keys = self.keys(ports, &metadata).await?;
                    Ok(IssuerDocuments { metadata, keys })
                }
                None => Err(error),
            },
        }
    }

    /// Asks for the metadata anew because something failed with the remembered one. `None` when it
    /// is the same, cannot be had, or was asked for within the last minute.
    pub(crate) async fn newer_metadata<P: Http + Clock>(
        &self,
        ports: &P,
        old: &Metadata,
    ) -> Option<Rc<Metadata>> {
        if !is_due(self.metadata_asked.get(), ports.now()) {
            return None;
        }
        let metadata = self.fetch_metadata(ports).await.ok()?;
        (*metadata != *old).then_some(metadata)
    }

    /// Asks for both documents anew because a token was refused with the remembered ones. `None`
    /// when nothing new can be had now.
    pub(crate) async fn newer_documents<P: Http + Clock>(
        &self,
        ports: &P,
        old: &IssuerDocuments,
    ) -> Option<IssuerDocuments> {
        let newer_metadata = self.newer_metadata(ports, &old.metadata).await;
        let metadata = newer_metadata.unwrap_or_else(|| Rc::clone(&old.metadata));
        let now = ports.now();
        if is_due(self.keys_asked_again.get(), now) {
            self.keys_asked_again.set(Some(now));
            self.fetch_keys(ports, &metadata).await.ok();
        }
        let keys = self.keys(ports, &metadata).await.ok()?;
        let newer = IssuerDocuments { metadata, keys };
        (newer.metadata != old.metadata || newer.keys != old.keys).then_some(newer)
    }

    async fn keys(&self, ports: &impl Http, metadata: &Metadata) -> Result<Rc<KeySet>, AuthError> {
        let remembered = self.keys.borrow().clone();
        match remembered {
            Some(keys) => Ok(keys),
            None => self.fetch_keys(ports, metadata).await,
        }
    }

    async fn fetch_metadata<P: Http + Clock>(&self, ports: &P) -> Result<Rc<Metadata>, AuthError> {
        self.metadata_asked.set(Some(ports.now()));
        let url = self.issuer.discovery_url();
        let response = transport::get(ports, &url, None, MAX_METADATA_BYTES)
            .await
            .map_err(|error| match error {
                HttpError::TooLarge => AuthError::Discovery(DiscoveryError::TooLarge),
                error => AuthError::Http(error),
            })?;
        let metadata = Rc::new(Metadata::parse(&self.issuer, &response)?);
        let former = self.metadata.replace(Some(Rc::clone(&metadata)));
        if former.is_some_and(|former| former.jwks_uri != metadata.jwks_uri) {
            self.keys.replace(None);
        }
        Ok(metadata)
    }

    /// Only the issuer's own `jwks_uri` is ever asked (OpenID Connect Core §3.1.3.7, rule 6).
    async fn fetch_keys(
        &self,
        ports: &impl Http,
        metadata: &Metadata,
    ) -> Result<Rc<KeySet>, AuthError> {
        let response = transport::get(ports, &metadata.jwks_uri, None, MAX_KEY_SET_BYTES)
            .await
            .map_err(|error| match error {
                HttpError::TooLarge => AuthError::Keys(KeySetError::TooLarge),
                error => AuthError::Http(error),
            })?;
        let keys = Rc::new(KeySet::parse(&response)?);
        self.keys.replace(Some(Rc::clone(&keys)));
        Ok(keys)
    }
}

/// Whether the pause since the last request is over. A clock that ran backwards ends it, too.
fn is_due(last: Option<f64>, now: f64) -> bool {
    last.is_none_or(|last| now - last >= REFETCH_PAUSE_SECONDS || now < last)
}
