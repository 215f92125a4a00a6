//! The authorization response (RFC 6749 §4.1.2): what the query of the callback page says, and
//! whether it answers the sign-in that was begun. A code that was not validated is not an
//! [`AuthorizationCode`] and cannot be exchanged.

use std::fmt;

use thiserror::Error;

use crate::discovery::Metadata;
use crate::oauth_error::OAuthError;
use crate::random::looks_random;
use crate::registration::Registration;
use crate::sanitize::{MAX_MESSAGE_CHARS, sanitize};
use crate::transaction::{Transaction, storage_key};

/// The longest query read, in bytes.
const MAX_QUERY_BYTES: usize = 8 * 1_024;
/// The most parameters read.
const MAX_PARAMETERS: usize = 64;

/// What the query says; nothing of it is believed yet. `Debug` shows none of it.
pub struct CallbackParams {
    state: String,
    code: Option<String>,
    error: Option<OAuthError>,
    iss: Option<String>,
}

/// The parameters that mean something here.
#[derive(Default)]
struct KnownParams {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
    iss: Option<String>,
    access_token: Option<String>,
    id_token: Option<String>,
}

impl KnownParams {
    /// Takes the parameters out of a query. Unknown ones are ignored, whatever they hold; a known
    /// one that appears twice makes the whole answer ambiguous (RFC 6749 §3.1).
    fn parse(query: &str) -> Result<KnownParams, CallbackError> {
        let mut known = KnownParams::default();
        for (count, (name, value)) in form_urlencoded::parse(query.as_bytes()).enumerate() {
            if count == MAX_PARAMETERS {
                return Err(CallbackError::TooLong);
            }
            let parameter = match &*name {
                "state" => &mut known.state,
                "code" => &mut known.code,
                "error" => &mut known.error,
                "error_description" => &mut known.error_description,
                "iss" => &mut known.iss,
                "access_token" => &mut known.access_token,
                "id_token" => &mut known.id_token,
                _ => continue,
            };
            if parameter.replace(value.into_owned()).is_some() {
                return Err(CallbackError::Repeated);
            }
        }
        Ok(known)
    }
}

impl CallbackParams {
    /// Reads the query of the callback page, with or without its `?`. An empty parameter counts as
    /// absent (RFC 6749 §3.1).
    ///
    /// # Errors
    /// Those of [`CallbackError`] that can be told without the transaction.
    pub fn parse(query: &str) -> Result<CallbackParams, CallbackError> {
        if query.len() > MAX_QUERY_BYTES {
            return Err(CallbackError::TooLong);
        }
        let known = KnownParams::parse(query.strip_prefix('?').unwrap_or(query))?;
        let given = |value: Option<String>| value.filter(|value| !value.is_empty());
        if given(known.access_token).is_some() || given(known.id_token).is_some() {
            return Err(CallbackError::FrontChannelToken);
        }
        let code = given(known.code);
        let error = given(known.error);
        let Some(state) = given(known.state) else {
            return Err(match (code, error) {
                (None, None) => CallbackError::Empty,
                _ => CallbackError::NoState,
            });
        };
        let description = known.error_description.as_deref();
        Ok(CallbackParams {
            state,
            code,
            error: error.map(|error| OAuthError::new(&error, description)),
            iss: given(known.iss),
        })
    }

    /// The key under which the transaction of this answer would be kept; `None` when this program
    /// cannot have made that `state`.
    pub fn storage_key(&self) -> Option<String> {
        looks_random(&self.state).then(|| storage_key(&self.state))
    }

    /// Checks the answer: `state`, then `iss` (RFC 9207 §2.4), then `error`, then `code`. `now` is
    /// in seconds since 1970.
    ///
    /// # Errors
    /// See [`CallbackError`]. Without a code no token request may be made.
    pub fn validate(
        self,
        transaction: &Transaction,
        registration: &Registration,
        metadata: &Metadata,
        now: f64,
    ) -> Result<AuthorizationCode, CallbackError> {
        let is_same_registration = transaction.issuer == registration.issuer
            && transaction.issuer == metadata.issuer
            && transaction.redirect_uri == registration.redirect_uri;
        if self.state != *transaction.state.secret()
            || transaction.is_expired(now)
            || !is_same_registration
        {
            return Err(CallbackError::StateMismatch);
        }
        if self.lacks_promised_iss(metadata) {
            return Err(CallbackError::IssuerMismatch { found: None });
        }
        if let Some(iss) = self.iss.filter(|iss| iss != transaction.issuer.as_str()) {
            return Err(CallbackError::IssuerMismatch {
                found: Some(sanitize(&iss, MAX_MESSAGE_CHARS)),
            });
        }
        if let Some(error) = self.error {
            return Err(CallbackError::from_server(error));
        }
        let code = self.code.ok_or(CallbackError::NoCode)?;
        Ok(AuthorizationCode(oauth2::AuthorizationCode::new(code)))
    }

    /// Whether the answer does not name its issuer although the metadata says that every answer
    /// does (RFC 9207 §2.4).
    pub(crate) fn lacks_promised_iss(&self, metadata: &Metadata) -> bool {
        metadata.sends_iss && self.iss.is_none()
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
    pub(crate) fn as_oauth2(&self) -> &oauth2::AuthorizationCode {
        &self.0
    }
}

/// Why a callback leads to no code.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CallbackError {
    /// Neither code nor error nor state: somebody opened the page by hand.
    #[error("callback: opened without an answer")]
    Empty,
    /// Longer than any honest answer.
    #[error("callback: too long")]
    TooLong,
    /// A parameter that means something here appears twice.
    #[error("callback: a parameter appears twice")]
    Repeated,
    /// A token in the address, which this client never asks for (RFC 9700 §2.1.2).
    #[error("callback: a token in the address")]
    FrontChannelToken,
    /// An answer without `state`.
    #[error("callback: no state")]
    NoState,
    /// An answer to another sign-in, or to one that expired.
    #[error("callback: answers no sign-in under way")]
    StateMismatch,
    /// Neither code nor error.
    #[error("callback: neither code nor error")]
    NoCode,
    /// The answer of another server, or one that does not say whose it is although it should.
    #[error("callback: from another server")]
    IssuerMismatch {
        /// The `iss` that came, sanitized.
        found: Option<String>,
    },
    /// The person declined.
    #[error("callback: the server refused: {0}")]
    Denied(#[source] OAuthError),
    /// The server wants to ask the person something (OpenID Connect Core §3.1.2.6).
    #[error("callback: the server refused: {0}")]
    Interaction(#[source] OAuthError),
    /// This client is set up wrongly at the server.
    #[error("callback: the server refused: {0}")]
    ClientConfig(#[source] OAuthError),
    /// Any other error of the server.
    #[error("callback: the server refused: {0}")]
    Server(#[source] OAuthError),
}

impl CallbackError {
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
    pub fn oauth_error(&self) -> Option<&OAuthError> {
        match self {
            CallbackError::Denied(error)
            | CallbackError::Interaction(error)
            | CallbackError::ClientConfig(error)
            | CallbackError::Server(error) => Some(error),
            _ => None,
        }
    }

    fn from_server(error: OAuthError) -> CallbackError {
        match error.code.as_str() {
            "access_denied" => CallbackError::Denied(error),
            "login_required"
            | "interaction_required"
            | "consent_required"
            | "account_selection_required" => CallbackError::Interaction(error),
            _ if error.is_about_client() => CallbackError::ClientConfig(error),
            _ => CallbackError::Server(error),
        }
    }
}
