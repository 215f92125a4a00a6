//! A sign-in under way: what must be remembered between leaving for the sign-in server and coming
//! back. It is made once by [`Client::authorize_url`](crate::Client::authorize_url), kept as text
//! under a key made of its own `state`, and taken out before it is used. Where it is kept is not
//! known here.

use std::fmt;

use oauth2::{CsrfToken, PkceCodeVerifier};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::config::{Issuer, RedirectUri};
use crate::local_path::LocalPath;
use crate::random::looks_random;
use crate::secret::Nonce;

/// After how many seconds a sign-in can no longer be finished.
const LIFETIME_SECONDS: f64 = 3_600.0;
/// After how many seconds a sign-in that nobody finished is swept away.
const SWEEP_AFTER_SECONDS: f64 = 900.0;

/// A sign-in under way. `Debug` shows no secret.
pub struct Transaction {
    pub(crate) state: CsrfToken,
    pub(crate) nonce: Nonce,
    pub(crate) verifier: PkceCodeVerifier,
    pub(crate) issuer: Issuer,
    pub(crate) redirect_uri: RedirectUri,
    pub(crate) return_to: LocalPath,
    pub(crate) created: f64,
    pub(crate) purpose: Purpose,
    pub(crate) max_age: Option<u32>,
}

/// What a sign-in is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Somebody signs in.
    Login,
    /// Somebody whose session ended signs in again; another person may come back.
    Reauth {
        /// The subject of the session that ended.
        expected_sub: String,
    },
}

/// A transaction as it is written down.
#[derive(Serialize, Deserialize)]
struct StoredTransaction {
    state: String,
    nonce: String,
    verifier: String,
    issuer: String,
    redirect_uri: String,
    return_to: String,
    created: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_sub: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_age: Option<u32>,
}

impl Transaction {
    /// What every storage key of a transaction starts with.
    pub const KEY_PREFIX: &'static str = "tx.";

    /// The key to keep this transaction under.
    pub fn storage_key(&self) -> String {
        storage_key(self.state.secret())
    }

    /// Where to go afterwards.
    pub fn return_to(&self) -> &LocalPath {
        &self.return_to
    }

    /// What the sign-in is for.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// Whom the person was sent to.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// When it began, seconds since 1970.
    pub fn created(&self) -> f64 {
        self.created
    }

    /// Writes the transaction down. The text holds secrets.
    pub fn to_json(&self) -> String {
        let expected_sub = match &self.purpose {
            Purpose::Login => None,
            Purpose::Reauth { expected_sub } => Some(expected_sub.clone()),
        };
        let stored = StoredTransaction {
            state: self.state.secret().clone(),
            nonce: self.nonce.secret().to_owned(),
            verifier: self.verifier.secret().clone(),
            issuer: self.issuer.as_str().to_owned(),
            redirect_uri: self.redirect_uri.as_str().to_owned(),
            return_to: self.return_to.as_str().to_owned(),
            created: self.created,
            expected_sub,
            max_age: self.max_age,
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads a transaction back, as strictly as if somebody else had written it. `now` is in
    /// seconds since 1970.
    ///
    /// # Errors
    /// See [`TransactionError`].
    pub fn from_json(text: &str, now: f64) -> Result<Transaction, TransactionError> {
        let transaction = parse(text).ok_or(TransactionError::Malformed)?;
        if transaction.is_expired(now) {
            return Err(TransactionError::Expired);
        }
        Ok(transaction)
    }

    /// Whether a kept text is too old, or no transaction at all, and should be removed.
    pub fn should_sweep(text: &str, now: f64) -> bool {
        parse(text)
            .is_none_or(|transaction| (now - transaction.created).abs() > SWEEP_AFTER_SECONDS)
    }

    pub(crate) fn is_expired(&self, now: f64) -> bool {
        (now - self.created).abs() > LIFETIME_SECONDS
    }
}

/// The key under which the transaction of this `state` is kept.
pub(crate) fn storage_key(state: &str) -> String {
    format!("{}{state}", Transaction::KEY_PREFIX)
}

fn parse(text: &str) -> Option<Transaction> {
    let stored: StoredTransaction = serde_json::from_str(text).ok()?;
    let secrets = [&stored.state, &stored.nonce, &stored.verifier];
    if !secrets.into_iter().all(|secret| looks_random(secret)) {
        return None;
    }
    let redirect_uri = RedirectUri::parse(&stored.redirect_uri).ok()?;
    let return_to = LocalPath::parse(&stored.return_to, &[redirect_uri.path()]).ok()?;
    Some(Transaction {
        state: CsrfToken::new(stored.state),
        nonce: Nonce::new(stored.nonce),
        verifier: PkceCodeVerifier::new(stored.verifier),
        issuer: Issuer::parse(&stored.issuer).ok()?,
        redirect_uri,
        return_to,
        created: stored.created,
        purpose: match stored.expected_sub {
            None => Purpose::Login,
            Some(expected_sub) => Purpose::Reauth { expected_sub },
        },
        max_age: stored.max_age,
    })
}

impl fmt::Debug for Transaction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Transaction({}, [redacted])", self.issuer.as_str())
    }
}

/// Why a transaction cannot be finished.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum TransactionError {
    /// Not written by this program.
    #[error("the remembered sign-in is not readable")]
    Malformed,
    /// Begun more than an hour ago.
    #[error("the remembered sign-in is too old")]
    Expired,
}

impl TransactionError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-STATE"
    }
}
