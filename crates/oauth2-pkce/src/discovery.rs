//! The issuer's metadata document (OpenID Connect Discovery §3, RFC 8414): what is read from it
//! and why one is refused. Nothing of a refused document is used.

use http::{Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;
use url::Url;

use crate::algorithm::Algorithm;
use crate::config::Issuer;
use crate::sanitize::{MAX_MESSAGE_CHARS, sanitize};
use crate::url_rules;

/// The longest metadata document read, in bytes.
pub(crate) const MAX_METADATA_BYTES: usize = 256 * 1_024;

/// The validated metadata of one issuer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Metadata {
    pub(crate) issuer: Issuer,
    pub(crate) authorization_endpoint: Url,
    pub(crate) token_endpoint: Url,
    pub(crate) jwks_uri: Url,
    pub(crate) userinfo_endpoint: Option<Url>,
    pub(crate) revocation_endpoint: Option<Url>,
    pub(crate) end_session_endpoint: Option<Url>,
    pub(crate) algorithms: Vec<Algorithm>,
    /// Whether every callback names its issuer (RFC 9207 §3).
    pub(crate) sends_iss: bool,
}

/// The members that are read, of whatever type they come in, so that each can be refused by name.
#[derive(Serialize, Deserialize)]
pub(crate) struct MetadataDocument {
    issuer: Option<Value>,
    authorization_endpoint: Option<Value>,
    token_endpoint: Option<Value>,
    jwks_uri: Option<Value>,
    userinfo_endpoint: Option<Value>,
    revocation_endpoint: Option<Value>,
    end_session_endpoint: Option<Value>,
    id_token_signing_alg_values_supported: Option<Value>,
    code_challenge_methods_supported: Option<Value>,
    authorization_response_iss_parameter_supported: Option<Value>,
}

impl Metadata {
    /// Parses the answer of the well-known address (OpenID Connect Discovery §4.2 and §4.3). The
    /// content type is not looked at: the document is JSON or it is refused.
    ///
    /// # Errors
    /// See [`DiscoveryError`].
    pub fn parse(issuer: &Issuer, response: &Response<String>) -> Result<Metadata, DiscoveryError> {
        if response.status() != StatusCode::OK {
            return Err(DiscoveryError::Status(response.status().as_u16()));
        }
        if response.body().len() > MAX_METADATA_BYTES {
            return Err(DiscoveryError::TooLarge);
        }
        let document =
            serde_json::from_str(response.body()).map_err(|_| DiscoveryError::NotJson)?;
        Metadata::from_document(issuer, document)
    }

    /// The issuer this metadata belongs to.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Whether the server offers to end its own session.
    pub fn can_end_session(&self) -> bool {
        self.end_session_endpoint.is_some()
    }

    pub(crate) fn from_document(
        issuer: &Issuer,
        document: MetadataDocument,
    ) -> Result<Metadata, DiscoveryError> {
        let stated = document.issuer.as_ref().and_then(Value::as_str);
        let stated = stated.ok_or(DiscoveryError::Missing("issuer"))?;
        if stated != issuer.as_str() {
            return Err(DiscoveryError::IssuerMismatch {
                expected: issuer.as_str().to_owned(),
                found: sanitize(stated, MAX_MESSAGE_CHARS),
            });
        }
        let methods = document.code_challenge_methods_supported.as_ref();
        let methods = methods.and_then(Value::as_array);
        if !methods.is_some_and(|methods| methods.iter().any(|method| method == "S256")) {
            return Err(DiscoveryError::NoPkce);
        }
        Ok(Metadata {
            issuer: issuer.clone(),
            authorization_endpoint: required(
                "authorization_endpoint",
                document.authorization_endpoint,
            )?,
            token_endpoint: required("token_endpoint", document.token_endpoint)?,
            jwks_uri: required("jwks_uri", document.jwks_uri)?,
            userinfo_endpoint: optional(document.userinfo_endpoint),
            revocation_endpoint: optional(document.revocation_endpoint),
            end_session_endpoint: optional(document.end_session_endpoint),
            algorithms: algorithms(document.id_token_signing_alg_values_supported)?,
            sends_iss: document.authorization_response_iss_parameter_supported
                == Some(Value::Bool(true)),
        })
    }

    /// What was read, as a document again.
    pub(crate) fn to_document(&self) -> MetadataDocument {
        let url = |url: &Url| Some(Value::from(url.as_str()));
        let algorithms = self.algorithms.iter().map(|algorithm| algorithm.name());
        MetadataDocument {
            issuer: Some(Value::from(self.issuer.as_str())),
            authorization_endpoint: url(&self.authorization_endpoint),
            token_endpoint: url(&self.token_endpoint),
            jwks_uri: url(&self.jwks_uri),
            userinfo_endpoint: self.userinfo_endpoint.as_ref().and_then(url),
            revocation_endpoint: self.revocation_endpoint.as_ref().and_then(url),
            end_session_endpoint: self.end_session_endpoint.as_ref().and_then(url),
            id_token_signing_alg_values_supported: Some(algorithms.collect()),
            code_challenge_methods_supported: Some(Value::from(vec!["S256"])),
            authorization_response_iss_parameter_supported: Some(Value::Bool(self.sends_iss)),
        }
    }
}

fn required(name: &'static str, value: Option<Value>) -> Result<Url, DiscoveryError> {
    let value = value.ok_or(DiscoveryError::Missing(name))?;
    endpoint(&value).ok_or(DiscoveryError::Endpoint(name))
}

/// An endpoint that nobody needs for signing in counts as not offered when it is not usable.
fn optional(value: Option<Value>) -> Option<Url> {
    endpoint(&value?)
}

fn endpoint(value: &Value) -> Option<Url> {
    url_rules::parse(value.as_str()?)
}

/// The algorithms of the document that this crate knows; RS256 when the document names none.
fn algorithms(value: Option<Value>) -> Result<Vec<Algorithm>, DiscoveryError> {
    let Some(value) = value else {
        return Ok(vec![Algorithm::Rs256]);
    };
    let names = value.as_array().into_iter().flatten();
    let known: Vec<Algorithm> = names
        .filter_map(|name| Algorithm::from_name(name.as_str()?))
        .collect();
    if known.is_empty() {
        return Err(DiscoveryError::NoAlgorithm);
    }
    Ok(known)
}

/// Why a metadata document is not used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DiscoveryError {
    /// Any status but 200.
    #[error("metadata: status {0}")]
    Status(u16),
    /// Not a JSON object, or with a member twice that is read.
    #[error("metadata: not a JSON object")]
    NotJson,
    /// Larger than any honest document.
    #[error("metadata: too large")]
    TooLarge,
    /// A member that must be there is not.
    #[error("metadata: no {0}")]
    Missing(&'static str),
    /// A required endpoint that is not an https (or loopback) address.
    #[error("metadata: {0} is not a secure address")]
    Endpoint(&'static str),
    /// The document speaks for somebody else (OpenID Connect Discovery §4.3).
    #[error("metadata: issuer is {found}, expected {expected}")]
    IssuerMismatch {
        /// The configured issuer.
        expected: String,
        /// The issuer in the document, sanitized.
        found: String,
    },
    /// PKCE with S256 is not offered, and the protection of the redirect rests on it (RFC 9700
    /// §4.7.1).
    #[error("metadata: no PKCE with S256")]
    NoPkce,
    /// No signature algorithm that this crate accepts.
    #[error("metadata: no usable signature algorithm")]
    NoAlgorithm,
}

impl DiscoveryError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            DiscoveryError::IssuerMismatch { .. } => "AUTH-ISSUER",
            DiscoveryError::Status(429 | 500..) => "AUTH-OP",
            _ => "AUTH-DISCOVERY",
        }
    }
}
