//! The issuer's metadata document (OpenID Connect Discovery §3, RFC 8414): what is read from it
//! and why one is refused. Nothing of a refused document is used.

use plain_json::{Json, Writer};

use crate::algorithm::Algorithm;
use crate::config::Issuer;
use crate::error::{Told, push_number};
use crate::ports::{HttpRequest, HttpResponse};
use crate::text::{MESSAGE_LIMIT, clean};
use crate::web_url;

/// The longest metadata document read, in bytes.
const LIMIT: usize = 256 * 1_024;

/// The judged metadata of one issuer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Metadata {
    pub(crate) issuer: Issuer,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
    pub(crate) jwks_uri: String,
    pub(crate) userinfo_endpoint: Option<String>,
    pub(crate) revocation_endpoint: Option<String>,
    pub(crate) end_session_endpoint: Option<String>,
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) sends_iss: bool,
}

impl Metadata {
    /// Asks for the metadata (OpenID Connect Discovery §4.1).
    pub fn request(issuer: &Issuer) -> HttpRequest {
        HttpRequest::get(issuer.discovery_url())
    }

    /// Judges the answer (OpenID Connect Discovery §4.2 and §4.3).
    pub fn judge(issuer: &Issuer, response: &HttpResponse) -> Result<Metadata, DiscoveryError> {
        if response.status != 200 {
            return Err(DiscoveryError::Status(response.status));
        }
        if !response.is_json() {
            return Err(DiscoveryError::NotJson);
        }
        Metadata::from_text(issuer, &response.body)
    }

    /// Judges the text of a document: one that was just received, or one that [`to_text`] wrote.
    ///
    /// [`to_text`]: Metadata::to_text
    pub fn from_text(issuer: &Issuer, text: &str) -> Result<Metadata, DiscoveryError> {
        if text.len() > LIMIT {
            return Err(DiscoveryError::TooLong);
        }
        let json = Json::object(text).ok_or(DiscoveryError::NotJson)?;
        let named = json
            .text("issuer")
            .ok_or(DiscoveryError::Missing("issuer"))?;
        if named != issuer.as_str() {
            return Err(DiscoveryError::IssuerMismatch {
                expected: issuer.as_str().to_owned(),
                found: clean(named, MESSAGE_LIMIT),
            });
        }
        let methods = json.texts("code_challenge_methods_supported");
        if !methods.is_some_and(|methods| methods.contains(&"S256")) {
            return Err(DiscoveryError::NoPkce);
        }
        Ok(Metadata {
            issuer: issuer.clone(),
            authorization_endpoint: required(&json, "authorization_endpoint")?,
            token_endpoint: required(&json, "token_endpoint")?,
            jwks_uri: required(&json, "jwks_uri")?,
            userinfo_endpoint: endpoint(&json, "userinfo_endpoint")?,
            revocation_endpoint: endpoint(&json, "revocation_endpoint")?,
            end_session_endpoint: endpoint(&json, "end_session_endpoint")?,
            algorithms: algorithms(&json)?,
            sends_iss: matches!(json.get(SENDS_ISS), Some(Json::Bool(true))),
        })
    }

    /// Writes what was read as a metadata document, to be kept for the session.
    pub fn to_text(&self) -> String {
        let algorithms: Vec<&str> = self.algorithms.iter().map(|one| one.name()).collect();
        let mut writer = Writer::new();
        writer.text("issuer", self.issuer.as_str());
        writer.text("authorization_endpoint", &self.authorization_endpoint);
        writer.text("token_endpoint", &self.token_endpoint);
        writer.text("jwks_uri", &self.jwks_uri);
        for (name, endpoint) in [
            ("userinfo_endpoint", &self.userinfo_endpoint),
            ("revocation_endpoint", &self.revocation_endpoint),
            ("end_session_endpoint", &self.end_session_endpoint),
        ] {
            writer.optional_text(name, endpoint.as_deref());
        }
        writer.texts(ALGORITHMS, &algorithms);
        writer.texts("code_challenge_methods_supported", &["S256"]);
        writer.flag(SENDS_ISS, self.sends_iss);
        writer.finish()
    }

    /// The issuer this metadata belongs to.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Whether the server offers to end its own session.
    pub fn can_end_session(&self) -> bool {
        self.end_session_endpoint.is_some()
    }
}

const ALGORITHMS: &str = "id_token_signing_alg_values_supported";
const SENDS_ISS: &str = "authorization_response_iss_parameter_supported";

fn required(json: &Json, name: &'static str) -> Result<String, DiscoveryError> {
    endpoint(json, name)?.ok_or(DiscoveryError::Missing(name))
}

fn endpoint(json: &Json, name: &'static str) -> Result<Option<String>, DiscoveryError> {
    match json.get(name) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(text)) if web_url::split(text).is_some() => Ok(Some(text.clone())),
        Some(_) => Err(DiscoveryError::Endpoint(name)),
    }
}

/// The algorithms of the document that this crate knows; RS256 when the document names none.
fn algorithms(json: &Json) -> Result<Vec<Algorithm>, DiscoveryError> {
    if json.get(ALGORITHMS).is_none() {
        return Ok(vec![Algorithm::Rs256]);
    }
    let names = json.texts(ALGORITHMS).unwrap_or_default();
    let known: Vec<Algorithm> = names.into_iter().filter_map(Algorithm::from_name).collect();
    if known.is_empty() {
        return Err(DiscoveryError::NoAlgorithm);
    }
    Ok(known)
}

/// Why a metadata document is not used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DiscoveryError {
    /// Any status but 200.
    Status(u16),
    /// Not a JSON object, or with a key twice, or not called JSON.
    NotJson,
    /// Larger than any honest document.
    TooLong,
    /// A member that must be there is not.
    Missing(&'static str),
    /// An endpoint that is not an https (or loopback) address.
    Endpoint(&'static str),
    /// The document speaks for somebody else (OpenID Connect Discovery §4.3).
    IssuerMismatch {
        /// The configured issuer.
        expected: String,
        /// The issuer in the document, cleaned.
        found: String,
    },
    /// PKCE with S256 is not offered, and the protection of the redirect rests on it.
    NoPkce,
    /// No signature algorithm that this crate accepts.
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

impl Told for DiscoveryError {
    fn tell(&self, out: &mut String) {
        match self {
            DiscoveryError::Status(status) => {
                out.push_str("metadata: status ");
                push_number(out, i64::from(*status));
            }
            DiscoveryError::NotJson => out.push_str("metadata: not a JSON object"),
            DiscoveryError::TooLong => out.push_str("metadata: too long"),
            DiscoveryError::Missing(name) => {
                out.push_str("metadata: no ");
                out.push_str(name);
            }
            DiscoveryError::Endpoint(name) => {
                out.push_str("metadata: ");
                out.push_str(name);
                out.push_str(" is not https");
            }
            DiscoveryError::IssuerMismatch { expected, found } => {
                out.push_str("metadata: issuer is ");
                out.push_str(found);
                out.push_str(", expected ");
                out.push_str(expected);
            }
            DiscoveryError::NoPkce => out.push_str("metadata: no PKCE with S256"),
            DiscoveryError::NoAlgorithm => out.push_str("metadata: no usable signature algorithm"),
        }
    }
}
