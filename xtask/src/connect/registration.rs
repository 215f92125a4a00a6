//! What the console's app must look like at the instance, as a change of what is there.
//!
//! The update replaces everything, so what others have set is carried over.

use super::ConnectError;
use serde_json::{Map, Value, json};

/// The name of the project.
pub const PROJECT: &str = "Login Settings Console";
/// The name of the app.
pub const APP: &str = "login-console";

/// Whether what a search shows has this name. ZITADEL keeps names apart in small letters, so that
/// nothing else can be made of a name that differs by capitals only.
pub fn is_named(shown: &Value, name: &str) -> bool {
    let shown = shown["name"].as_str();
    shown.is_some_and(|shown| shown.to_lowercase() == name.to_lowercase())
}

const APP_TYPE: &str = "OIDC_APP_TYPE_USER_AGENT";
const AUTH_METHOD: &str = "OIDC_AUTH_METHOD_TYPE_NONE";
const RESPONSE_TYPES: [&str; 1] = ["OIDC_RESPONSE_TYPE_CODE"];
const GRANT_TYPES: [&str; 2] = [
    "OIDC_GRANT_TYPE_AUTHORIZATION_CODE",
    "OIDC_GRANT_TYPE_REFRESH_TOKEN",
];

/// Members of `UpdateOIDCAppConfigRequest` (management.proto) that are not ours to decide.
const CARRIED: [&str; 8] = [
    "accessTokenType",
    "accessTokenRoleAssertion",
    "idTokenRoleAssertion",
    "clockSkew",
    "additionalOrigins",
    "skipNativeAppSuccessPage",
    "backChannelLogoutUri",
    "loginVersion",
];

/// The `oidc_config` that is wanted where `present` is what the instance shows (an empty object for
/// a new app).
pub fn wanted(present: &Value, console: &str) -> Value {
    let redirects = with(
        &present["redirectUris"],
        &format!("{console}/auth/callback"),
    );
    let goodbyes = with(
        &present["postLogoutRedirectUris"],
        &format!("{console}/signed-out"),
    );
    // ZITADEL takes http:// addresses of a browser app in development mode only.
    let development = redirects.iter().any(|uri| uri.starts_with("http://"));
    let mut config = Map::new();
    for member in CARRIED {
        if let Some(value) = present.get(member) {
            config.insert(member.to_owned(), value.clone());
        }
    }
    config.insert("redirectUris".to_owned(), json!(redirects));
    config.insert("postLogoutRedirectUris".to_owned(), json!(goodbyes));
    config.insert("responseTypes".to_owned(), json!(RESPONSE_TYPES));
    config.insert("grantTypes".to_owned(), json!(GRANT_TYPES));
    config.insert("appType".to_owned(), json!(APP_TYPE));
    config.insert("authMethodType".to_owned(), json!(AUTH_METHOD));
    config.insert("devMode".to_owned(), json!(development));
    config.insert("idTokenUserinfoAssertion".to_owned(), json!(true));
    Value::Object(config)
}

/// The request that creates the app.
pub fn creation(console: &str) -> Value {
    let mut request = wanted(&json!({}), console);
    request["name"] = json!(APP);
    request["version"] = json!("OIDC_VERSION_1_0");
    request["accessTokenType"] = json!("OIDC_TOKEN_TYPE_BEARER");
    request["clockSkew"] = json!("0s");
    request
}

/// The first member in which `present` is not as wanted. ZITADEL leaves out false, zero enums and
/// empty lists; the order of a list means nothing.
pub fn difference(present: &Value, wanted: &Value) -> Option<ConnectError> {
    const DECIDED: [&str; 8] = [
        "appType",
        "authMethodType",
        "responseTypes",
        "grantTypes",
        "redirectUris",
        "postLogoutRedirectUris",
        "devMode",
        "idTokenUserinfoAssertion",
    ];
    DECIDED.into_iter().find_map(|member| {
        let shown = |value: &Value| match value {
            Value::Null if member == "appType" => "OIDC_APP_TYPE_WEB".to_owned(),
            Value::Null if member == "authMethodType" => "OIDC_AUTH_METHOD_TYPE_BASIC".to_owned(),
            Value::Null if member == "devMode" => "false".to_owned(),
            Value::Array(_) => {
                let mut items = texts(value);
                items.sort_unstable();
                items.join(", ")
            }
            Value::String(text) => text.clone(),
            Value::Null => "nothing".to_owned(),
            other => other.to_string(),
        };
        let (found, wanted) = (shown(&present[member]), shown(&wanted[member]));
        (found != wanted).then_some(ConnectError::Differs {
            member,
            wanted,
            found,
        })
    })
}

/// A list with one more member, if it is not in it.
fn with(list: &Value, member: &str) -> Vec<String> {
    let mut all = texts(list);
    if !all.iter().any(|present| present == member) {
        all.push(member.to_owned());
    }
    all
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{creation, difference, is_named, wanted};
    use serde_json::{Value, json};

    fn shown(console: &str) -> Value {
        wanted(&json!({}), console)
    }

    #[test]
    fn capitals_make_no_other_name() {
        for (shown, wanted) in [
            (json!({"name": "login-console"}), true),
            (json!({"name": "Login-CONSOLE"}), true),
            (json!({"name": "login-console-2"}), false),
            (json!({}), false),
        ] {
            assert_eq!(is_named(&shown, "login-console"), wanted, "{shown}");
        }
    }

    #[test]
    fn development_mode_is_for_http_only() {
        assert_eq!(creation("https://a")["devMode"], false);
        assert_eq!(creation("http://localhost:8080")["devMode"], true);
    }

    #[test]
    fn addresses_of_other_deployments_are_kept() {
        let both = wanted(&shown("https://a"), "https://b");
        assert_eq!(
            both["redirectUris"],
            json!(["https://a/auth/callback", "https://b/auth/callback"])
        );
        assert_eq!(
            both["postLogoutRedirectUris"],
            json!(["https://a/signed-out", "https://b/signed-out"])
        );
        assert_eq!(wanted(&both, "https://a"), both);
    }

    #[test]
    fn what_is_not_ours_to_decide_is_carried_over() {
        let mut present = shown("https://a");
        present["loginVersion"] = json!({"loginV2": {"baseUri": "https://l"}});
        present["accessTokenType"] = json!("OIDC_TOKEN_TYPE_JWT");
        present["allowedOrigins"] = json!(["https://a"]);
        let next = wanted(&present, "https://b");
        assert_eq!(next["loginVersion"], present["loginVersion"]);
        assert_eq!(next["accessTokenType"], "OIDC_TOKEN_TYPE_JWT");
        assert_eq!(
            next["allowedOrigins"],
            Value::Null,
            "it is not a member of the request"
        );
    }

    #[test]
    fn what_is_as_wanted_shows_no_difference() {
        let mut present = shown("https://a");
        let object = present.as_object_mut().expect("an object");
        object.remove("devMode");
        object.insert("clockSkew".to_owned(), json!("0s"));
        object["grantTypes"]
            .as_array_mut()
            .expect("a list")
            .reverse();
        assert_eq!(difference(&present, &shown("https://a")), None);
    }

    #[test]
    fn a_left_out_app_type_is_a_web_app() {
        let mut present = shown("https://a");
        present
            .as_object_mut()
            .expect("an object")
            .remove("appType");
        let text = difference(&present, &shown("https://a"))
            .expect("a difference")
            .to_string();
        assert!(text.contains("OIDC_APP_TYPE_WEB"), "{text}");
    }
}
