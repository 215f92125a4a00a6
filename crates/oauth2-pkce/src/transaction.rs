//! A sign-in under way: what must be remembered between leaving for the sign-in server and coming
//! back. It is made once by [`begin`](crate::begin), kept as text under a key made of its own
//! `state`, and taken out before it is used. Where it is kept is not known here.

use std::fmt;

use oauth2::PkceCodeVerifier;
use plain_json::{Json, Writer};

use crate::config::{Issuer, RedirectUri};
use crate::error::Told;
use crate::local_path::LocalPath;
use crate::moment;
use crate::secret::{Nonce, State, looks_random};

/// Seconds after which a sign-in can no longer be finished.
const LIFETIME: f64 = 3_600.0;
/// Seconds after which a sign-in that nobody finished is swept away.
const SWEEP_AFTER: f64 = 900.0;

/// A sign-in under way. `Debug` shows no secret.
pub struct Transaction {
    pub(crate) state: State,
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

impl Transaction {
    /// What every storage key of a transaction starts with.
    pub const PREFIX: &'static str = "tx.";

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
    pub fn to_text(&self) -> String {
        let mut writer = Writer::new();
        writer.text("state", self.state.secret());
        writer.text("nonce", self.nonce.secret());
        writer.text("verifier", self.verifier.secret());
        writer.text("issuer", self.issuer.as_str());
        writer.text("redirect_uri", self.redirect_uri.as_str());
        writer.text("return_to", self.return_to.as_str());
        writer.raw("created", &moment::written(self.created));
        if let Purpose::Reauth { expected_sub } = &self.purpose {
            writer.text("expected_sub", expected_sub);
        }
        if let Some(age) = self.max_age {
            writer.raw("max_age", &age.to_string());
        }
        writer.finish()
    }

    /// Reads a transaction back and judges it as strictly as if somebody else had written it.
    pub fn from_text(text: &str, now: f64) -> Result<Transaction, TransactionError> {
        let transaction = read(text).ok_or(TransactionError::Malformed)?;
        if transaction.is_expired(now) {
            return Err(TransactionError::Expired);
        }
        Ok(transaction)
    }

    /// Whether a kept text is too old, or no transaction at all, and should be removed.
    pub fn should_sweep(text: &str, now: f64) -> bool {
        read(text).is_none_or(|transaction| (now - transaction.created).abs() > SWEEP_AFTER)
    }

    pub(crate) fn is_expired(&self, now: f64) -> bool {
        (now - self.created).abs() > LIFETIME
    }
}

pub(crate) fn storage_key(state: &str) -> String {
    let mut key = String::from(Transaction::PREFIX);
    key.push_str(state);
    key
}

fn read(text: &str) -> Option<Transaction> {
    let json = Json::object(text)?;
    let secret = |name| json.text(name).filter(|text| looks_random(text));
    let redirect_uri = RedirectUri::parse(json.text("redirect_uri")?).ok()?;
    let return_to = LocalPath::parse(json.text("return_to")?, &[redirect_uri.path()]).ok()?;
    let purpose = match json.get("expected_sub") {
        None => Purpose::Login,
        Some(value) => Purpose::Reauth {
            expected_sub: value.as_text()?.to_owned(),
        },
    };
    let max_age = match json.get("max_age") {
        None => None,
        Some(_) => Some(json.number("max_age")? as u32),
    };
    Some(Transaction {
        state: State::new(secret("state")?.to_owned()),
        nonce: Nonce::new(secret("nonce")?.to_owned()),
        verifier: PkceCodeVerifier::new(secret("verifier")?.to_owned()),
        issuer: Issuer::parse(json.text("issuer")?).ok()?,
        redirect_uri,
        return_to,
        created: json.number("created")?,
        purpose,
        max_age,
    })
}

impl fmt::Debug for Transaction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Transaction({}, [redacted])", self.issuer.as_str())
    }
}

/// Why a transaction cannot be finished.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransactionError {
    /// Not written by this program.
    Malformed,
    /// Begun more than an hour ago.
    Expired,
}

impl TransactionError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-STATE"
    }
}

impl Told for TransactionError {
    fn tell(&self, out: &mut String) {
        out.push_str(match self {
            TransactionError::Malformed => "the remembered sign-in is not readable",
            TransactionError::Expired => "the remembered sign-in is too old",
        })
    }
}
