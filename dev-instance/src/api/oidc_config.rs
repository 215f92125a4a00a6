//! The configuration of an OpenID Connect app on the wire.

use super::refusal::Refusal;
use crate::instance::application::OidcConfig;
use crate::language::Language;
use crate::proto::defaults::without_defaults;
use crate::proto::duration::{self, Duration};
use crate::proto::enumeration::EnumValue;
use crate::version::Version;
use serde::Deserialize;
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
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct OidcConfigRequest {
    pub name: Option<String>,
    #[serde(alias = "redirect_uris")]
    redirect_uris: Option<Vec<String>>,
    #[serde(alias = "post_logout_redirect_uris")]
    post_logout_redirect_uris: Option<Vec<String>>,
    #[serde(alias = "response_types")]
    response_types: Option<Vec<EnumValue>>,
    #[serde(alias = "grant_types")]
    grant_types: Option<Vec<EnumValue>>,
    #[serde(alias = "app_type")]
    app_type: Option<EnumValue>,
    #[serde(alias = "auth_method_type")]
    auth_method_type: Option<EnumValue>,
    #[serde(alias = "access_token_type")]
    access_token_type: Option<EnumValue>,
    #[serde(alias = "dev_mode")]
    dev_mode: Option<bool>,
    #[serde(alias = "id_token_userinfo_assertion")]
    id_token_userinfo_assertion: Option<bool>,
    #[serde(alias = "clock_skew")]
    clock_skew: Option<Duration>,
    #[serde(alias = "additional_origins")]
    additional_origins: Option<Vec<String>>,
}

impl OidcConfigRequest {
    /// The configuration that it describes. No response type means code, no grant type means
    /// authorization code.
    ///
    /// # Errors
    /// When an additional origin is none.
    pub(super) fn validated(self) -> Result<OidcConfig, Refusal> {
        let number =
            |value: Option<EnumValue>, names: &[&str]| value.map_or(0, |value| value.number(names));
        let config = OidcConfig {
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            post_logout_redirect_uris: self.post_logout_redirect_uris.unwrap_or_default(),
            response_types: numbers(self.response_types, &RESPONSE_TYPES),
            grant_types: numbers(self.grant_types, &GRANT_TYPES),
            app_type: number(self.app_type, &APP_TYPES),
            auth_method: number(self.auth_method_type, &AUTH_METHODS),
            access_token_type: number(self.access_token_type, &TOKEN_TYPES),
            dev_mode: self.dev_mode.unwrap_or_default(),
            id_token_userinfo: self.id_token_userinfo_assertion.unwrap_or_default(),
            clock_skew: self.clock_skew.unwrap_or_default().nanoseconds,
            additional_origins: self.additional_origins.unwrap_or_default(),
        };
        if config.origins_are_valid() {
            Ok(config)
        } else {
            Err(Refusal::AppInvalid)
        }
    }
}

/// The numbers of a list of enums, of which names that do not exist are dropped; zero alone for an
/// empty one.
fn numbers(values: Option<Vec<EnumValue>>, names: &[&str]) -> Vec<i32> {
    let known = |value: &EnumValue| match value {
        EnumValue::Name(name) => names.contains(&name.as_str()),
        EnumValue::Number(_) => true,
    };
    let values = values.unwrap_or_default().into_iter().filter(known);
    let numbers: Vec<i32> = values.map(|value| value.number(names)).collect();
    if numbers.is_empty() { vec![0] } else { numbers }
}

/// What the server has against a configuration; the first is said twice, as it is measured.
pub(super) fn compliance_problems(
    config: &OidcConfig,
    version: Version,
    language: Language,
) -> Vec<Value> {
    if !config.is_not_compliant() {
        return Vec::new();
    }
    let german = language.0 == "de";
    let not_compliant = json!({
        "key": "Application.OIDC.V1.NotCompliant",
        "localizedMessage": match german {
            true => "Die Konfiguration weicht vom Standard OIDC 1.0 ab.",
            false => "Your configuration is not compliant and differs from OIDC 1.0 standard.",
        },
    });
    let http_only_for_web = json!({
        "key": "Application.OIDC.V1.Code.RedirectUris.HttpOnlyForWeb",
        "localizedMessage": if german {
            "Beim Grant Type Code sind http Redirect URIs nur dem App Typ Web erlaubt."
        } else if version.quotes_type_names() {
            "Grant type \"code\" only allows http redirect uris for apptype \"web\"."
        } else {
            "Grant type code only allowed http redirect uris for apptype web."
        },
    });
    vec![not_compliant.clone(), not_compliant, http_only_for_web]
}

/// OIDCConfig of the Management API.
pub(super) fn to_json(
    config: &OidcConfig,
    client_id: &str,
    version: Version,
    language: Language,
) -> Value {
    let name = |names: &[&'static str], number: i32| match usize::try_from(number) {
        Ok(0) | Err(_) => None,
        Ok(number) => names.get(number).copied(),
    };
    let all_names = |names: &[&'static str], numbers: &[i32]| -> Vec<&'static str> {
        let numbers = numbers
            .iter()
            .filter_map(|number| usize::try_from(*number).ok());
        let known = numbers.filter_map(|number| names.get(number).copied());
        known.collect()
    };
    without_defaults(json!({
        "redirectUris": config.redirect_uris,
        "responseTypes": all_names(&RESPONSE_TYPES, &config.response_types),
        "grantTypes": all_names(&GRANT_TYPES, &config.grant_types),
        "appType": name(&APP_TYPES, config.app_type),
        "clientId": client_id,
        "authMethodType": name(&AUTH_METHODS, config.auth_method),
        "postLogoutRedirectUris": config.post_logout_redirect_uris,
        "noneCompliant": config.is_not_compliant(),
        "complianceProblems": compliance_problems(config, version, language),
        "devMode": config.dev_mode,
        "accessTokenType": name(&TOKEN_TYPES, config.access_token_type),
        "idTokenUserinfoAssertion": config.id_token_userinfo,
        "clockSkew": duration::text(config.clock_skew),
        "additionalOrigins": config.additional_origins,
        "allowedOrigins": config.allowed_origins(),
    }))
}
