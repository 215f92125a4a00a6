//! The addresses of an instance and of a console, as origins, and which of them can be worked with.
//!
//! Sends nothing. What an issuer may be is decided by the console (`src/config.rs`).

use super::ConnectError;

/// The origin of an instance, if the console takes it for an issuer.
pub fn instance_origin(address: &str) -> Result<String, ConnectError> {
    let instance = origin_of("--instance", address)?;
    if !is_secure(&instance) {
        return Err(ConnectError::InsecureInstance { instance });
    }
    Ok(instance)
}

/// The origin of a console, if browsers let it sign people in.
pub fn console_origin(address: &str) -> Result<String, ConnectError> {
    let console = origin_of("--console", address)?;
    if !is_secure(&console) {
        return Err(ConnectError::InsecureConsole { console });
    }
    Ok(console)
}

fn origin_of(option: &'static str, address: &str) -> Result<String, ConnectError> {
    origin(address).ok_or_else(|| ConnectError::Address {
        option,
        given: address.to_owned(),
    })
}

/// `scheme://host[:port]` in lower case, from an address that has no more than a slash behind it.
fn origin(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.strip_suffix('/').unwrap_or(rest);
    let unfit = |character: char| {
        matches!(character, '/' | '?' | '#' | '@' | '\\' | '*') || character.is_whitespace()
    };
    if host.is_empty() || host.contains(unfit) {
        return None;
    }
    let origin = format!("{scheme}://{host}").to_ascii_lowercase();
    // A browser leaves the usual port out of an origin, and redirect addresses are compared whole.
    let usual = match scheme.to_ascii_lowercase().as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    Some(origin.strip_suffix(usual).unwrap_or(&origin).to_owned())
}

/// Whether an origin is HTTPS or this very machine (RFC 6761 §6.3), which browsers trust as much.
fn is_secure(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("http://") else {
        return true;
    };
    let name = match host.rfind(':') {
        Some(colon) if !host[colon..].contains(']') => &host[..colon],
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::{console_origin, instance_origin, origin};
    use crate::connect::{Connect, ConnectError, Pat, connect};

    /// The console's own rule for an issuer, with the addresses it is tested with.
    const CONFIG: &str = include_str!("../../../src/config.rs");

    /// The addresses in the table of one of the console's tests.
    fn addresses_of(test: &str) -> Vec<&'static str> {
        let table = CONFIG
            .split_once(&format!("fn {test}()"))
            .and_then(|(_, after)| after.split_once("for issuer in ["))
            .and_then(|(_, after)| after.split_once("] {"));
        let Some((table, _)) = table else {
            panic!("src/config.rs should have a table of issuers in {test}");
        };
        table.split('"').skip(1).step_by(2).collect()
    }

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
            ("https://user@a", None),
            ("ftp://a", None),
            ("login.acme.example", None),
            ("https:///", None),
        ] {
            assert_eq!(origin(address).as_deref(), wanted, "{address}");
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
            "http://127.0.0.1.example:80",
        ] {
            let origin = origin(address).expect("an origin");
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
    fn an_instance_is_taken_as_the_console_takes_its_issuer() {
        let taken = addresses_of("loopback_may_be_http");
        assert!(taken.contains(&"http://[::1]:8081"), "{taken:?}");
        for address in taken {
            assert!(instance_origin(address).is_ok(), "{address}");
        }
        let refused = addresses_of("an_insecure_issuer_is_refused");
        assert!(
            refused.contains(&"http://login.acme.example"),
            "{refused:?}"
        );
        for address in refused {
            assert!(instance_origin(address).is_err(), "{address}");
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
