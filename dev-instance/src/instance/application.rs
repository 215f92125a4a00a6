//! Projects and their OpenID Connect apps, as `connect` registers them, and the server's opinion of
//! an app's configuration.

use super::revision::Revision;

/// Numbers of the API's enums that decide something here.
pub(crate) mod number {
    /// `OIDC_RESPONSE_TYPE_CODE`.
    pub(crate) const RESPONSE_TYPE_CODE: i32 = 0;
    /// `OIDC_GRANT_TYPE_AUTHORIZATION_CODE`.
    pub(crate) const GRANT_TYPE_CODE: i32 = 0;
    /// `OIDC_GRANT_TYPE_REFRESH_TOKEN`.
    pub(crate) const GRANT_TYPE_REFRESH_TOKEN: i32 = 2;
    /// `OIDC_APP_TYPE_USER_AGENT`.
    pub(crate) const APP_TYPE_USER_AGENT: i32 = 1;
    /// `OIDC_AUTH_METHOD_TYPE_NONE`; the methods before it need a secret.
    pub(crate) const AUTH_METHOD_NONE: i32 = 2;
    /// `OIDC_TOKEN_TYPE_JWT`.
    pub(crate) const TOKEN_TYPE_JWT: i32 = 1;
}

/// A project of the organization.
pub(crate) struct Project {
    pub id: String,
    pub name: String,
    pub apps: Vec<App>,
    pub revision: Revision,
}

/// An app.
pub(crate) struct App {
    pub id: String,
    pub name: String,
    pub client_id: String,
    pub config: OidcConfig,
    pub revision: Revision,
}

/// What a PUT of the configuration replaces. Enums are numbers of the API.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct OidcConfig {
    pub redirect_uris: Vec<String>,
    pub post_logout_redirect_uris: Vec<String>,
    pub response_types: Vec<i32>,
    pub grant_types: Vec<i32>,
    pub app_type: i32,
    pub auth_method: i32,
    pub access_token_type: i32,
    pub dev_mode: bool,
    /// Whether name and mail address stand in the ID token.
    pub id_token_userinfo: bool,
    /// Nanoseconds.
    pub clock_skew: i64,
    pub additional_origins: Vec<String>,
}

impl OidcConfig {
    /// Whether the app may use refresh tokens.
    pub(crate) fn uses_refresh_tokens(&self) -> bool {
        self.grant_types.contains(&number::GRANT_TYPE_REFRESH_TOKEN)
    }

    /// Whether its access tokens are JWTs.
    pub(crate) const fn has_jwt_access_tokens(&self) -> bool {
        self.access_token_type == number::TOKEN_TYPE_JWT
    }

    /// Whether the app must keep a secret.
    pub(crate) const fn has_secret(&self) -> bool {
        self.auth_method < number::AUTH_METHOD_NONE
    }

    /// Whether this redirect is refused at sign-in for being `http://`.
    pub(crate) fn refuses_http(&self, uri: &str) -> bool {
        uri.starts_with("http://") && self.is_user_agent() && !self.dev_mode
    }

    /// Whether the server calls the configuration one that is not compliant.
    pub(crate) fn is_not_compliant(&self) -> bool {
        let mut uris = self.redirect_uris.iter();
        self.is_user_agent() && uris.any(|uri| uri.starts_with("http://"))
    }

    /// Whether a page on this origin may call the API with a token of this app.
    pub(crate) fn allows_origin(&self, origin: &str) -> bool {
        self.allowed_origins().iter().any(|known| known == origin)
    }

    /// Whether all additional origins are `scheme://host[:port]` without a trailing slash.
    pub(crate) fn origins_are_valid(&self) -> bool {
        let valid = |origin: &String| origin_of(origin).as_ref() == Some(origin);
        self.additional_origins.iter().all(valid)
    }

    /// The origins of the redirect URIs and the additional ones, each once.
    pub(crate) fn allowed_origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = Vec::new();
        let of_redirects = self.redirect_uris.iter().filter_map(|uri| origin_of(uri));
        for origin in of_redirects.chain(self.additional_origins.iter().cloned()) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }

    const fn is_user_agent(&self) -> bool {
        self.app_type == number::APP_TYPE_USER_AGENT
    }
}

/// `scheme://host[:port]` of an address.
fn origin_of(uri: &str) -> Option<String> {
    let (scheme, rest) = uri.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}
