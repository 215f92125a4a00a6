//! Cross-origin sharing as the measured server does it: every origin is let in, the request headers
//! of a preflight must be sorted and known. Knows not which origins an app has registered; that is
//! the second gate, behind the token.

use super::http::{Reply, Request};
use axum::http::Method;

/// What one family of endpoints allows.
pub(crate) struct Cors {
    methods: &'static [&'static str],
    /// Sorted, in lower case.
    headers: &'static [&'static str],
    exposed: &'static str,
}

/// The REST gateway.
pub(crate) const GATEWAY: Cors = Cors {
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
pub(crate) const OPENID: Cors = Cors {
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

impl Cors {
    /// The answer to a preflight (Fetch §3.2.2), or `None` when the request is none. One that asks
    /// for too much is answered without the headers that would let it pass.
    pub(crate) fn preflight(&self, request: &Request) -> Option<Reply> {
        let method = request.header("access-control-request-method")?;
        if request.method != Method::OPTIONS {
            return None;
        }
        let vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        let reply = Reply::new(204).with("Vary", vary);
        let asked = request.header("access-control-request-headers");
        let (Some(origin), true, true) = (
            request.header("origin"),
            self.methods.contains(&method),
            self.accepts(asked.unwrap_or_default()),
        ) else {
            return Some(reply);
        };
        let mut reply = reply
            .with("Access-Control-Allow-Credentials", "true")
            .with("Access-Control-Allow-Methods", method)
            .with("Access-Control-Allow-Origin", origin);
        if let Some(asked) = asked {
            reply = reply.with("Access-Control-Allow-Headers", asked);
        }
        Some(reply)
    }

    /// The headers that let a page on another origin read the reply.
    pub(crate) fn share(&self, request: &Request, reply: Reply) -> Reply {
        let reply = reply.with("Vary", "Origin");
        match request.header("origin") {
            Some(origin) => reply
                .with("Access-Control-Allow-Credentials", "true")
                .with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Expose-Headers", self.exposed),
            None => reply,
        }
    }

    /// Header names in lower case, sorted and each once, as browsers send them.
    fn accepts(&self, asked: &str) -> bool {
        let mut known = self.headers.iter();
        asked
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .all(|name| known.any(|allowed| *allowed == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_known_headers_pass_and_nothing_else_does() {
        assert!(GATEWAY.accepts("authorization,content-type"));
        assert!(GATEWAY.accepts(""));
        assert!(!GATEWAY.accepts("content-type,authorization"));
        assert!(!GATEWAY.accepts("authorization,authorization"));
        assert!(!GATEWAY.accepts("traceparent"));
        assert!(!OPENID.accepts("x-zitadel-orgid"));
    }
}
