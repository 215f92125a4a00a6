//! Answers that do not say how long they may be kept are not to be kept.

use axum::http::{HeaderValue, header};
use axum::response::Response;

/// Says so of an answer that says nothing of it.
pub(crate) async fn no_store(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    }
    response
}
