//! The login policy as it is stored: seventeen settings and two lists of factors. Its stored form is
//! also that of the payloads of its events.

use super::factor::{MultiFactor, SecondFactor};
use super::revision::Revision;
use crate::go_url;
use crate::proto::defaults::is_default;
use serde::Serialize;
use serde_json::{Map, Value};

/// What a PUT replaces. Lifetimes are nanoseconds and may be negative.
#[derive(Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LoginSettings {
    pub allow_username_password: bool,
    pub allow_register: bool,
    pub allow_external_idp: bool,
    #[serde(rename = "forceMFA")]
    pub force_mfa: bool,
    #[serde(rename = "forceMFALocalOnly")]
    pub force_mfa_local_only: bool,
    #[serde(rename = "passwordlessType", serialize_with = "as_number")]
    pub allow_passkeys: bool,
    pub hide_password_reset: bool,
    pub ignore_unknown_usernames: bool,
    pub allow_domain_discovery: bool,
    pub disable_login_with_email: bool,
    pub disable_login_with_phone: bool,
    #[serde(rename = "defaultRedirectURI")]
    pub default_redirect_uri: String,
    pub password_check_lifetime: i64,
    pub external_login_check_lifetime: i64,
    pub mfa_init_skip_lifetime: i64,
    pub second_factor_check_lifetime: i64,
    pub multi_factor_check_lifetime: i64,
}

/// The policy of the instance or of an organization.
#[derive(Clone, Default)]
pub(crate) struct LoginPolicy {
    pub settings: LoginSettings,
    /// In the order in which they were added.
    pub second_factors: Vec<SecondFactor>,
    pub multi_factors: Vec<MultiFactor>,
    pub revision: Revision,
}

impl LoginSettings {
    /// Whether a second factor is demanded of somebody who came this way. For the built-in login and
    /// for the API both switches together act as the local one alone.
    pub(crate) const fn forces(&self, by_provider: bool) -> bool {
        if by_provider {
            self.force_mfa && !self.force_mfa_local_only
        } else {
            self.force_mfa || self.force_mfa_local_only
        }
    }

    /// The payload of the event that made these settings: default values left out.
    pub(crate) fn added_payload(&self) -> Value {
        let mut payload = self.stored();
        payload.retain(|_, value| !is_default(value));
        Value::Object(payload)
    }

    /// The payload of the event that changes these settings to `wanted`: the changed members alone,
    /// default values too. `None` when nothing changes.
    pub(crate) fn changed_payload(&self, wanted: &Self) -> Option<Value> {
        let before = self.stored();
        let mut payload = wanted.stored();
        payload.retain(|name, value| before.get(name) != Some(value));
        (!payload.is_empty()).then_some(Value::Object(payload))
    }

    fn stored(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(members)) => members,
            // A struct of flags, numbers and a text is an object.
            _ => Map::new(),
        }
    }
}

/// Whether the server takes this as the default redirect URI: empty, or with a scheme, and with a
/// host where the scheme is http or https.
pub(crate) fn redirect_uri_is_valid(uri: &str) -> bool {
    if uri.is_empty() {
        return true;
    }
    go_url::parse(uri).is_some_and(|url| match url.scheme.as_str() {
        "" => false,
        "http" | "https" => !url.host.is_empty(),
        _ => true,
    })
}

fn as_number<S: serde::Serializer>(flag: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(u8::from(*flag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_redirect_uri_needs_a_scheme_and_http_a_host() {
        for good in [
            "",
            "https://app.example.com/start",
            "app.example:/start",
            "javascript:alert(1)",
        ] {
            assert!(redirect_uri_is_valid(good), "{good}");
        }
        for bad in [
            "app.example.com",
            "https:///start",
            "http:",
            "/start",
            ":x",
            "https://app.example.com/%zz",
            "app:\n",
        ] {
            assert!(!redirect_uri_is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn a_change_is_told_member_by_member_default_values_too() {
        let before = LoginSettings::default();
        let after = LoginSettings {
            force_mfa: true,
            allow_passkeys: true,
            ..LoginSettings::default()
        };
        let changed = |from: &LoginSettings, to| from.changed_payload(to);
        assert_eq!(
            changed(&before, &after),
            Some(json!({"forceMFA": true, "passwordlessType": 1}))
        );
        assert_eq!(
            changed(&after, &before),
            Some(json!({"forceMFA": false, "passwordlessType": 0}))
        );
        assert_eq!(changed(&before, &before), None);
    }

    #[test]
    fn what_was_added_is_told_without_default_values() {
        let settings = LoginSettings {
            password_check_lifetime: 864_000_000_000_000,
            ..LoginSettings::default()
        };
        let payload = json!({"passwordCheckLifetime": 864_000_000_000_000_i64});
        assert_eq!(settings.added_payload(), payload);
    }
}
