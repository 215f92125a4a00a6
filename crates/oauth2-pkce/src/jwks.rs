//! The issuer's key set (RFC 7517 §5): its usable keys, and which of them a token means.

use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::algorithm::Algorithm;
use crate::jwk::{Jwk, JwkDocument, KeyMaterial};

/// The longest key set read, in bytes.
pub(crate) const MAX_KEY_SET_BYTES: usize = 1_024 * 1_024;
/// The most keys in one set.
const MAX_KEYS: usize = 1_000;

/// The usable keys of a key set.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeySet {
    keys: Vec<Jwk>,
}

/// A key set as it is received. A key that cannot be read must not spoil the others (RFC 7517 §5),
/// so each is read by itself.
#[derive(Deserialize)]
struct ReceivedKeySet {
    keys: Vec<Value>,
}

/// A key set as it is stored.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeySetDocument {
    keys: Vec<JwkDocument>,
}

impl KeySet {
    /// Parses the answer of a `jwks_uri`. Keys of unknown kinds, for encryption, too weak, or
    /// published with their private part are left out (RFC 7517 §5); an empty set is no error.
    ///
    /// # Errors
    /// See [`KeySetError`].
    pub fn parse(response: &Response<String>) -> Result<KeySet, KeySetError> {
        if response.status() != http::StatusCode::OK {
            return Err(KeySetError::Status(response.status().as_u16()));
        }
        if response.body().len() > MAX_KEY_SET_BYTES {
            return Err(KeySetError::TooLarge);
        }
        let received: ReceivedKeySet =
            serde_json::from_str(response.body()).map_err(|_| KeySetError::NotJson)?;
        if received.keys.len() > MAX_KEYS {
            return Err(KeySetError::TooLarge);
        }
        let documents = received
            .keys
            .into_iter()
            .filter_map(|key| serde_json::from_value(key).ok());
        Ok(KeySet {
            keys: documents.filter_map(Jwk::from_document).collect(),
        })
    }

    /// The usable keys.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    pub(crate) fn from_document(document: KeySetDocument) -> KeySet {
        let keys = document.keys.into_iter();
        KeySet {
            keys: keys.filter_map(Jwk::from_document).collect(),
        }
    }

    pub(crate) fn to_document(&self) -> KeySetDocument {
        KeySetDocument {
            keys: self.keys.iter().map(Jwk::to_document).collect(),
        }
    }

    /// The keys a token of this algorithm and key id may be signed with.
    pub(crate) fn select(&self, algorithm: Algorithm, kid: Option<&str>) -> KeySelection<'_> {
        let fitting: Vec<&KeyMaterial> = self
            .keys
            .iter()
            .filter(|key| key.is_for(algorithm) && (kid.is_none() || key.kid.as_deref() == kid))
            .map(|key| &key.material)
            .collect();
        match (fitting.len(), kid) {
            (0, _) => KeySelection::Unknown,
            (2.., None) => KeySelection::Ambiguous,
            _ => KeySelection::Candidates(fitting),
        }
    }
}

/// What a key set has for a token.
pub(crate) enum KeySelection<'a> {
    /// Keys to try.
    Candidates(Vec<&'a KeyMaterial>),
    /// No key of that id and kind: the issuer may have new keys.
    Unknown,
    /// Several keys, and the token does not say which (OpenID Connect Core §10.1).
    Ambiguous,
}

/// Why a key set is not used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum KeySetError {
    /// Any status but 200.
    #[error("key set: status {0}")]
    Status(u16),
    /// Not a JSON object with a list of keys.
    #[error("key set: not a JSON object with keys")]
    NotJson,
    /// Too many bytes or keys.
    #[error("key set: too large")]
    TooLarge,
}

impl KeySetError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            KeySetError::Status(429 | 500..) => "AUTH-OP",
            _ => "AUTH-DISCOVERY",
        }
    }
}
