//! The form in which a session outlives a reload of the page. Where it is kept is not known here.

use std::fmt;

use oauth2::RefreshToken;
use serde::{Deserialize, Serialize};

use crate::registration::Registration;
use crate::secret::IdToken;
use crate::session_binding::SessionBinding;

/// What a tab keeps so that a reload does not sign the person out: written whole after every
/// renewal, so that no old refresh token survives beside a new one. `Debug` shows no secret.
#[derive(Clone, Serialize, Deserialize)]
pub struct SessionRecord {
    /// What the session is held to.
    pub binding: SessionBinding,
    /// For the next renewal.
    pub refresh_token: Option<RefreshToken>,
    /// The hint for signing out.
    pub id_token: Option<IdToken>,
}

impl SessionRecord {
    /// Writes the record down. The text holds secrets.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a record back; `None` when it is unreadable or belongs to another issuer or client.
    pub fn from_json(registration: &Registration, text: &str) -> Option<SessionRecord> {
        let record: SessionRecord = serde_json::from_str(text).ok()?;
        let client = registration.client_id.as_str();
        let is_ours = record.binding.issuer == registration.issuer.as_str()
            && record.binding.audience.iter().any(|aud| aud == client);
        is_ours.then_some(record)
    }
}

impl fmt::Debug for SessionRecord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SessionRecord({:?}, [redacted])", self.binding)
    }
}
