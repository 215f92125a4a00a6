//! What this crate needs from the platform, as traits: sending a request, random bytes, the time,
//! and signature checks. The futures are not `Send`: everything runs on the one thread of a page.

use thiserror::Error;

use crate::algorithm::{Algorithm, Hash};
use crate::jwk::KeyMaterial;

/// Sends requests. An implementation must send no credentials, follow no redirect, keep no copy
/// in a cache and send no referrer. Headers and body may hold secrets: log neither.
#[expect(
    async_fn_in_trait,
    reason = "everything runs on the one thread of a page"
)]
pub trait Http {
    /// Sends the request and reads the whole answer, whatever its status. Every request carries
    /// [`RequestOptions`] among its extensions.
    async fn send(
        &self,
        request: http::Request<String>,
    ) -> Result<http::Response<String>, HttpError>;
}

/// How a request is to be sent, beside what HTTP itself says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestOptions {
    /// Whether the request must outlive the page that sends it (`keepalive` of the Fetch standard).
    pub keepalive: bool,
    /// How many bytes of the body to read at most. An implementation may stop there with
    /// [`HttpError::TooLarge`]; a longer body is refused in any case.
    pub max_body_bytes: usize,
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

/// Why no answer came. In a browser, being offline and being refused by CORS look the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum HttpError {
    /// No connection, no name, no TLS, a redirect, or not allowed by CORS.
    #[error("the server could not be reached")]
    Unreachable,
    /// No answer in time.
    #[error("the server did not answer in time")]
    TimedOut,
    /// The headers came, the body did not.
    #[error("the answer of the server (status {status}) broke off")]
    CutOff {
        /// The status of the answer that broke off.
        status: u16,
    },
    /// The body is longer than [`RequestOptions::max_body_bytes`].
    #[error("the answer of the server is too large")]
    TooLarge,
}

impl HttpError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            HttpError::TooLarge => "AUTH-OP",
            _ => "AUTH-NET",
        }
    }
}

/// The platform gave no random bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("the platform gave no random bytes")]
pub struct RandomError;

impl RandomError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-RANDOM"
    }
}

/// Why a signature or digest could not be computed at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum KeyError {
    /// The platform offers no cryptography here: the page is not in a secure context.
    #[error("no cryptography outside a secure context")]
    Insecure,
    /// The platform does not know the algorithm.
    #[error("the platform does not know the algorithm")]
    Unsupported,
    /// The platform does not accept the key.
    #[error("the platform does not accept the key")]
    Import,
    /// Anything else.
    #[error("the platform could not compute it")]
    Failed,
}
