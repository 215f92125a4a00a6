//! Deployment settings: `config.json` as written, checked once, refused with a reason.
//!
//! The form can name several instances; this version manages exactly one. Knows neither the browser
//! nor any language: what is wrong is a variant, the sentence is chosen at the screen.

use serde::Deserialize;
use url::Url;

/// The instance this console manages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instance {
    /// The name its administrators give it.
    pub name: String,
    /// The issuer, byte for byte as its discovery document must say: an origin without a path.
    pub issuer: String,
    /// The client id of this console at that instance.
    pub client_id: String,
}

impl Instance {
    /// The host (with port), for reading: `login.acme.example`.
    pub fn host(&self) -> &str {
        // The issuer is an origin, so nothing stands behind the host.
        let host = self.issuer.split_once("://");
        host.map_or(self.issuer.as_str(), |(_, host)| host)
    }
}

/// What is wrong with a `config.json`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is none, or it could not be downloaded.
    #[error("there is no config.json")]
    Missing,
    /// It is not JSON, or not of the form.
    #[error("config.json cannot be read: {detail}")]
    Unreadable {
        /// What and where, in English.
        detail: String,
    },
    /// It names no instance.
    #[error("config.json names no instance")]
    NoInstance,
    /// It names more instances than this version manages.
    #[error("config.json names more than one instance")]
    SeveralInstances,
    /// A member is empty or blank.
    #[error("config.json: `{member}` is empty")]
    Empty {
        /// Its name.
        member: &'static str,
    },
    /// The issuer does not begin with `https://`, nor with `http://` and this machine's own name.
    #[error("config.json: the issuer is neither https nor on this machine")]
    InsecureIssuer,
    /// The issuer ends with a slash or has a path, query or fragment, which no ZITADEL issuer has.
    #[error("config.json: the issuer is more than an origin")]
    IssuerNotAnOrigin,
}

impl ConfigError {
    /// A stable code for support.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "CONFIG-MISSING",
            Self::Unreadable { .. } => "CONFIG-UNREADABLE",
            Self::NoInstance => "CONFIG-NO-INSTANCE",
            Self::SeveralInstances => "CONFIG-SEVERAL",
            Self::Empty { .. } => "CONFIG-EMPTY",
            Self::InsecureIssuer => "CONFIG-INSECURE-ISSUER",
            Self::IssuerNotAnOrigin => "CONFIG-ISSUER-ORIGIN",
        }
    }
}

impl From<serde_json::Error> for ConfigError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable {
            detail: error.to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    instances: Vec<InstanceEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct InstanceEntry {
    name: String,
    issuer: String,
    client_id: String,
}

/// Reads and checks a `config.json`.
pub fn parse(json: &str) -> Result<Instance, ConfigError> {
    let file: ConfigFile = serde_json::from_str(json)?;
    let mut instances = file.instances.into_iter();
    let Some(first) = instances.next() else {
        return Err(ConfigError::NoInstance);
    };
    if instances.next().is_some() {
        return Err(ConfigError::SeveralInstances);
    }
    for (member, value) in [
        ("name", &first.name),
        ("issuer", &first.issuer),
        ("clientId", &first.client_id),
    ] {
        if value.trim().is_empty() {
            return Err(ConfigError::Empty { member });
        }
    }
    check_issuer(&first.issuer)?;
    Ok(Instance {
        name: first.name.trim().to_owned(),
        issuer: first.issuer,
        client_id: first.client_id,
    })
}

fn check_issuer(issuer: &str) -> Result<(), ConfigError> {
    let url = match Url::parse(issuer) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => return Err(ConfigError::InsecureIssuer),
        Err(_) => return Err(ConfigError::IssuerNotAnOrigin),
    };
    if !oauth2_pkce::is_secure(&url) {
        return Err(ConfigError::InsecureIssuer);
    }
    // The parser mends what browsers mend; an origin needs no mending.
    let origin = url.origin().ascii_serialization();
    if !origin.eq_ignore_ascii_case(issuer) {
        return Err(ConfigError::IssuerNotAnOrigin);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{ConfigError, Instance, parse};

    fn with_issuer(issuer: &str) -> Result<Instance, ConfigError> {
        parse(&format!(
            r#"{{"instances":[{{"name":"Acme","issuer":"{issuer}","clientId":"1"}}]}}"#
        ))
    }

    fn check(json: &str, wanted: ConfigError) {
        assert_eq!(parse(json), Err(wanted), "{json}");
    }

    #[test]
    fn a_good_file_names_the_instance() {
        let instance = with_issuer("https://login.acme.example").expect("a good file");
        assert_eq!(instance.host(), "login.acme.example");
        assert_eq!(instance.client_id, "1");
    }

    #[test]
    fn loopback_may_be_http() {
        for issuer in [
            "http://localhost:8081",
            "http://127.0.0.1:1",
            "http://127.8.9.10:8081",
            "http://[::1]:8081",
            "http://localhost",
            "http://zitadel.localhost:8080",
        ] {
            assert!(with_issuer(issuer).is_ok(), "{issuer}");
        }
    }

    #[test]
    fn an_insecure_issuer_is_refused() {
        for issuer in [
            "http://login.acme.example",
            "http://localhost.evil.example",
            "http://evil-localhost",
            "http://127.0.0.1.evil.example",
            "ftp://x",
            "login.acme.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(
                with_issuer(issuer),
                Err(ConfigError::InsecureIssuer),
                "{issuer}"
            );
        }
    }

    #[test]
    fn an_issuer_with_more_than_an_origin_is_refused() {
        for issuer in [
            "https://login.acme.example/",
            "https://login.acme.example/path",
            "https://a?b",
            "https://a#b",
            "https://user@a",
            "https://",
            "https://a b",
            "https:/a",
            "https://a:443",
        ] {
            assert_eq!(
                with_issuer(issuer),
                Err(ConfigError::IssuerNotAnOrigin),
                "{issuer}"
            );
        }
    }

    #[test]
    fn unknown_members_are_refused_by_name() {
        let error = parse(
            r#"{"instances":[{"name":"a","issuer":"https://a","clientId":"1","secret":"x"}]}"#,
        );
        assert!(
            matches!(&error, Err(ConfigError::Unreadable { detail }) if detail.contains("secret")),
            "{error:?}"
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (json, wanted) in [
            (
                "{\n  \"instances\": [\n    x\n  ]\n}",
                "expected value at line 3 column 5",
            ),
            (
                r#"{"instances":{}}"#,
                "invalid type: map, expected a sequence at line 1 column 13",
            ),
            ("{}", "missing field `instances` at line 1 column 2"),
            (
                r#"{"instances":[{"name":"a","issuer":1,"clientId":"1"}]}"#,
                "invalid type: integer `1`, expected a string at line 1 column 36",
            ),
        ] {
            let detail = wanted.to_owned();
            check(json, ConfigError::Unreadable { detail });
        }
    }

    #[test]
    fn what_is_not_the_form_is_refused() {
        for json in [
            "",
            "<!doctype html>",
            "[]",
            "{}",
            r#"{"instances":{}}"#,
            "null",
        ] {
            assert!(
                matches!(parse(json), Err(ConfigError::Unreadable { .. })),
                "{json}"
            );
        }
    }

    #[test]
    fn exactly_one_instance_is_managed() {
        check(r#"{"instances":[]}"#, ConfigError::NoInstance);
        let one = r#"{"name":"a","issuer":"https://a","clientId":"1"}"#;
        check(
            &format!(r#"{{"instances":[{one},{one}]}}"#),
            ConfigError::SeveralInstances,
        );
    }

    #[test]
    fn blank_members_are_refused_by_name() {
        check(
            r#"{"instances":[{"name":" ","issuer":"https://a","clientId":"1"}]}"#,
            ConfigError::Empty { member: "name" },
        );
        check(
            r#"{"instances":[{"name":"a","issuer":"https://a","clientId":""}]}"#,
            ConfigError::Empty { member: "clientId" },
        );
    }
}
