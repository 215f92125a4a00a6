//! The login policy as it is stored: seventeen settings and two lists of factors. Knows the names of
//! its members on the wire and in events; knows not who may change it.

use super::Trace;
use crate::wire::duration::duration;
use crate::wire::message::Message;
use crate::wire::writer::Writer;
use serde_json::{Map, Value};

/// A switch: its member of the API and its key in an event's payload.
const SWITCHES: [(&str, &str); 10] = [
    ("allowUsernamePassword", "allowUsernamePassword"),
    ("allowRegister", "allowRegister"),
    ("allowExternalIdp", "allowExternalIdp"),
    ("forceMfa", "forceMFA"),
    ("hidePasswordReset", "hidePasswordReset"),
    ("ignoreUnknownUsernames", "ignoreUnknownUsernames"),
    ("allowDomainDiscovery", "allowDomainDiscovery"),
    ("disableLoginWithEmail", "disableLoginWithEmail"),
    ("disableLoginWithPhone", "disableLoginWithPhone"),
    ("forceMfaLocalOnly", "forceMFALocalOnly"),
];

const LIFETIMES: [&str; 5] = [
    "passwordCheckLifetime",
    "externalLoginCheckLifetime",
    "mfaInitSkipLifetime",
    "secondFactorCheckLifetime",
    "multiFactorCheckLifetime",
];

/// The names of the second factors in the order of their numbers.
pub(crate) const SECOND_FACTORS: [&str; 5] = [
    "SECOND_FACTOR_TYPE_UNSPECIFIED",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
];

/// The names of the multi factors in the order of their numbers.
pub(crate) const MULTI_FACTORS: [&str; 2] = [
    "MULTI_FACTOR_TYPE_UNSPECIFIED",
    "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",
];

/// The names of the passwordless types in the order of their numbers.
pub(crate) const PASSWORDLESS: [&str; 2] =
    ["PASSWORDLESS_TYPE_NOT_ALLOWED", "PASSWORDLESS_TYPE_ALLOWED"];

/// Number of the authenticator app among the second factors.
pub(crate) const OTP: usize = 1;
/// Number of the security key among the second factors.
pub(crate) const U2F: usize = 2;

/// What a PUT replaces.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    switches: [bool; 10],
    /// The number of the passwordless type.
    pub passwordless: i64,
    pub default_redirect_uri: String,
    /// Nanoseconds, in the order of [`LIFETIMES`].
    lifetimes: [i64; 5],
}

/// The policy of the instance or of the organization.
#[derive(Clone)]
pub(crate) struct Policy {
    pub settings: Settings,
    /// Numbers, in the order in which they were added.
    pub second_factors: Vec<usize>,
    pub multi_factors: Vec<usize>,
    pub trace: Trace,
}

impl Settings {
    /// Reads UpdateLoginPolicyRequest: what was not sent is false, zero or empty.
    pub(crate) fn from_message(message: &Message) -> Self {
        Self {
            switches: SWITCHES.map(|(name, _)| message.flag(name)),
            passwordless: message.number("passwordlessType"),
            default_redirect_uri: message.text("defaultRedirectUri").to_owned(),
            lifetimes: LIFETIMES.map(|name| message.number(name)),
        }
    }

    fn switch(&self, name: &str) -> bool {
        SWITCHES
            .iter()
            .zip(self.switches)
            .any(|((known, _), on)| on && *known == name)
    }

    /// Whether people may type a login name and a password.
    pub(crate) fn username_password(&self) -> bool {
        self.switch("allowUsernamePassword")
    }

    /// Whether the sign-in page offers to register.
    pub(crate) fn register(&self) -> bool {
        self.switch("allowRegister")
    }

    /// Whether people may come by an identity provider.
    pub(crate) fn external(&self) -> bool {
        self.switch("allowExternalIdp")
    }

    /// Whether passkeys are a way in.
    pub(crate) const fn passkeys(&self) -> bool {
        self.passwordless == 1
    }

    /// Whether a second factor is demanded of somebody who came this way. Both switches together
    /// act as the local one alone.
    pub(crate) fn forces(&self, external: bool) -> bool {
        let (everybody, local_only) = (self.switch("forceMfa"), self.switch("forceMfaLocalOnly"));
        if external {
            everybody && !local_only
        } else {
            everybody || local_only
        }
    }

    /// Whether an unknown login name is answered as a known one.
    pub(crate) fn ignores_unknown_names(&self) -> bool {
        self.switch("ignoreUnknownUsernames")
    }

    /// Whether the reset link is kept off the password page.
    pub(crate) fn hides_reset(&self) -> bool {
        self.switch("hidePasswordReset")
    }

    /// Whether a mail address is refused as a login name.
    pub(crate) fn refuses_mail(&self) -> bool {
        self.switch("disableLoginWithEmail")
    }

    /// How long a password check is good for, in nanoseconds; likewise the others.
    pub(crate) const fn password_lifetime(&self) -> i64 {
        self.lifetimes[0]
    }

    pub(crate) const fn external_lifetime(&self) -> i64 {
        self.lifetimes[1]
    }

    pub(crate) const fn skip_lifetime(&self) -> i64 {
        self.lifetimes[2]
    }

    pub(crate) const fn second_factor_lifetime(&self) -> i64 {
        self.lifetimes[3]
    }

    pub(crate) const fn multi_factor_lifetime(&self) -> i64 {
        self.lifetimes[4]
    }

    /// The payload of the event that made these settings: zero values left out.
    pub(crate) fn added_payload(&self) -> Value {
        let zero = Self::from_message(&Message::default());
        Value::Object(self.payload(&zero))
    }

    /// The payload of the event that changes these settings to `wanted`: the changed members alone,
    /// zero values too. `None` when nothing changes.
    pub(crate) fn changed_payload(&self, wanted: &Self) -> Option<Value> {
        let changed = wanted.payload(self);
        (!changed.is_empty()).then_some(Value::Object(changed))
    }

    /// The members in which these settings differ from `base`.
    fn payload(&self, base: &Self) -> Map<String, Value> {
        let mut payload = Map::new();
        for (index, (_, key)) in SWITCHES.iter().enumerate() {
            if self.switches[index] != base.switches[index] {
                payload.insert((*key).to_owned(), self.switches[index].into());
            }
        }
        for (index, key) in LIFETIMES.iter().enumerate() {
            if self.lifetimes[index] != base.lifetimes[index] {
                payload.insert((*key).to_owned(), self.lifetimes[index].into());
            }
        }
        if self.passwordless != base.passwordless {
            payload.insert("passwordlessType".to_owned(), self.passwordless.into());
        }
        if self.default_redirect_uri != base.default_redirect_uri {
            let uri = self.default_redirect_uri.as_str();
            payload.insert("defaultRedirectURI".to_owned(), uri.into());
        }
        payload
    }

    /// The members that all reading endpoints share.
    fn write(&self, mut writer: Writer) -> Writer {
        for ((name, _), on) in SWITCHES.iter().zip(self.switches) {
            writer = writer.put(name, on);
        }
        for (name, nanos) in LIFETIMES.iter().zip(self.lifetimes) {
            writer = writer.put(name, duration(nanos));
        }
        writer.put("defaultRedirectUri", self.default_redirect_uri.as_str())
    }
}

impl Policy {
    /// LoginPolicy of API v1.
    pub(crate) fn to_json(&self, owner: &str, is_default: bool, idps: Vec<Value>) -> Value {
        let passwordless = usize::try_from(self.settings.passwordless).unwrap_or(0);
        self.settings
            .write(Writer::new().put("details", self.trace.details(owner)))
            .put(
                "passwordlessType",
                name_unless_zero(&PASSWORDLESS, passwordless),
            )
            .put("isDefault", is_default)
            .put(
                "secondFactors",
                names(&SECOND_FACTORS, &self.second_factors),
            )
            .put("multiFactors", names(&MULTI_FACTORS, &self.multi_factors))
            .put("idps", idps)
            .done()
    }

    /// LoginSettings of API v2.
    pub(crate) fn to_json_v2(&self, owner_type: &str) -> Value {
        let passkeys = ["", "PASSKEYS_TYPE_ALLOWED"];
        let passwordless = usize::try_from(self.settings.passwordless).unwrap_or(0);
        self.settings
            .write(Writer::new())
            .put("passkeysType", name_unless_zero(&passkeys, passwordless))
            .put(
                "secondFactors",
                names(&SECOND_FACTORS, &self.second_factors),
            )
            .put("multiFactors", names(&MULTI_FACTORS, &self.multi_factors))
            .put("resourceOwnerType", owner_type)
            .done()
    }
}

/// The names of these numbers.
pub(crate) fn names(all: &[&'static str], numbers: &[usize]) -> Vec<&'static str> {
    numbers
        .iter()
        .filter_map(|number| all.get(*number).copied())
        .collect()
}

fn name_unless_zero(all: &[&'static str], number: usize) -> &'static str {
    if number == 0 {
        ""
    } else {
        all.get(number).copied().unwrap_or("")
    }
}

/// Whether the server takes this as the default redirect URI: empty, or with a scheme, and with a
/// host where the scheme is http or https.
pub(crate) fn redirect_uri_is_valid(uri: &str) -> bool {
    if uri.is_empty() {
        return true;
    }
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    let mut letters = scheme.chars();
    let well_formed = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    let scheme = scheme.to_ascii_lowercase();
    let host = || {
        let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
        Some(authority.rsplit('@').next()?.to_owned())
    };
    well_formed
        && !uri.contains(|letter: char| letter.is_ascii_control())
        && (!matches!(scheme.as_str(), "http" | "https")
            || host().is_some_and(|host| !host.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for bad in ["app.example.com", "https:///start", "http:", "/start", ":x"] {
            assert!(!redirect_uri_is_valid(bad), "{bad}");
        }
    }

    #[test]
    fn a_change_is_told_member_by_member_zero_values_too() {
        let zero = Settings::from_message(&Message::default());
        let mut forced = zero.clone();
        forced.switches[3] = true;
        assert_eq!(
            zero.changed_payload(&forced).unwrap().to_string(),
            r#"{"forceMFA":true}"#
        );
        assert_eq!(
            forced.changed_payload(&zero).unwrap().to_string(),
            r#"{"forceMFA":false}"#
        );
        assert!(zero.changed_payload(&zero).is_none());
    }
}
