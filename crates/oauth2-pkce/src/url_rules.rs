//! Which addresses this crate talks to and sends people to: https, or http on this machine, and
//! nothing that two URL parsers could read differently. The parsing itself is the `url` crate's.

use url::{Host, Url};

/// The longest address, in bytes.
const MAX_URL_BYTES: usize = 2_048;

/// Whether a host is this machine, by the rule that browsers use for trustworthy origins (W3C
/// Secure Contexts §3.1, RFC 6761 §6.3): `localhost` and names below it, 127.0.0.0/8, and `[::1]`.
///
/// ```
/// use url::Url;
///
/// let is_loopback = |text| {
///     let url = Url::parse(text).expect("a URL");
///     url.host().is_some_and(oauth2_pkce::is_loopback)
/// };
/// assert!(is_loopback("http://localhost:8080"));
/// assert!(is_loopback("http://127.8.9.10/"));
/// assert!(is_loopback("http://[::1]:8080"));
/// assert!(!is_loopback("http://127.0.0.1.evil.example"));
/// ```
pub fn is_loopback(host: Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Whether an address is https, or http on this machine (see [`is_loopback`]). RFC 6749 §3.1 and
/// RFC 9700 §2.6 ask for TLS; a development server on loopback is the exception.
pub fn is_secure(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => url.host().is_some_and(is_loopback),
        _ => false,
    }
}

/// Parses an absolute [secure](is_secure) address without user information and fragment.
///
/// The `url` crate mends what browsers mend: white space, backslashes, missing slashes, escapes in
/// the host. All of that is refused instead, because some other parser may not mend it.
pub(crate) fn parse(text: &str) -> Option<Url> {
    if text.len() > MAX_URL_BYTES || !text.bytes().all(is_url_byte) {
        return None;
    }
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if authority.is_empty() || authority.ends_with(':') || !authority.bytes().all(is_plain) {
        return None;
    }
    let url = Url::parse(text).ok()?;
    (is_secure(&url) && url.port() != Some(0)).then_some(url)
}

/// What may stand in an address without being escaped (RFC 3986 §2), but for `#`.
fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | b'#'
        )
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn https_and_loopback_http_are_accepted() {
        for (text, origin, path) in [
            ("https://id.example", "https://id.example", "/"),
            ("https://id.example/", "https://id.example", "/"),
            (
                "https://id.example:8443/a/b",
                "https://id.example:8443",
                "/a/b",
            ),
            ("https://id.example:443/a", "https://id.example", "/a"),
            ("http://localhost", "http://localhost", "/"),
            ("http://localhost:8080/x", "http://localhost:8080", "/x"),
            ("http://127.0.0.1:9470", "http://127.0.0.1:9470", "/"),
            ("http://127.1.2.3:9470", "http://127.1.2.3:9470", "/"),
            ("http://127.255.255.254", "http://127.255.255.254", "/"),
            ("http://[::1]:1/x", "http://[::1]:1", "/x"),
            ("http://a.localhost/?q", "http://a.localhost", "/"),
        ] {
            let url = parse(text).unwrap_or_else(|| panic!("{text} is refused"));
            assert_eq!(url.origin().ascii_serialization(), origin);
            assert_eq!(url.path(), path);
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
            "https://%69d.example",
            "http://127.0.0.1.evil.example",
            "http://127.evil.example",
            "http://128.0.0.1",
            "http://126.255.255.255",
            "http://0.0.0.0",
            "http://localhost.evil.example",
            "http://evil-localhost",
            "http://[::2]/",
            "http://[::ffff:10.0.0.1]/",
            "https://[::1",
            "javascript:alert(1)",
        ] {
            assert!(parse(text).is_none(), "{text:?} is accepted");
        }
    }
}
