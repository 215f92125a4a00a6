//! HTTP by `fetch`: no cookies, no cache, no redirects followed, no referrer (sign-in.md, T2).
//!
//! Knows nothing of tokens or endpoints: a request comes in whole, an answer goes out whole.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

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
    let request = request(&outgoing).ok_or(FetchError::Failed)?;
    read(request).await
}

/// Reads a file that was deployed beside the page, through the browser's cache.
pub async fn own_file(path: &str) -> Result<Incoming, FetchError> {
    let request = Request::new_with_str(path).map_err(|_| FetchError::Failed)?;
    read(request).await
}

/// `None` for an address that is none.
fn request(outgoing: &Outgoing<'_>) -> Option<Request> {
    let init = RequestInit::new();
    init.set_method(outgoing.method);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if let Some(body) = outgoing.body {
        init.set_body(&body.into());
    }
    let request = Request::new_with_str_and_init(outgoing.url, &init).ok()?;
    let headers = request.headers();
    for (name, value) in outgoing.headers {
        headers.set(name, value).ok()?;
    }
    Some(request)
}

async fn read(request: Request) -> Result<Incoming, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Failed)?;
    let response = JsFuture::from(window.fetch_with_request(&request))
        .await
        .map_err(|_| FetchError::Failed)?;
    let response: Response = response.unchecked_into();
    let status = response.status();
    let cut_off = |_| FetchError::CutOff(status);
    let body = JsFuture::from(response.text().map_err(cut_off)?)
        .await
        .map_err(cut_off)?;
    Ok(Incoming {
        status,
        content_type: response.headers().get("content-type").ok().flatten(),
        body: body.as_string().unwrap_or_default(),
    })
}
