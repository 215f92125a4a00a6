//! Cross-origin sharing as the measured server does it: every origin is let in, and a preflight that
//! asks for too much is answered without the headers that would let it pass. Which origins an app has
//! registered is asked behind the token.
//!
//! `tower_http::cors` answers preflights with 200, lists what is allowed instead of what was asked
//! for, and does not care for the order of header names, so that it cannot stand in.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What one family of endpoints allows.
pub(crate) struct Cors {
    methods: &'static [&'static str],
    /// Sorted, in lower case.
    headers: &'static [&'static str],
    exposed: &'static str,
}

/// The REST gateway.
pub(crate) static GATEWAY: Cors = Cors {
    methods: &["OPTIONS", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    headers: &[
        "accept",
        "accept-language",
        "authorization",
        "connect-protocol-version",
        "connect-timeout-ms",
        "content-type",
        "grpc-timeout",
        "origin",
        "x-grpc-web",
        "x-requested-with",
        "x-user-agent",
        "x-zitadel-orgid",
    ],
    exposed: "Location, Content-Length, Grpc-Status, Grpc-Message, Grpc-Status-Details-Bin",
};

/// The OpenID provider's endpoints.
pub(crate) static OPENID: Cors = Cors {
    methods: &["GET", "HEAD", "POST"],
    headers: &[
        "accept",
        "accept-language",
        "authorization",
        "content-type",
        "origin",
        "x-requested-with",
    ],
    exposed: "Location, Content-Length",
};

/// Answers preflights, and lets pages on other origins read everything else.
pub(crate) async fn share(
    State(cors): State<&'static Cors>,
    request: Request,
    next: Next,
) -> Response {
    let asked = request.headers();
    let asks_first = asked.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if request.method() == Method::OPTIONS && asks_first {
        return cors.preflight(asked);
    }
    let origin = asked.get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        allow(headers, origin);
        let exposed = HeaderValue::from_static(cors.exposed);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

impl Cors {
    /// The answer to a preflight (Fetch §3.2.2).
    fn preflight(&self, asked: &HeaderMap) -> Response {
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        let vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        headers.insert(header::VARY, HeaderValue::from_static(vary));
        let method = asked.get(header::ACCESS_CONTROL_REQUEST_METHOD);
        let names = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS);
        if let (Some(origin), Some(method)) = (asked.get(header::ORIGIN), method)
            && self.methods.iter().any(|known| method == known)
            && names.is_none_or(|names| self.accepts(names))
        {
            allow(headers, origin.clone());
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, method.clone());
            if let Some(names) = names {
                headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
            }
        }
        response
    }

    /// Header names in lower case, sorted and each once, as browsers send them.
    fn accepts(&self, names: &HeaderValue) -> bool {
        let mut known = self.headers.iter();
        names.to_str().is_ok_and(|names| {
            let mut names = names.split(',').map(str::trim);
            names.all(|name| name.is_empty() || known.any(|allowed| *allowed == name))
        })
    }
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    let yes = HeaderValue::from_static("true");
    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_known_headers_pass_and_nothing_else_does() {
        let accepts = |cors: &Cors, names| cors.accepts(&HeaderValue::from_static(names));
        assert!(accepts(&GATEWAY, "authorization,content-type"));
        assert!(accepts(&GATEWAY, ""));
        assert!(!accepts(&GATEWAY, "content-type,authorization"));
        assert!(!accepts(&GATEWAY, "authorization,authorization"));
        assert!(!accepts(&GATEWAY, "traceparent"));
        assert!(!accepts(&OPENID, "x-zitadel-orgid"));
    }
}
