//! A request and a reply as plain values, and the encodings they carry: forms, queries, cookies.
//! Knows no path.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

/// A request whose body has arrived whole.
pub(crate) struct Request {
    pub method: Method,
    /// The path still percent-encoded, without the query.
    pub path: String,
    pub query: Form,
    pub headers: HeaderMap,
    pub body: String,
}

impl Request {
    /// The first value of a header, if it is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The value of a cookie, from any of the `Cookie` headers (RFC 6265 §5.4).
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.headers
            .get_all("cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }

    /// The body read as `application/x-www-form-urlencoded`.
    pub(crate) fn form(&self) -> Form {
        Form::parse(&self.body)
    }
}

/// Names and values in the order in which they came.
#[derive(Clone, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `a=b&c=d`, `+` and percent-encoding undone.
    pub(crate) fn parse(text: &str) -> Self {
        Self(
            text.split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (
                        decode(&name.replace('+', " ")),
                        decode(&value.replace('+', " ")),
                    )
                })
                .collect(),
        )
    }

    /// The first value of a name that is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }
}

/// Undoes percent-encoding; what is no valid escape stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but unreserved characters (RFC 3986 §2.3).
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An answer: status, headers in order, body.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Reply {
    /// An answer without a body.
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    /// The same answer with one more header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same answer with this body.
    pub(crate) fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// A `302` to `location` with the small page that Go's server adds.
    pub(crate) fn found(location: &str) -> Self {
        let shown = super::html::escape(location);
        Self::new(302)
            .with("Content-Type", "text/html; charset=utf-8")
            .with("Location", location)
            .body(format!("<a href=\"{shown}\">Found</a>.\n\n"))
    }

    /// The answer as axum sends it. A header that HTTP does not allow is left out.
    pub(crate) fn into_response(self) -> axum::response::Response {
        let mut response = axum::response::Response::new(axum::body::Body::from(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                let name = HeaderName::from_bytes(name.as_bytes());
                let _ = name.map(|name| response.headers_mut().append(name, value));
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_decoded_and_empty_values_count_as_absent() {
        let form = Form::parse("a=1+2&b=%C3%A9&c=&c=3&d");
        assert_eq!(form.get("a"), Some("1 2"));
        assert_eq!(form.get("b"), Some("é"));
        assert_eq!(form.get("c"), Some("3"));
        assert_eq!(form.get("d"), None);
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let text = "http://localhost:8080/?a=b c&ü=%";
        assert_eq!(decode(&encode(text)), text);
        assert_eq!(decode("100%"), "100%");
    }
}
