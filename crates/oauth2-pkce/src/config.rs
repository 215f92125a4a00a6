//! The strings a deployment is configured with, each checked once. Comparisons later are byte by
//! byte on what was written here; nothing is normalised.

use oauth2::RedirectUrl;
use thiserror::Error;
use url::Url;

use crate::sanitize::is_oauth_text;
use crate::url_rules;

/// The longest list of scopes, in bytes.
const MAX_SCOPES_BYTES: usize = 2_048;

/// The issuer: https (http on [this machine](crate::is_loopback) only), no query, no fragment.
/// Kept exactly as written, because the metadata document must repeat it byte for byte (OpenID
/// Connect Discovery §4.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issuer {
    text: String,
    url: Url,
}

impl Issuer {
    /// Checks an issuer.
    ///
    /// # Errors
    /// [`ConfigError::Issuer`].
    pub fn parse(text: &str) -> Result<Issuer, ConfigError> {
        match url_rules::parse(text) {
            Some(url) if url.query().is_none() => Ok(Issuer {
                text: text.to_owned(),
                url,
            }),
            _ => Err(ConfigError::Issuer),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme and authority, such as `https://id.example:8443`.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Where the metadata is: the issuer without its trailing slash, then the well-known path
    /// (OpenID Connect Discovery §4.1).
    pub(crate) fn discovery_url(&self) -> Url {
        let mut url = self.url.clone();
        let base = url.path().strip_suffix('/').unwrap_or(url.path());
        let path = format!("{base}/.well-known/openid-configuration");
        url.set_path(&path);
        url
    }
}

/// The identifier of this client at the issuer (RFC 6749 §2.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClientId(oauth2::ClientId);

impl ClientId {
    /// Checks a client id: 1 to 255 visible ASCII characters.
    ///
    /// # Errors
    /// [`ConfigError::ClientId`].
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

    pub(crate) fn as_oauth2(&self) -> &oauth2::ClientId {
        &self.0
    }
}

/// Where the sign-in server sends the person back to: https (http on loopback only), with a path
/// and without query or fragment, exactly as registered (RFC 9700 §2.1) and as a browser writes
/// its own address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RedirectUri(RedirectUrl);

impl RedirectUri {
    /// Checks a redirect address.
    ///
    /// # Errors
    /// [`ConfigError::RedirectUri`].
    pub fn parse(text: &str) -> Result<RedirectUri, ConfigError> {
        match url_rules::parse(text) {
            Some(url) if url.query().is_none() && url.as_str() == text => {
                Ok(RedirectUri(RedirectUrl::from_url(url)))
            }
            _ => Err(ConfigError::RedirectUri),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the callback page.
    pub fn path(&self) -> &str {
        self.0.url().path()
    }

    pub(crate) fn as_oauth2(&self) -> &RedirectUrl {
        &self.0
    }
}

/// Where the sign-in server sends the person after signing out; the rules of [`RedirectUri`]
/// (OpenID Connect RP-Initiated Logout §3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostLogoutUri(RedirectUri);

impl PostLogoutUri {
    /// Checks a post-logout address.
    ///
    /// # Errors
    /// [`ConfigError::PostLogoutUri`].
    pub fn parse(text: &str) -> Result<PostLogoutUri, ConfigError> {
        match RedirectUri::parse(text) {
            Ok(uri) => Ok(PostLogoutUri(uri)),
            Err(_) => Err(ConfigError::PostLogoutUri),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The path of the signed-out page.
    pub fn path(&self) -> &str {
        self.0.path()
    }
}

/// The scopes to ask for, `openid` among them, written with single spaces (RFC 6749 §3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scopes(String);

impl Scopes {
    /// Checks a space-separated list of scopes.
    ///
    /// # Errors
    /// [`ConfigError::Scopes`].
    pub fn parse(text: &str) -> Result<Scopes, ConfigError> {
        let mut scopes: Vec<&str> = Vec::new();
        for scope in text.split(' ').filter(|scope| !scope.is_empty()) {
            if !is_oauth_text(scope) {
                return Err(ConfigError::Scopes);
            }
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        let joined = scopes.join(" ");
        if scopes.contains(&"openid") && joined.len() <= MAX_SCOPES_BYTES {
            Ok(Scopes(joined))
        } else {
            Err(ConfigError::Scopes)
        }
    }

    /// The scopes with single spaces between them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The scopes one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ')
    }

    /// Whether the scope is among them.
    pub fn contains(&self, scope: &str) -> bool {
        self.iter().any(|known| known == scope)
    }
}

/// Which setting is not usable.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum ConfigError {
    /// Not https (or loopback http), or with query or fragment.
    #[error("the issuer must be an https address without query or fragment")]
    Issuer,
    /// Empty, too long, or not visible ASCII.
    #[error("the client id must be 1 to 255 visible ASCII characters")]
    ClientId,
    /// Not https (or loopback http), without path, with query or fragment, or not written as a
    /// browser writes it.
    #[error("the redirect address must be https with a path only")]
    RedirectUri,
    /// As for the redirect address.
    #[error("the post-logout address must be https with a path only")]
    PostLogoutUri,
    /// Without `openid`, or with a character that no scope may hold.
    #[error("the scopes must be plain words with openid among them")]
    Scopes,
}

impl ConfigError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        "AUTH-CONFIG"
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientId, Issuer, PostLogoutUri, RedirectUri, Scopes};

    #[test]
    fn an_issuer_keeps_its_slash_but_its_metadata_address_does_not_double_it() {
        let url = |text| {
            let issuer = Issuer::parse(text).expect("an issuer");
            issuer.discovery_url().to_string()
        };
        let expected = "https://id.example/.well-known/openid-configuration";
        assert_eq!(url("https://id.example"), expected);
        assert_eq!(url("https://id.example/"), expected);
        assert_eq!(
            url("https://id.example/t/"),
            "https://id.example/t/.well-known/openid-configuration"
        );
    }

    #[test]
    fn an_issuer_is_kept_as_written_and_knows_its_origin() {
        let issuer = Issuer::parse("https://ID.example:443/t").expect("an issuer");
        assert_eq!(issuer.as_str(), "https://ID.example:443/t");
        assert_eq!(issuer.origin(), "https://id.example");
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
            "https://app.example:443/cb",
            "https://APP.example/cb",
            "https://app.example/a/../cb",
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
