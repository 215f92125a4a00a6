//! The host names by which an instance is found. This one has the name `localhost` alone.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Whether a request names this instance.
pub(crate) fn is_known(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    name(host) == "localhost"
}

/// A host without its port.
pub(crate) fn name(host: &str) -> &str {
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

/// Refuses requests that name another instance, outside the API.
pub(crate) async fn refuse_unknown(request: Request, next: Next) -> Response {
    if is_known(request.headers()) {
        next.run(request).await
    } else {
        not_found().await.into_response()
    }
}

/// What is said outside the API of something that does not exist.
pub(crate) async fn not_found() -> impl IntoResponse {
    let plain_text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::NOT_FOUND, plain_text)
}
