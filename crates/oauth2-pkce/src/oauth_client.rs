//! This client as the `oauth2` crate knows it, and the one way its requests take: over the
//! [`Http`] port. Answers that are none of OAuth's are sorted out before that crate reads them.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

use http::header::RETRY_AFTER;
use http::{Response, StatusCode};
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
};
use oauth2::{
    AsyncHttpClient, AuthUrl, Client, EndpointNotSet, EndpointSet, ErrorResponseType, HttpRequest,
    HttpResponse, RefreshToken, RequestTokenError, RevocationUrl, StandardErrorResponse,
    StandardRevocableToken, TokenUrl,
};
use thiserror::Error;
use url::Url;

use crate::callback::AuthorizationCode;
use crate::discovery::Metadata;
use crate::oauth_error::OAuthError;
use crate::ports::{Http, HttpError, RequestOptions};
use crate::registration::Registration;
use crate::token_response::TokenResponse;
use crate::transaction::Transaction;
use crate::transport;

/// The longest answer read, in bytes.
const MAX_ANSWER_BYTES: usize = 256 * 1_024;
/// The longest wait that a server may ask for, in seconds.
const MAX_RETRY_AFTER_SECONDS: u32 = 3_600;

/// The `oauth2` crate's client: a public one, with our own reading of token answers.
pub(crate) type OAuthClient = Client<
    BasicErrorResponse,
    TokenResponse,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The client of this registration at the endpoints of this metadata.
pub(crate) fn oauth_client(registration: &Registration, metadata: &Metadata) -> OAuthClient {
    Client::new(registration.client_id.as_oauth2().clone())
        .set_redirect_uri(registration.redirect_uri.as_oauth2().clone())
        .set_auth_uri(AuthUrl::from_url(metadata.authorization_endpoint.clone()))
        .set_token_uri(TokenUrl::from_url(metadata.token_endpoint.clone()))
}

/// Exchanges a code (RFC 6749 §4.1.3 with RFC 7636 §4.5): no secret, no `Authorization` header.
pub(crate) async fn exchange_code(
    http: &impl Http,
    registration: &Registration,
    metadata: &Metadata,
    code: &AuthorizationCode,
    transaction: &Transaction,
) -> Result<TokenResponse, EndpointError> {
    let client = oauth_client(registration, metadata);
    let verifier = transaction.verifier.secret().clone();
    let endpoint = Endpoint::new(http, &metadata.token_endpoint, false);
    client
        .exchange_code(code.as_oauth2().clone())
        .set_pkce_verifier(oauth2::PkceCodeVerifier::new(verifier))
        .request_async(&endpoint)
        .await
        .map_err(|error| endpoint.error(error))
}

/// Asks for new tokens (RFC 6749 §6). The request outlives the page: an answer that gets lost
/// loses the session.
pub(crate) async fn refresh_tokens(
    http: &impl Http,
    registration: &Registration,
    metadata: &Metadata,
    refresh_token: &RefreshToken,
) -> Result<TokenResponse, EndpointError> {
    let client = oauth_client(registration, metadata);
    let endpoint = Endpoint::new(http, &metadata.token_endpoint, true);
    client
        .exchange_refresh_token(refresh_token)
        .request_async(&endpoint)
        .await
        .map_err(|error| endpoint.error(error))
}

/// Revokes a refresh token at this endpoint (RFC 7009 §2.1). The request outlives the page.
pub(crate) async fn revoke_token(
    http: &impl Http,
    registration: &Registration,
    metadata: &Metadata,
    revocation_endpoint: &Url,
    refresh_token: &RefreshToken,
) -> Result<(), EndpointError> {
    // The `oauth2` crate refuses to revoke over plain HTTP and knows no exception for loopback, as
    // `Metadata` does. The request goes to the address of `Endpoint` in any case.
    let mut secure = revocation_endpoint.clone();
    let _ = secure.set_scheme("https");
    let client =
        oauth_client(registration, metadata).set_revocation_url(RevocationUrl::from_url(secure));
    let endpoint = Endpoint::new(http, revocation_endpoint, true);
    client
        .revoke_token(StandardRevocableToken::from(refresh_token))
        .map_err(|_| EndpointError::NoAnswer(HttpError::Unreachable))?
        .request_async(&endpoint)
        .await
        .map_err(|error| endpoint.error(error))
}

/// Why the token or revocation endpoint gave nothing to use.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum EndpointError {
    /// No answer.
    NoAnswer(HttpError),
    /// A status that says nothing about the request: 408, 429, 5xx, or a redirect.
    Server {
        status: u16,
        /// Seconds that the server asks to wait.
        retry_after: Option<f64>,
    },
    /// Any other 4xx (RFC 6749 §5.2); the code is empty when the body holds no OAuth error.
    Refused { status: u16, error: OAuthError },
    /// Success that cannot be read; the part that is wrong.
    Unreadable(&'static str),
}

impl EndpointError {
    /// Whether the endpoint may have moved: it did not answer as one would.
    pub(crate) fn is_unlike_endpoint(&self) -> bool {
        match self {
            EndpointError::Refused { error, .. } => error.code.is_empty(),
            _ => true,
        }
    }
}

/// One request to one endpoint.
struct Endpoint<'a, H> {
    http: &'a H,
    url: &'a Url,
    options: RequestOptions,
    /// The status of the answer, which the `oauth2` crate does not hand on.
    status: Cell<StatusCode>,
}

/// What never reaches the `oauth2` crate.
#[derive(Debug, Error)]
enum TransportError {
    #[error(transparent)]
    NoAnswer(#[from] HttpError),
    #[error("status {status}")]
    Server {
        status: StatusCode,
        retry_after: Option<f64>,
    },
}

impl<'a, H: Http> Endpoint<'a, H> {
    fn new(http: &'a H, url: &'a Url, keepalive: bool) -> Endpoint<'a, H> {
        let options = RequestOptions {
            keepalive,
            max_body_bytes: MAX_ANSWER_BYTES,
        };
        Endpoint {
            http,
            url,
            options,
            status: Cell::new(StatusCode::OK),
        }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        // A form is ASCII.
        let mut request = request.map(|form| String::from_utf8_lossy(&form).into_owned());
        *request.uri_mut() = transport::uri(self.url)?;
        let mut response = transport::send(self.http, request, self.options).await?;
        let status = response.status();
        self.status.set(status);
        let is_success = status.is_success();
        let is_refusal = status.is_client_error()
            && status != StatusCode::REQUEST_TIMEOUT
            && status != StatusCode::TOO_MANY_REQUESTS;
        if !is_success && !is_refusal {
            return Err(TransportError::Server {
                status,
                retry_after: retry_after_seconds(&response),
            });
        }
        if is_success {
            // The `oauth2` crate knows 200 only, as RFC 6749 §5.1 does; some servers say 201 or 204.
            *response.status_mut() = StatusCode::OK;
        }
        Ok(response.map(String::into_bytes))
    }

    fn error<T>(
        &self,
        error: RequestTokenError<TransportError, StandardErrorResponse<T>>,
    ) -> EndpointError
    where
        T: ErrorResponseType + AsRef<str> + std::fmt::Display + 'static,
    {
        let status = self.status.get();
        let refused = |error| EndpointError::Refused {
            status: status.as_u16(),
            error,
        };
        match error {
            RequestTokenError::Request(TransportError::NoAnswer(HttpError::TooLarge)) => {
                EndpointError::Unreadable("length")
            }
            RequestTokenError::Request(TransportError::NoAnswer(error)) => {
                EndpointError::NoAnswer(error)
            }
            RequestTokenError::Request(TransportError::Server {
                status,
                retry_after,
            }) => EndpointError::Server {
                status: status.as_u16(),
                retry_after,
            },
            RequestTokenError::ServerResponse(response) => refused(OAuthError::from(&response)),
            _ if status.is_client_error() => refused(OAuthError::default()),
            RequestTokenError::Parse(..) => EndpointError::Unreadable("JSON"),
            // Empty, or not called JSON.
            RequestTokenError::Other(_) => EndpointError::Unreadable("body"),
        }
    }
}

impl<'c, 'a: 'c, H: Http + 'c> AsyncHttpClient<'c> for Endpoint<'a, H> {
    type Error = TransportError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

/// `Retry-After` when it is given in seconds (RFC 9110 §10.2.3).
fn retry_after_seconds(response: &Response<String>) -> Option<f64> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let seconds: u32 = value.trim().parse().ok()?;
    Some(f64::from(seconds.min(MAX_RETRY_AFTER_SECONDS)))
}
