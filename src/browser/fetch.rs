//! HTTP by `fetch`: no cookies, no cache, no redirects followed, no referrer (sign-in.md, T2).
//!
//! Knows nothing of tokens or endpoints: a request comes in whole, an answer goes out whole.

use gloo_net::http::{Method, RequestBuilder};
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// How long an answer may take; after that it counts as lost.
const PATIENCE_MS: u32 = 30_000;

/// A request, complete.
pub struct Outgoing<'a> {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'a str,
    /// The absolute address.
    pub url: &'a str,
    /// Header names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body as text, if there is one.
    pub body: Option<&'a str>,
}

/// An answer that arrived whole.
pub struct Incoming {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, if the server may show it to this page.
    pub content_type: Option<String>,
    /// The body as text.
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FetchError {
    /// `fetch` rejected: no network, no such host, TLS, or an answer that this page may not read.
    /// Whether the server got the request cannot be told.
    Failed,
    /// The headers came, the body did not arrive whole.
    CutOff(u16),
}

/// Sends a request to another origin and reads the whole answer.
pub async fn send(outgoing: Outgoing<'_>) -> Result<Incoming, FetchError> {
    let method = match outgoing.method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    let mut builder = RequestBuilder::new(outgoing.url)
        .method(method)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    for (name, value) in outgoing.headers {
        builder = builder.header(name, value);
    }
    let request = match outgoing.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    }
    .map_err(|_| FetchError::Failed)?;
    read(request.send().await).await
}

/// Reads a file that was deployed beside the page, through the browser's cache.
pub async fn own_file(path: &str) -> Result<Incoming, FetchError> {
    read(RequestBuilder::new(path).send().await).await
}

async fn read(
    answer: Result<gloo_net::http::Response, gloo_net::Error>,
) -> Result<Incoming, FetchError> {
    let response = answer.map_err(|_| FetchError::Failed)?;
    let status = response.status();
    let content_type = response.headers().get("content-type");
    let body = response
        .text()
        .await
        .map_err(|_| FetchError::CutOff(status))?;
    Ok(Incoming {
        status,
        content_type,
        body,
    })
}
