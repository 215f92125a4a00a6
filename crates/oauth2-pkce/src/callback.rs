//! The authorization response (RFC 6749 §4.1.2): what the query of the callback page says, and
//! whether it answers the sign-in that was begun. A code that was not validated is not a
//! [`AuthorizationCode`] and cannot be exchanged.

use std::fmt;

use crate::discovery::Metadata;
use crate::error::Told;
use crate::form;
use crate::oauth_error::OpError;
use crate::registration::Registration;
use crate::secret::looks_random;
use crate::text::{MESSAGE_LIMIT, clean};
use crate::transaction::{Transaction, storage_key};

/// The longest query read, in bytes.
const LIMIT: usize = 8 * 1_024;
/// The most parameters read.
const MOST_PARAMETERS: usize = 64;

/// What the query says; nothing of it is believed yet. `Debug` shows none of it.
pub struct CallbackParams {
    state: String,
    code: Option<String>,
    error: Option<OpError>,
    iss: Option<String>,
}

impl CallbackParams {
    /// Reads the query of the callback page, with or without its `?`. Unknown parameters are
    /// ignored; a repeated one makes the whole answer ambiguous (RFC 6749 §3.1).
    pub fn parse(query: &str) -> Result<CallbackParams, CallbackError> {
        if query.len() > LIMIT {
            return Err(CallbackError::TooLong);
        }
        let query = query.strip_prefix('?').unwrap_or(query);
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (form::decode(name), form::decode(value));
            if pairs.len() == MOST_PARAMETERS {
                return Err(CallbackError::TooLong);
            }
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(CallbackError::Repeated);
            }
            pairs.push((name, value));
        }
        let find = |name: &str| {
            let pair = pairs.iter().find(|(known, _)| known == name);
            pair.map(|(_, value)| value.as_str())
                .filter(|value| !value.is_empty())
        };
        if find("access_token").is_some() || find("id_token").is_some() {
            return Err(CallbackError::FrontChannelToken);
        }
        let code = find("code");
        let error = find("error");
        let Some(state) = find("state") else {
            return Err(match (code, error) {
                (None, None) => CallbackError::Empty,
                _ => CallbackError::NoState,
            });
        };
        Ok(CallbackParams {
            state: state.to_owned(),
            code: code.map(str::to_owned),
            error: error.map(|error| OpError::new(error, find("error_description"))),
            iss: find("iss").map(str::to_owned),
        })
    }

    /// The key under which the transaction of this answer would be kept; `None` when this program
    /// cannot have made that `state`.
    pub fn storage_key(&self) -> Option<String> {
        looks_random(&self.state).then(|| storage_key(&self.state))
    }

    /// Judges the answer: `state`, then `iss` (RFC 9207 §2.4), then `error`, then `code`.
    pub fn validate(
        self,
        transaction: &Transaction,
        registration: &Registration,
        metadata: &Metadata,
        now: f64,
    ) -> Result<AuthorizationCode, CallbackError> {
        let same_registration = transaction.issuer == registration.issuer
            && transaction.issuer == metadata.issuer
            && transaction.redirect_uri == registration.redirect_uri;
        if self.state != *transaction.state.secret()
            || transaction.is_expired(now)
            || !same_registration
        {
            return Err(CallbackError::StateMismatch);
        }
        match self.iss.as_deref() {
            Some(iss) if iss != transaction.issuer.as_str() => {
                return Err(CallbackError::IssuerMismatch {
                    found: Some(clean(iss, MESSAGE_LIMIT)),
                });
            }
            None if metadata.sends_iss => {
                return Err(CallbackError::IssuerMismatch { found: None });
            }
            _ => {}
        }
        if let Some(error) = self.error {
            return Err(CallbackError::refused(error));
        }
        let code = self.code.ok_or(CallbackError::NoCode)?;
        Ok(AuthorizationCode(oauth2::AuthorizationCode::new(code)))
    }
}

impl fmt::Debug for CallbackParams {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CallbackParams([redacted])")
    }
}

/// A code that answers a sign-in of this program. It is not `Clone`: a code is used once.
#[derive(Debug)]
pub struct AuthorizationCode(oauth2::AuthorizationCode);

impl AuthorizationCode {
    pub(crate) fn secret(&self) -> &str {
        self.0.secret()
    }
}

/// Why a callback leads to no code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallbackError {
    /// Neither code nor error nor state: somebody opened the page by hand.
    Empty,
    /// Longer than any honest answer.
    TooLong,
    /// A parameter appears twice.
    Repeated,
    /// A token in the address, which this client never asks for (RFC 9700 §2.1.2).
    FrontChannelToken,
    /// An answer without `state`.
    NoState,
    /// An answer to another sign-in, or to one that expired.
    StateMismatch,
    /// Neither code nor error.
    NoCode,
    /// The answer of another server, or one that does not say whose it is although it should.
    IssuerMismatch {
        /// The `iss` that came, cleaned.
        found: Option<String>,
    },
    /// The person declined.
    Denied(OpError),
    /// The server wants to ask the person something.
    Interaction(OpError),
    /// This client is set up wrongly at the server.
    ClientConfig(OpError),
    /// Any other error of the server.
    Server(OpError),
}

impl CallbackError {
    fn refused(error: OpError) -> CallbackError {
        match error.code.as_str() {
            "access_denied" => CallbackError::Denied(error),
            "login_required"
            | "interaction_required"
            | "consent_required"
            | "account_selection_required" => CallbackError::Interaction(error),
            _ if error.is_about_the_client() => CallbackError::ClientConfig(error),
            _ => CallbackError::Server(error),
        }
    }

    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            CallbackError::Empty | CallbackError::NoState | CallbackError::StateMismatch => {
                "AUTH-STATE"
            }
            CallbackError::TooLong
            | CallbackError::Repeated
            | CallbackError::FrontChannelToken
            | CallbackError::NoCode => "AUTH-CALLBACK",
            CallbackError::IssuerMismatch { .. } => "AUTH-ISS",
            CallbackError::Denied(_) => "AUTH-DENIED",
            CallbackError::Interaction(_) => "AUTH-INTERACTION",
            CallbackError::ClientConfig(_) => "AUTH-CLIENTCFG",
            CallbackError::Server(_) => "AUTH-OP",
        }
    }

    /// What the server said, if it named an error.
    pub fn op_error(&self) -> Option<&OpError> {
        match self {
            CallbackError::Denied(error)
            | CallbackError::Interaction(error)
            | CallbackError::ClientConfig(error)
            | CallbackError::Server(error) => Some(error),
            _ => None,
        }
    }
}

impl Told for CallbackError {
    fn tell(&self, out: &mut String) {
        out.push_str(match self {
            CallbackError::Empty => "callback: opened without an answer",
            CallbackError::TooLong => "callback: too long",
            CallbackError::Repeated => "callback: a parameter appears twice",
            CallbackError::FrontChannelToken => "callback: a token in the address",
            CallbackError::NoState => "callback: no state",
            CallbackError::StateMismatch => "callback: answers no sign-in under way",
            CallbackError::NoCode => "callback: neither code nor error",
            CallbackError::IssuerMismatch { .. } => "callback: from another server",
            CallbackError::Denied(_)
            | CallbackError::Interaction(_)
            | CallbackError::ClientConfig(_)
            | CallbackError::Server(_) => "callback: the server refused: ",
        });
        if let Some(error) = self.op_error() {
            error.tell(out);
        }
    }
}
