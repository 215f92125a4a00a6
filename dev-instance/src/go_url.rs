//! Addresses as Go's `net/url` reads them, which decides what ZITADEL takes as a default redirect
//! URI. It is laxer than RFC 3986 in some places and stricter in others, so that no URL crate of
//! Rust agrees with it.

/// What is asked of an address that could be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct GoUrl {
    /// In lower case; empty where there is none.
    pub scheme: String,
    /// With its port; empty where there is none.
    pub host: String,
}

/// Reads an address; `None` where Go reports an error.
pub(crate) fn parse(text: &str) -> Option<GoUrl> {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    if text.contains(|letter: char| letter.is_ascii_control()) || !escapes_are_valid(fragment) {
        return None;
    }
    let (scheme, rest) = split_scheme(text)?;
    let scheme = scheme.to_ascii_lowercase();
    let rest = rest.split('?').next().unwrap_or_default();
    let opaque = !rest.starts_with('/');
    if opaque {
        // Without a scheme this is a relative path, whose first segment may hold no colon.
        let first_segment = rest.split('/').next().unwrap_or_default();
        let readable = if scheme.is_empty() {
            !first_segment.contains(':') && escapes_are_valid(rest)
        } else {
            true
        };
        return readable.then(|| GoUrl {
            scheme,
            host: String::new(),
        });
    }
    let slashes_only = scheme.is_empty() && rest.starts_with("///");
    let (host, path) = match rest.strip_prefix("//").filter(|_| !slashes_only) {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            (host_of(authority)?, path)
        }
        None => (String::new(), rest),
    };
    escapes_are_valid(path).then_some(GoUrl { scheme, host })
}

/// The scheme, without its colon, and the rest. `None` where a colon comes first.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if index > 0 => {}
            b':' if index > 0 => return Some((&text[..index], &text[index + 1..])),
            b':' => return None,
            _ => break,
        }
    }
    Some(("", text))
}

/// The host and port of an authority whose user information is well-formed too.
fn host_of(authority: &str) -> Option<String> {
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let plain =
        |letter: char| letter.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(letter);
    if !user.chars().all(plain) || !escapes_are_valid(user) {
        return None;
    }
    if host.starts_with('[') {
        let end = host.rfind(']')?;
        let (literal, port) = (&host[1..end], &host[end + 1..]);
        let (address, zone) = literal.split_once("%25").unwrap_or((literal, ""));
        let address: Option<std::net::Ipv6Addr> = address.parse().ok();
        let is_valid = address.is_some() && escapes_are_valid(zone) && port_is_valid(port);
        return is_valid.then(|| host.to_owned());
    }
    let port = host.rfind(':').map_or("", |index| &host[index..]);
    let is_valid = port_is_valid(port) && host_letters_are_valid(host);
    is_valid.then(|| host.to_owned())
}

/// Nothing, or a colon and digits, of which there may be none.
fn port_is_valid(port: &str) -> bool {
    port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Letters beyond ASCII may stand in a host, also percent-encoded; of the others the encoded percent
/// sign alone.
fn host_letters_are_valid(host: &str) -> bool {
    let bytes = host.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'%' => {
                let Some(value) = escaped(host, at) else {
                    return false;
                };
                if value < 0x80 && value != b'%' {
                    return false;
                }
                3
            }
            byte if byte.is_ascii_alphanumeric() || *byte >= 0x80 => 1,
            byte if b"-_.~!$&'()*+,;=:[]<>\"".contains(byte) => 1,
            _ => return false,
        };
    }
    true
}

/// Whether two hexadecimal digits stand behind every percent sign.
fn escapes_are_valid(text: &str) -> bool {
    text.match_indices('%')
        .all(|(index, _)| escaped(text, index).is_some())
}

/// The byte that the escape at `at` stands for.
fn escaped(text: &str, at: usize) -> Option<u8> {
    let digits = text.get(at + 1..at + 3)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex
        .then(|| u8::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str, scheme: &str, host: &str) {
        let found = parse(text).unwrap_or_else(|| panic!("{text} is not read"));
        assert_eq!(
            (found.scheme.as_str(), found.host.as_str()),
            (scheme, host),
            "{text}"
        );
    }

    #[test]
    fn schemes_and_hosts_are_found() {
        read(
            "https://app.example.com/start?a=%zz#top",
            "https",
            "app.example.com",
        );
        read(
            "HTTPS://user:pass@example.com:8443",
            "https",
            "example.com:8443",
        );
        read("https://bücher.example", "https", "bücher.example");
        read(
            "https://b%C3%BCcher.example/",
            "https",
            "b%C3%BCcher.example",
        );
        read("https://[::1]:8080/", "https", "[::1]:8080");
        read("https://example.com:", "https", "example.com:");
        read("https:///start", "https", "");
        read("http:", "http", "");
        read("http:start%zz", "http", "");
        read("app.example:/start", "app.example", "");
        read("javascript:alert(1)", "javascript", "");
        read("/start", "", "");
        read("app.example.com", "", "");
        read("https://example.com/#\u{1}", "https", "example.com");
    }

    #[test]
    fn what_go_refuses_is_refused() {
        for text in [
            ":x",
            "https://example.com/%",
            "https://example.com/%2",
            "https://example.com/%zz",
            "https://example.com/#%zz",
            "https://exa mple.com/",
            "https://exam%20ple.com/",
            "https://example.com:port/",
            "https://example.com:80a",
            "https://[::1/",
            "https://[::1]x/",
            "https://[example.com]/",
            "https://us er@example.com/",
            "https://us%zzer@example.com/",
            "https://exa\\mple.com/",
            "https://exa^mple.com/",
            "https://example.com/\n",
            "app:\u{7f}",
            "1app:start",
            "1https://example.com/",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
