//! What this crate needs from the world, as traits: to send a request, random bytes, the time, and
//! a signature check. It knows nothing of how a browser does these things.

use std::fmt;

use crate::algorithm::{Algorithm, Hash};
use crate::error::Told;
use crate::form;
use crate::jwks::KeyMaterial;

/// Sends requests. An implementation must send no credentials, follow no redirect, keep no copy
/// in a cache and send no referrer.
#[expect(
    async_fn_in_trait,
    reason = "everything runs on the one thread of a page"
)]
pub trait Http {
    /// Sends the request and reads the whole answer, whatever its status.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError>;
}

/// A source of unguessable bytes.
pub trait Random {
    /// Fills the whole slice.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError>;
}

/// The wall clock.
pub trait Clock {
    /// Seconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> f64;
}

/// Checks signatures and computes digests.
#[expect(
    async_fn_in_trait,
    reason = "everything runs on the one thread of a page"
)]
pub trait KeyVerifier {
    /// Whether `signature` over `signing_input` was made with `key`. ECDSA signatures are `r‖s`
    /// (RFC 7518 §3.4). A wrong signature is `Ok(false)`, never an error.
    async fn verify(
        &self,
        key: &KeyMaterial,
        algorithm: Algorithm,
        signing_input: &[u8],
        signature: &[u8],
    ) -> Result<bool, KeyError>;

    /// The digest of `bytes`.
    async fn digest(&self, hash: Hash, bytes: &[u8]) -> Result<Vec<u8>, KeyError>;
}

/// The two methods this crate uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// Reads.
    Get,
    /// Sends a form.
    Post,
}

impl Method {
    /// The method as it is written in a request.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// A request to be sent. `Debug` shows neither headers nor body: both may hold secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// GET or POST.
    pub method: Method,
    /// An absolute address without secrets.
    pub url: String,
    /// Header names with values, to be sent as they are.
    pub headers: Vec<(&'static str, String)>,
    /// A form, already encoded.
    pub body: Option<String>,
    /// Whether the request should survive the page that sends it.
    pub keepalive: bool,
}

impl HttpRequest {
    pub(crate) fn get(url: String) -> HttpRequest {
        HttpRequest {
            method: Method::Get,
            url,
            headers: vec![("Accept", "application/json".to_owned())],
            body: None,
            keepalive: false,
        }
    }

    /// RFC 6749 §4.1.3: parameters go in the body, never in the address.
    pub(crate) fn form(url: String, fields: &[(&str, &str)]) -> HttpRequest {
        let content_type = "application/x-www-form-urlencoded".to_owned();
        HttpRequest {
            method: Method::Post,
            url,
            headers: vec![
                ("Accept", "application/json".to_owned()),
                ("Content-Type", content_type),
            ],
            body: Some(form::encode(fields)),
            keepalive: false,
        }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} [redacted]", self.method.as_str(), self.url)
    }
}

/// An answer, read whole. `Debug` shows the status only: the body may hold tokens.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The `Content-Type` header, if it could be read.
    pub content_type: Option<String>,
    /// The `Retry-After` header, if it could be read.
    pub retry_after: Option<String>,
    /// The body as text.
    pub body: String,
}

impl HttpResponse {
    /// `Retry-After` when it is given in seconds (RFC 9110 §10.2.3), at most an hour.
    pub(crate) fn retry_after_seconds(&self) -> Option<f64> {
        let seconds: u32 = self.retry_after.as_deref()?.trim().parse().ok()?;
        Some(f64::from(seconds.min(3_600)))
    }

    /// Whether the body calls itself JSON.
    pub(crate) fn is_json(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
            || essence
                .rsplit_once('+')
                .is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("json"))
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "HttpResponse({}, [redacted])", self.status)
    }
}

/// Why no answer came. In a browser, being offline and being refused by CORS look the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HttpError {
    /// No connection, no name, no TLS, a redirect, or not allowed by CORS.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The headers came, the body did not.
    CutOff {
        /// The status of the answer that broke off.
        status: u16,
    },
}

impl HttpError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-NET"
    }
}

impl Told for HttpError {
    fn tell(&self, out: &mut String) {
        out.push_str(match self {
            HttpError::Unreachable => "the sign-in server could not be reached",
            HttpError::TimedOut => "the sign-in server did not answer in time",
            HttpError::CutOff { .. } => "the answer of the sign-in server broke off",
        })
    }
}

/// The platform gave no random bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RandomError;

impl RandomError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-RANDOM"
    }
}

impl Told for RandomError {
    fn tell(&self, out: &mut String) {
        out.push_str("the platform gave no random bytes")
    }
}

/// Why a signature or digest could not be computed at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyError {
    /// The platform offers no cryptography here: the page is not in a secure context.
    Insecure,
    /// The platform does not know the algorithm.
    Unsupported,
    /// The platform does not accept the key.
    Import,
    /// Anything else.
    Failed,
}
