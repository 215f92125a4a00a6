//! The strings a deployment is configured with, each checked once. Comparisons later are byte by
//! byte on what was written here; nothing is normalised.

use crate::error::Told;
use crate::text::is_plain_ascii;
use crate::web_url;

/// The issuer: https (http on loopback only), no query, no fragment. Kept exactly as written,
/// because the metadata document must repeat it byte for byte (OpenID Connect Discovery §4.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issuer(String);

impl Issuer {
    /// Checks an issuer.
    pub fn parse(text: &str) -> Result<Issuer, ConfigError> {
        match web_url::split(text) {
            Some(url) if !url.has_query => Ok(Issuer(text.to_owned())),
            _ => Err(ConfigError::Issuer),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme and authority, for a content security policy.
    pub fn origin(&self) -> &str {
        web_url::split(&self.0).map_or("", |url| url.origin)
    }

    /// Where the metadata is: the issuer without its trailing slash, then the well-known path
    /// (OpenID Connect Discovery §4.1).
    pub(crate) fn discovery_url(&self) -> String {
        let base = self.0.strip_suffix('/').unwrap_or(&self.0);
        let mut url = base.to_owned();
        url.push_str("/.well-known/openid-configuration");
        url
    }
}

/// The identifier of this client at the issuer (RFC 6749 §2.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientId(oauth2::ClientId);

impl ClientId {
    /// Checks a client id: 1 to 255 visible ASCII characters.
    pub fn parse(text: &str) -> Result<ClientId, ConfigError> {
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits {
            Ok(ClientId(oauth2::ClientId::new(text.to_owned())))
        } else {
            Err(ConfigError::ClientId)
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where the sign-in server sends the person back to: https (http on loopback only), with a path
/// and without query or fragment, exactly as registered (RFC 9700 §2.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RedirectUri(String);

impl RedirectUri {
    /// Checks a redirect address.
    pub fn parse(text: &str) -> Result<RedirectUri, ConfigError> {
        match web_url::split(text) {
            Some(url) if !url.has_query && !url.path.is_empty() => Ok(RedirectUri(text.to_owned())),
            _ => Err(ConfigError::RedirectUri),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the callback page.
    pub fn path(&self) -> &str {
        web_url::split(&self.0).map_or("", |url| url.path)
    }
}

/// Where the sign-in server sends the person after signing out; the rules of [`RedirectUri`]
/// (OpenID Connect RP-Initiated Logout §3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostLogoutUri(String);

impl PostLogoutUri {
    /// Checks a post-logout address.
    pub fn parse(text: &str) -> Result<PostLogoutUri, ConfigError> {
        match RedirectUri::parse(text) {
            Ok(uri) => Ok(PostLogoutUri(uri.0)),
            Err(_) => Err(ConfigError::PostLogoutUri),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the signed-out page.
    pub fn path(&self) -> &str {
        web_url::split(&self.0).map_or("", |url| url.path)
    }
}

/// The scopes to ask for, `openid` among them, written with single spaces (RFC 6749 §3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scopes(String);

impl Scopes {
    /// Checks a space-separated list of scopes.
    pub fn parse(text: &str) -> Result<Scopes, ConfigError> {
        let mut joined = String::with_capacity(text.len());
        for scope in text.split(' ').filter(|scope| !scope.is_empty()) {
            if !is_plain_ascii(scope) {
                return Err(ConfigError::Scopes);
            }
            if !holds(&joined, scope) {
                if !joined.is_empty() {
                    joined.push(' ');
                }
                joined.push_str(scope);
            }
        }
        if holds(&joined, "openid") && joined.len() <= 2_048 {
            Ok(Scopes(joined))
        } else {
            Err(ConfigError::Scopes)
        }
    }

    /// The scopes with single spaces between them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the scope is among them.
    pub fn contains(&self, scope: &str) -> bool {
        holds(&self.0, scope)
    }
}

/// Whether a space-separated list holds the scope.
pub(crate) fn holds(scopes: &str, scope: &str) -> bool {
    scopes.split(' ').any(|known| known == scope)
}

/// Which setting is not usable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConfigError {
    /// Not https (or loopback http), or with query or fragment.
    Issuer,
    /// Empty, too long, or not visible ASCII.
    ClientId,
    /// Not https (or loopback http), without path, or with query or fragment.
    RedirectUri,
    /// As for the redirect address.
    PostLogoutUri,
    /// Without `openid`, or with a character that no scope may hold.
    Scopes,
}

impl ConfigError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-CONFIG"
    }
}

impl Told for ConfigError {
    fn tell(&self, out: &mut String) {
        out.push_str(match self {
            ConfigError::Issuer => "the issuer must be an https address without query or fragment",
            ConfigError::ClientId => "the client id must be 1 to 255 visible ASCII characters",
            ConfigError::RedirectUri => "the redirect address must be https with a path only",
            ConfigError::PostLogoutUri => "the post-logout address must be https with a path only",
            ConfigError::Scopes => "the scopes must be plain words with openid among them",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientId, Issuer, PostLogoutUri, RedirectUri, Scopes};

    #[test]
    fn an_issuer_keeps_its_slash_but_its_metadata_address_does_not_double_it() {
        let url = |text| Issuer::parse(text).expect("an issuer").discovery_url();
        let expected = "https://id.example/.well-known/openid-configuration";
        assert_eq!(url("https://id.example"), expected);
        assert_eq!(url("https://id.example/"), expected);
        assert_eq!(
            url("https://id.example/t/"),
            "https://id.example/t/.well-known/openid-configuration"
        );
    }

    #[test]
    fn insecure_or_ambiguous_addresses_are_refused() {
        for text in [
            "http://id.example",
            "https://id.example?x",
            "https://id.example#x",
            "id.example",
        ] {
            assert!(Issuer::parse(text).is_err(), "{text}");
        }
        for text in [
            "https://app.example",
            "http://app.example/cb",
            "https://app.example/cb?x=1",
            "https://app.example/cb#x",
            "/cb",
        ] {
            assert!(RedirectUri::parse(text).is_err(), "{text}");
            assert!(PostLogoutUri::parse(text).is_err(), "{text}");
        }
        let uri = RedirectUri::parse("http://localhost:8000/auth/callback").expect("loopback");
        assert_eq!(uri.path(), "/auth/callback");
    }

    #[test]
    fn scopes_need_openid_and_lose_duplicates() {
        let scopes = Scopes::parse(" openid  profile openid ").expect("scopes");
        assert_eq!(scopes.as_str(), "openid profile");
        for text in [
            "",
            "profile",
            "openid \"x\"",
            "openid a\\b",
            "openid é",
            "openid\tprofile",
        ] {
            assert!(Scopes::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_client_id_is_visible_ascii() {
        assert!(ClientId::parse("400922714816187430").is_ok());
        for text in ["", " ", "a b", "é", &"x".repeat(256)] {
            assert!(ClientId::parse(text).is_err(), "{text:?}");
        }
    }
}
