//! Requests in the form that [`crate::Transport::send`] takes.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// All but the unreserved characters of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(crate) fn get(path: &str) -> Request<String> {
    request(Method::GET, path, None)
}

pub(crate) fn post(path: &str, body: &Value) -> Request<String> {
    request(Method::POST, path, Some(body))
}

pub(crate) fn put(path: &str, body: &Value) -> Request<String> {
    request(Method::PUT, path, Some(body))
}

pub(crate) fn delete(path: &str) -> Request<String> {
    request(Method::DELETE, path, None)
}

/// Percent-encodes one segment of a path, or one value of a query.
pub(crate) fn path_segment(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Paths are literals and percent-encoded ids, so that one of more than 64 kB is the only one that
/// is no URI. Nothing has such an id, and the root that is asked for instead is no endpoint.
fn request(method: Method, path: &str, body: Option<&Value>) -> Request<String> {
    let mut request = Request::new(body.map(Value::to_string).unwrap_or_default());
    *request.method_mut() = method;
    *request.uri_mut() = Uri::try_from(path).unwrap_or_default();
    if body.is_some() {
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, json);
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_too_long_for_a_uri_asks_for_no_endpoint() {
        let path = ["/v2/users/", &path_segment(&"x".repeat(70_000))].concat();
        assert_eq!(get(&path).uri(), "/");
    }

    #[test]
    fn a_request_without_a_body_has_no_content_type() {
        assert!(get("/v2/users/1").headers().is_empty());
        let post = post("/v2/users/1/links/_search", &Value::Null);
        assert_eq!(post.headers()[CONTENT_TYPE], "application/json");
    }
}
