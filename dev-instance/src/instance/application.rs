//! Projects and their OpenID Connect apps, as `connect` registers them. Knows the form of an app on
//! the wire and the server's opinion of it, not how people sign in to it.

use super::Trace;
use crate::messages::Text;
use crate::wire::language::Language;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

const RESPONSE_TYPES: [&str; 3] = [
    "OIDC_RESPONSE_TYPE_CODE",
    "OIDC_RESPONSE_TYPE_ID_TOKEN",
    "OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN",
];
const GRANT_TYPES: [&str; 5] = [
    "OIDC_GRANT_TYPE_AUTHORIZATION_CODE",
    "OIDC_GRANT_TYPE_IMPLICIT",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
    "OIDC_GRANT_TYPE_DEVICE_CODE",
    "OIDC_GRANT_TYPE_TOKEN_EXCHANGE",
];
const APP_TYPES: [&str; 3] = [
    "OIDC_APP_TYPE_WEB",
    "OIDC_APP_TYPE_USER_AGENT",
    "OIDC_APP_TYPE_NATIVE",
];
const AUTH_METHODS: [&str; 4] = [
    "OIDC_AUTH_METHOD_TYPE_BASIC",
    "OIDC_AUTH_METHOD_TYPE_POST",
    "OIDC_AUTH_METHOD_TYPE_NONE",
    "OIDC_AUTH_METHOD_TYPE_PRIVATE_KEY_JWT",
];
const TOKEN_TYPES: [&str; 2] = ["OIDC_TOKEN_TYPE_BEARER", "OIDC_TOKEN_TYPE_JWT"];

/// AddOIDCAppRequest and UpdateOIDCAppConfigRequest, which differ in the name alone.
pub(crate) static FORM: &Schema = &[
    ("name", Field::Text),
    ("redirectUris", Field::List(&Field::Text)),
    ("postLogoutRedirectUris", Field::List(&Field::Text)),
    ("responseTypes", Field::List(&Field::Enum(&RESPONSE_TYPES))),
    ("grantTypes", Field::List(&Field::Enum(&GRANT_TYPES))),
    ("appType", Field::Enum(&APP_TYPES)),
    ("authMethodType", Field::Enum(&AUTH_METHODS)),
    ("accessTokenType", Field::Enum(&TOKEN_TYPES)),
    ("devMode", Field::Bool),
    ("idTokenUserinfoAssertion", Field::Bool),
    ("clockSkew", Field::Duration),
    ("additionalOrigins", Field::List(&Field::Text)),
];

/// A project of the organization.
pub(crate) struct Project {
    pub id: String,
    pub name: String,
    pub apps: Vec<App>,
    pub trace: Trace,
}

/// An app.
pub(crate) struct App {
    pub id: String,
    pub name: String,
    pub client_id: String,
    pub config: Config,
    pub trace: Trace,
}

/// What a PUT of the configuration replaces.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Config {
    pub redirect_uris: Vec<String>,
    pub post_logout_uris: Vec<String>,
    response_types: Vec<usize>,
    grant_types: Vec<usize>,
    app_type: usize,
    auth_method: usize,
    token_type: usize,
    dev_mode: bool,
    pub userinfo_in_id_token: bool,
    clock_skew: i64,
    additional_origins: Vec<String>,
}

impl Config {
    /// The configuration that a request describes. No response type means code, no grant type
    /// means authorization code.
    pub(crate) fn from_message(message: &Message) -> Self {
        let index = |name| usize::try_from(message.number(name)).unwrap_or(0);
        Self {
            redirect_uris: message.texts("redirectUris"),
            post_logout_uris: message.texts("postLogoutRedirectUris"),
            response_types: numbers(message, "responseTypes"),
            grant_types: numbers(message, "grantTypes"),
            app_type: index("appType"),
            auth_method: index("authMethodType"),
            token_type: index("accessTokenType"),
            dev_mode: message.flag("devMode"),
            userinfo_in_id_token: message.flag("idTokenUserinfoAssertion"),
            clock_skew: message.number("clockSkew"),
            additional_origins: message.texts("additionalOrigins"),
        }
    }

    /// The configuration of a browser app with PKCE on these origins, as `connect` would make it.
    pub(crate) fn console(origins: &[String]) -> Self {
        let at = |path: &str| -> Vec<String> {
            let uris = origins.iter().map(|origin| format!("{origin}{path}"));
            uris.collect()
        };
        Self {
            redirect_uris: at("/auth/callback"),
            post_logout_uris: at("/signed-out"),
            response_types: vec![0],
            grant_types: vec![0, 2],
            app_type: 1,
            auth_method: 2,
            token_type: 0,
            dev_mode: true,
            userinfo_in_id_token: true,
            clock_skew: 0,
            additional_origins: Vec::new(),
        }
    }

    /// Whether the app may use refresh tokens.
    pub(crate) fn refreshes(&self) -> bool {
        self.grant_types.contains(&2)
    }

    /// Whether its access tokens are JWTs.
    pub(crate) const fn jwt_access_tokens(&self) -> bool {
        self.token_type == 1
    }

    /// Whether the app must keep a secret.
    pub(crate) const fn has_secret(&self) -> bool {
        self.auth_method < 2
    }

    /// Whether `http://` redirects are refused at sign-in.
    pub(crate) fn refuses_http(&self, uri: &str) -> bool {
        uri.starts_with("http://") && self.app_type == 1 && !self.dev_mode
    }

    /// Whether a page on this origin may call the API with a token of this app.
    pub(crate) fn allows_origin(&self, origin: &str) -> bool {
        self.origins().iter().any(|known| known == origin)
    }

    /// Origins are written without a trailing slash.
    pub(crate) fn origins_are_valid(&self) -> bool {
        let valid = |origin: &String| origin_of(origin).as_ref() == Some(origin);
        self.additional_origins.iter().all(valid)
    }

    fn origins(&self) -> Vec<String> {
        let mut origins: Vec<String> = Vec::new();
        let of_redirects = self.redirect_uris.iter().filter_map(|uri| origin_of(uri));
        for origin in of_redirects.chain(self.additional_origins.iter().cloned()) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }

    /// What the server has against the configuration; the first is said twice, as it is measured.
    pub(crate) fn problems(&self, language: Language) -> Vec<Value> {
        let http = self
            .redirect_uris
            .iter()
            .any(|uri| uri.starts_with("http://"));
        if !http || self.app_type != 1 {
            return Vec::new();
        }
        let not_compliant = json!({
            "key": "Application.OIDC.V1.NotCompliant",
            "localizedMessage": Text::NotCompliant.said_in(language),
        });
        vec![
            not_compliant.clone(),
            not_compliant,
            json!({
                "key": "Application.OIDC.V1.Code.RedirectUris.HttpOnlyForWeb",
                "localizedMessage": Text::HttpOnlyForWeb.said_in(language),
            }),
        ]
    }

    fn to_json(&self, client_id: &str, language: Language) -> Value {
        let named = |all: &[&'static str], number: usize| match number {
            0 => "",
            number => all.get(number).copied().unwrap_or(""),
        };
        let problems = self.problems(language);
        Writer::new()
            .put("redirectUris", self.redirect_uris.clone())
            .put(
                "responseTypes",
                names(&RESPONSE_TYPES, &self.response_types),
            )
            .put("grantTypes", names(&GRANT_TYPES, &self.grant_types))
            .put("appType", named(&APP_TYPES, self.app_type))
            .put("clientId", client_id)
            .put("authMethodType", named(&AUTH_METHODS, self.auth_method))
            .put("postLogoutRedirectUris", self.post_logout_uris.clone())
            .put("noneCompliant", !problems.is_empty())
            .put("complianceProblems", problems)
            .put("devMode", self.dev_mode)
            .put("accessTokenType", named(&TOKEN_TYPES, self.token_type))
            .put("idTokenUserinfoAssertion", self.userinfo_in_id_token)
            .put(
                "clockSkew",
                crate::wire::duration::duration(self.clock_skew),
            )
            .put("additionalOrigins", self.additional_origins.clone())
            .put("allowedOrigins", self.origins())
            .done()
    }
}

impl App {
    /// App of the Management API.
    pub(crate) fn to_json(&self, owner: &str, language: Language) -> Value {
        Writer::new()
            .put("id", self.id.as_str())
            .put("details", self.trace.details(owner))
            .put("state", "APP_STATE_ACTIVE")
            .put("name", self.name.as_str())
            .put("oidcConfig", self.config.to_json(&self.client_id, language))
            .done()
    }
}

impl Project {
    /// Project of the Management API.
    pub(crate) fn to_json(&self, owner: &str) -> Value {
        Writer::new()
            .put("id", self.id.as_str())
            .put("details", self.trace.details(owner))
            .put("name", self.name.as_str())
            .put("state", "PROJECT_STATE_ACTIVE")
            .done()
    }
}

impl super::Instance {
    /// The app of a client id and the project it lies in.
    pub(crate) fn client(&self, client_id: &str) -> Option<(&Project, &App)> {
        self.projects.iter().find_map(|project| {
            let app = project.apps.iter().find(|app| app.client_id == client_id);
            Some((project, app?))
        })
    }
}

/// `scheme://host[:port]` of an address.
fn origin_of(uri: &str) -> Option<String> {
    let (scheme, rest) = uri.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

fn numbers(message: &Message, name: &str) -> Vec<usize> {
    let items = message.0.get(name).and_then(Value::as_array);
    let numbers: Vec<usize> = items
        .into_iter()
        .flatten()
        .filter_map(|item| usize::try_from(item.as_i64()?).ok())
        .collect();
    if numbers.is_empty() { vec![0] } else { numbers }
}

fn names(all: &[&'static str], numbers: &[usize]) -> Vec<&'static str> {
    super::login_policy::names(all, numbers)
}
