//! The addresses of an instance and of a console, as origins, and which of them can be worked with.
//!
//! Sends nothing. What an issuer may be is decided by the console (`src/config.rs`).

use super::ConnectError;
use url::{Host, Url};

/// The origin of an instance, if the console takes it for an issuer.
pub fn instance_origin(address: &str) -> Result<String, ConnectError> {
    let (origin, is_secure) = origin_of("--instance", address)?;
    if !is_secure {
        return Err(ConnectError::InsecureInstance { instance: origin });
    }
    Ok(origin)
}

/// The origin of a console, if browsers let it sign people in.
pub fn console_origin(address: &str) -> Result<String, ConnectError> {
    let (origin, is_secure) = origin_of("--console", address)?;
    if !is_secure {
        return Err(ConnectError::InsecureConsole { console: origin });
    }
    Ok(origin)
}

/// The origin of an address that has nothing behind it, and whether it is HTTPS or this very machine,
/// which browsers trust as much.
fn origin_of(option: &'static str, address: &str) -> Result<(String, bool), ConnectError> {
    let refused = || ConnectError::Address {
        option,
        given: address.to_owned(),
    };
    let url = Url::parse(address.trim()).map_err(|_| refused())?;
    let origin = url.origin().ascii_serialization();
    // Whatever stands beside the origin is in the whole address as the parser writes it.
    let is_origin = url.as_str() == format!("{origin}/") && !origin.contains('*');
    if !is_origin || !matches!(url.scheme(), "http" | "https") {
        return Err(refused());
    }
    let is_secure = url.scheme() == "https" || is_this_machine(&url);
    Ok((origin, is_secure))
}

/// RFC 6761 §6.3 for names; of the loopback addresses, the two that the console takes.
fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(address)) => address == std::net::Ipv6Addr::LOCALHOST,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{console_origin, instance_origin};
    use crate::connect::{Connect, ConnectError, Pat, connect};

    #[test]
    fn an_address_is_brought_to_an_origin() {
        for (address, wanted) in [
            (
                "https://Login.Acme.example/",
                Some("https://login.acme.example"),
            ),
            ("https://a:443", Some("https://a")),
            ("http://localhost:8080", Some("http://localhost:8080")),
            ("https://a/path", None),
            ("https://a?b", None),
            ("https://a#b", None),
            ("https://user@a", None),
            ("https://*.a", None),
            ("ftp://a", None),
            ("login.acme.example", None),
            ("https://", None),
        ] {
            assert_eq!(
                instance_origin(address).ok().as_deref(),
                wanted,
                "{address}"
            );
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for address in [
            "https://zitadel.example",
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://[::1]",
            "http://zitadel.localhost",
            "http://zitadel.localhost:8080",
        ] {
            assert!(instance_origin(address).is_ok(), "{address}");
            assert!(console_origin(address).is_ok(), "{address}");
        }
        for address in [
            "http://zitadel.example",
            "http://zitadel.example:8080",
            "http://notlocalhost",
            "http://localhost.evil.example",
            "http://127.0.0.1.example:81",
        ] {
            let origin = address.to_owned();
            assert_eq!(
                console_origin(address),
                Err(ConnectError::InsecureConsole {
                    console: origin.clone()
                })
            );
            assert_eq!(
                instance_origin(address),
                Err(ConnectError::InsecureInstance { instance: origin })
            );
        }
    }

    #[test]
    fn an_insecure_instance_is_not_even_asked() {
        let refused = connect(&Connect {
            instance: "http://zitadel.example".to_owned(),
            pat: Pat::parse("hush").expect("a token"),
            console: "https://console.acme.example".to_owned(),
        });
        let wanted = ConnectError::InsecureInstance {
            instance: "http://zitadel.example".to_owned(),
        };
        assert_eq!(refused, Err(wanted));
    }
}
