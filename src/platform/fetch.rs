//! HTTP by `fetch`: no cookies, no cache, no redirects followed, no referrer.
//!
//! Knows nothing of tokens or endpoints: a request goes out whole, a response comes back whole.

use gloo_net::http::RequestBuilder;
use http::{Request, Response, StatusCode};
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
};

/// How long a response may take; after that it counts as lost.
const TIMEOUT_MS: u32 = 30_000;

/// Why there is no response.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FetchError {
    /// `fetch` rejected: no network, no such host, TLS, a timeout, or a response that this page may
    /// not read. Whether the server got the request cannot be told.
    #[error("the request failed, and whether the server got it is not known")]
    Failed,
    /// The headers came, the body did not arrive whole.
    #[error("the response of status {status} did not arrive whole")]
    CutOff {
        /// HTTP status.
        status: StatusCode,
    },
}

/// Among the extensions of a request: it must outlive the page that sends it (`keepalive`, Fetch §5.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keepalive;

/// Sends a request to another origin and reads the whole response. An empty body is sent as none.
/// The response has those headers that the server lets this page read (Fetch §3.3).
pub async fn send(request: Request<String>) -> Result<Response<String>, FetchError> {
    let (parts, body) = request.into_parts();
    let mut builder = RequestBuilder::new(&parts.uri.to_string())
        .method(parts.method)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    for (name, value) in &parts.headers {
        let value = value.to_str().map_err(|_| FetchError::Failed)?;
        builder = builder.header(name.as_str(), value);
    }
    let mut request = if body.is_empty() {
        builder.build()
    } else {
        builder.body(body)
    }
    .map_err(|_| FetchError::Failed)?;
    if parts.extensions.get::<Keepalive>().is_some() {
        request = with_keepalive(request).map_err(|_| FetchError::Failed)?;
    }
    read(request.send().await).await
}

/// Reads a file that was deployed beside the page, through the browser's cache.
pub async fn own_file(path: &str) -> Result<Response<String>, FetchError> {
    read(RequestBuilder::new(path).send().await).await
}

/// The same request with `keepalive`, which no builder has a method for.
fn with_keepalive(request: gloo_net::http::Request) -> Result<gloo_net::http::Request, JsValue> {
    let init = RequestInit::new();
    js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE)?;
    let request = web_sys::Request::from(request);
    web_sys::Request::new_with_request_and_init(&request, &init).map(Into::into)
}

async fn read(
    answer: Result<gloo_net::http::Response, gloo_net::Error>,
) -> Result<Response<String>, FetchError> {
    let answer = answer.map_err(|_| FetchError::Failed)?;
    let status = StatusCode::from_u16(answer.status()).map_err(|_| FetchError::Failed)?;
    let mut response = Response::builder().status(status);
    for (name, value) in answer.headers().entries() {
        response = response.header(name, value);
    }
    let body = answer
        .text()
        .await
        .map_err(|_| FetchError::CutOff { status })?;
    response.body(body).map_err(|_| FetchError::Failed)
}
