//! HTTP by `fetch`: no cookies, no cache, no redirects followed, no referrer (sign-in.md, T2).
//!
//! Knows nothing of tokens or endpoints: a request comes in whole, an answer goes out whole.

use js_sys::{Object, Reflect};
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

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

/// How no cookie, no cached answer, no other address and no referrer comes into it.
const BARE: [(&str, &str); 4] = [
    ("credentials", "omit"),
    ("cache", "no-store"),
    ("redirect", "error"),
    ("referrerPolicy", "no-referrer"),
];

/// Sends a request to another origin and reads the whole answer.
pub async fn send(outgoing: Outgoing<'_>) -> Result<Incoming, FetchError> {
    let options = object(&BARE);
    set(&options, "method", &outgoing.method.into());
    set(&options, "headers", &object(outgoing.headers));
    if let Some(body) = outgoing.body {
        set(&options, "body", &body.into());
    }
    fetch(outgoing.url, &options).await
}

/// Reads a file that was deployed beside the page, through the browser's cache.
pub async fn own_file(path: &str) -> Result<Incoming, FetchError> {
    fetch(path, &Object::new()).await
}

type Answer = Pin<Box<dyn Future<Output = Result<Incoming, FetchError>>>>;

/// In a box, so that whoever waits for it does not carry its state about.
fn fetch(url: &str, options: &Object) -> Answer {
    let pending = web_sys::window()
        .map(|window| window.fetch_with_str_and_init(url, options.unchecked_ref()));
    Box::pin(async move {
        let answer = JsFuture::from(pending.ok_or(FetchError::Failed)?).await;
        let response: Response = answer
            .ok()
            .and_then(|answer| answer.dyn_into().ok())
            .ok_or(FetchError::Failed)?;
        let status = response.status();
        let cut_off = FetchError::CutOff(status);
        let content_type = response.headers().get("content-type").ok().flatten();
        let text = JsFuture::from(response.text().map_err(|_| cut_off)?).await;
        Ok(Incoming {
            status,
            content_type,
            body: text.ok().and_then(|text| text.as_string()).ok_or(cut_off)?,
        })
    })
}

fn object(members: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, &(*value).into());
    }
    object
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A member of a fresh object can always be set.
    let _ = Reflect::set(object, &name.into(), value);
}
