//! The little of a URL that this crate must be sure of, judged on the string: https, or http on a
//! loopback host, and nothing that two URL parsers read differently. It does not normalise and
//! does not resolve: linking a full URL parser into the browser costs ten times this crate.

/// An address split where the rules of this crate look.
#[derive(Clone, Copy)]
pub(crate) struct WebUrl<'a> {
    /// Scheme and authority: `https://id.example:8443`.
    pub(crate) origin: &'a str,
    /// From the first `/` to the query; may be empty.
    pub(crate) path: &'a str,
    /// Whether there is a `?`.
    pub(crate) has_query: bool,
}

/// Splits an absolute https or loopback-http address; `None` when it is anything else, has a
/// fragment or user information, or holds a character that must be escaped (RFC 3986 §2).
pub(crate) fn split(text: &str) -> Option<WebUrl<'_>> {
    if text.len() > 2_048 || !text.bytes().all(is_url_byte) {
        return None;
    }
    let (rest, secure) = match text.strip_prefix("https://") {
        Some(rest) => (rest, true),
        None => (text.strip_prefix("http://")?, false),
    };
    let end = position(rest, |byte| matches!(byte, b'/' | b'?'));
    let (authority, tail) = rest.split_at_checked(end)?;
    let host = host_of(authority)?;
    if !secure && !is_loopback(host) {
        return None;
    }
    let path = tail.get(..position(tail, |byte| byte == b'?'))?;
    let has_query = path.len() < tail.len();
    let origin = text.get(..text.len() - tail.len())?;
    Some(WebUrl {
        origin,
        path,
        has_query,
    })
}

/// Appends form-encoded parameters to an endpoint that may already have a query
/// (RFC 6749 §3.1).
pub(crate) fn with_query(endpoint: &str, query: &str) -> String {
    let mut url = String::with_capacity(endpoint.len() + query.len() + 1);
    url.push_str(endpoint);
    if !endpoint.contains('?') {
        url.push('?');
    } else if !endpoint.ends_with(['?', '&']) {
        url.push('&');
    }
    url.push_str(query);
    url
}

fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'#'
        )
}

/// Where the first such byte is; the length when there is none.
fn position(text: &str, is_it: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(is_it).unwrap_or(text.len())
}

/// The host of `host` or `host:port`, `None` when the authority is not that simple.
fn host_of(authority: &str) -> Option<&str> {
    let is_literal = authority.starts_with('[');
    let end = if is_literal {
        position(authority, |byte| byte == b']') + 1
    } else {
        position(authority, |byte| byte == b':')
    };
    let (host, port) = authority.split_at_checked(end)?;
    let fits = if is_literal {
        let address = host.get(1..host.len() - 1)?;
        let allowed = |b: u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
        address.len() > 1 && address.bytes().all(allowed)
    } else {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        !host.is_empty() && host.bytes().all(allowed)
    };
    let port_fits = match port.strip_prefix(':') {
        Some(digits) => number(digits).is_some_and(|port| (1..=65_535).contains(&port)),
        None => port.is_empty(),
    };
    (fits && port_fits).then_some(host)
}

/// Hosts that a browser treats as this machine (Secure Contexts §3.1).
fn is_loopback(host: &str) -> bool {
    let is_octet = |part: &str| number(part).is_some_and(|octet| octet <= 255);
    let is_127 = host
        .strip_prefix("127.")
        .is_some_and(|rest| rest.split('.').count() == 3 && rest.split('.').all(is_octet));
    is_127 || host == "localhost" || host.ends_with(".localhost") || host == "[::1]"
}

/// A number of decimal digits; any too large one is as good as the largest.
fn number(digits: &str) -> Option<u32> {
    let mut number = None;
    for byte in digits.bytes() {
        let digit = char::from(byte).to_digit(10)?;
        number = Some(
            number
                .unwrap_or(0_u32)
                .saturating_mul(10)
                .saturating_add(digit),
        );
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{split, with_query};

    #[test]
    fn https_and_loopback_http_are_accepted() {
        for (text, origin, path) in [
            ("https://id.example", "https://id.example", ""),
            ("https://id.example/", "https://id.example", "/"),
            (
                "https://id.example:8443/a/b",
                "https://id.example:8443",
                "/a/b",
            ),
            ("http://localhost:8080/x", "http://localhost:8080", "/x"),
            ("http://127.0.0.1:9470", "http://127.0.0.1:9470", ""),
            ("http://[::1]:1/x", "http://[::1]:1", "/x"),
            ("http://a.localhost/?q", "http://a.localhost", "/"),
        ] {
            let url = split(text).unwrap_or_else(|| panic!("{text} is refused"));
            assert_eq!((url.origin, url.path), (origin, path));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "id.example",
            "//id.example",
            "http://id.example",
            "ftp://id.example",
            "HTTPS://id.example",
            "https:/id.example",
            "https://",
            "https:///a",
            "https://u@id.example",
            "https://u:p@id.example/",
            "https://id.example:99999",
            "https://id.example:",
            "https://id.example:0",
            "https://id.example/#a",
            "https://id.example\\a",
            "https://id.exa mple",
            "https://id.example/\n",
            "https://idé.example",
            "http://127.0.0.1.evil.example",
            "http://127.evil.example",
            "http://localhost.evil.example",
            "http://[::2]/",
            "https://[::1",
            "javascript:alert(1)",
        ] {
            assert!(split(text).is_none(), "{text:?} is accepted");
        }
    }

    #[test]
    fn parameters_join_a_query_that_is_already_there() {
        assert_eq!(with_query("https://a/x", "b=1"), "https://a/x?b=1");
        assert_eq!(with_query("https://a/x?y=1", "b=1"), "https://a/x?y=1&b=1");
        assert_eq!(with_query("https://a/x?", "b=1"), "https://a/x?b=1");
    }
}
