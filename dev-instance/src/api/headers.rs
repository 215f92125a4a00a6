//! The headers that the gateway adds to what it answers.

use crate::clock::Timestamp;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

const GRPC_CONTENT_TYPE: HeaderName = HeaderName::from_static("grpcgateway-content-type");
const GRPC_CACHE_CONTROL: HeaderName = HeaderName::from_static("grpcgateway-cache-control");
const GRPC_PRAGMA: HeaderName = HeaderName::from_static("grpcgateway-pragma");
const GRPC_DATE: HeaderName = HeaderName::from_static("grpcgateway-date");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

/// An answer of the service behind the gateway. [`add`] knows it by its header from one that the
/// gateway gave itself.
pub(crate) fn served(status: StatusCode, body: Value) -> Response {
    let grpc = HeaderValue::from_static("application/grpc");
    (status, [(GRPC_CONTENT_TYPE, grpc)], Json(body)).into_response()
}

/// Adds what is said of an answer's freshness, and takes back the cookie that tells of an exhausted
/// quota.
pub(crate) async fn add(request: Request, next: Next) -> Response {
    // API v2 is served by another library, which sets other headers.
    let is_v2 = request.uri().path().starts_with("/v2/");
    let mut response = next.run(request).await;
    let is_ok = response.status() == StatusCode::OK;
    let is_preflight = response.status() == StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    if headers.contains_key(GRPC_CONTENT_TYPE) {
        let now = HeaderValue::from_str(&Timestamp::now().http_date());
        let now = now.unwrap_or(HeaderValue::from_static(""));
        if is_v2 {
            headers.insert(GRPC_DATE, now);
        } else {
            headers.insert(header::CACHE_CONTROL, NO_STORE);
            headers.insert(header::PRAGMA, NO_CACHE);
            headers.insert(header::EXPIRES, now);
        }
        if is_ok || !is_v2 {
            headers.insert(GRPC_CACHE_CONTROL, NO_STORE);
            headers.insert(GRPC_PRAGMA, NO_CACHE);
        }
    }
    if is_ok || is_preflight {
        take_quota_cookie_back(headers);
    }
    response
}

fn take_quota_cookie_back(headers: &mut HeaderMap) {
    let cookie = "zitadel.quota.exhausted=; Path=/; Max-Age=0; SameSite=Lax";
    headers.append(header::SET_COOKIE, HeaderValue::from_static(cookie));
    headers.append(header::VARY, HeaderValue::from_static("Cookie"));
}
