//! The sign-ins that were measured with real browsers, as data for tests of the rules.

use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::instance::login_policy::{LoginPolicy, LoginSettings};
use crate::instance::sign_in::{AuthMethod, Checks};
use crate::instance::user::{EnrolledMethods, ExternalLink};
use crate::openid::claims::amr;
use crate::proto::duration;
use crate::version::Version;
use serde_json::Value;

const V4_3: &str = include_str!("../../../tests/contract/sign-in-outcomes.json");
const V4_13: &str = include_str!("../../../tests/contract/sign-in-outcomes-v4x.json");

/// One measured sign-in.
pub(super) struct Row {
    /// As it stands in the file, for messages and for what came of it.
    pub json: Value,
    pub policy: LoginPolicy,
    /// The provider that the policy links, if it does.
    pub linked: Vec<String>,
    pub methods: EnrolledMethods,
}

/// What a walk through the pages comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Walked {
    pub outcome: &'static str,
    pub steps: Vec<String>,
    /// Of somebody who was signed in.
    pub methods: Vec<AuthMethod>,
}

/// The rows of one sign-in interface, `built-in` or `v2`, measured at a release.
pub(super) fn rows(version: Version, login: &str) -> Vec<Row> {
    let file = match version {
        Version::V4_3 => V4_3,
        Version::V4_13 => V4_13,
    };
    let file: Value = serde_json::from_str(file).unwrap();
    let rows = file["rows"].as_array().unwrap().iter();
    let rows = rows.filter(|row| row["login"] == login);
    rows.map(Row::new).collect()
}

impl Row {
    fn new(json: &Value) -> Self {
        let linked = json["policy"]["providerLinked"] == true;
        Self {
            json: json.clone(),
            policy: policy(&json["policy"]),
            linked: linked.then(|| "provider".to_owned()).into_iter().collect(),
            methods: methods(&json["person"]),
        }
    }

    /// Fails unless the walk came out as measured.
    #[track_caller]
    pub(super) fn check(&self, walked: &Walked) {
        assert_eq!(self.json["outcome"], walked.outcome, "{}", self.json);
        assert_eq!(
            self.json["steps"],
            Value::from(walked.steps.clone()),
            "{}",
            self.json
        );
        if walked.outcome == "signed-in" {
            let amr = amr(&walked.methods);
            let amr = (!amr.is_empty()).then_some(amr);
            assert_eq!(self.json["amr"], Value::from(amr), "{}", self.json);
        }
    }
}

/// Where a step of this name notes what was proved.
pub(super) fn check_of<'a>(checks: &'a mut Checks, step: &str) -> &'a mut Option<Timestamp> {
    match step.split(',').next().unwrap() {
        "external-provider" => &mut checks.identity_provider,
        "passkey" => &mut checks.passkey,
        "password" => &mut checks.password,
        "authenticator-app" => &mut checks.otp,
        "security-key" => &mut checks.u2f,
        other => panic!("nothing is proved on {other}"),
    }
}

/// The step on which one of these is set up.
pub(super) fn set_up_step(listed: &[SecondFactor]) -> String {
    let mut names: Vec<&str> = listed.iter().map(|factor| factor_name(*factor)).collect();
    names.sort_unstable();
    if names.is_empty() {
        names.push("nothing offered");
    }
    format!("set-up-second-factor: {}", names.join(", "))
}

/// A second factor as the rows call it.
pub(super) fn factor_name(factor: SecondFactor) -> &'static str {
    match factor {
        SecondFactor::Otp => "authenticator-app",
        SecondFactor::U2f => "security-key",
        other => panic!("no row has {other:?}"),
    }
}

fn policy(json: &Value) -> LoginPolicy {
    let flag = |name: &str, otherwise: bool| json[name].as_bool().unwrap_or(otherwise);
    let lifetime = |name: &str, otherwise: &str| {
        let text = json[name].as_str().unwrap_or(otherwise);
        duration::parse(text).unwrap().nanoseconds
    };
    let force = json["forceMfa"].as_str().unwrap();
    let factors = json["secondFactors"].as_array().unwrap().iter();
    LoginPolicy {
        settings: LoginSettings {
            allow_username_password: flag("allowUsernamePassword", true),
            allow_passkeys: flag("allowPasskeys", true),
            allow_external_idp: flag("allowExternalIdp", true),
            allow_register: flag("allowRegister", true),
            force_mfa: matches!(force, "everybody" | "both"),
            force_mfa_local_only: matches!(force, "local-only" | "both"),
            hide_password_reset: flag("hidePasswordReset", false),
            ignore_unknown_usernames: flag("ignoreUnknownUsernames", false),
            allow_domain_discovery: flag("allowDomainDiscovery", true),
            disable_login_with_email: flag("disableLoginWithEmail", false),
            disable_login_with_phone: flag("disableLoginWithPhone", false),
            default_redirect_uri: String::new(),
            password_check_lifetime: lifetime("passwordCheckLifetime", "864000s"),
            external_login_check_lifetime: lifetime("externalLoginCheckLifetime", "864000s"),
            mfa_init_skip_lifetime: lifetime("mfaInitSkipLifetime", "0s"),
            second_factor_check_lifetime: lifetime("secondFactorCheckLifetime", "64800s"),
            multi_factor_check_lifetime: lifetime("multiFactorCheckLifetime", "43200s"),
        },
        second_factors: factors.map(|name| factor(name.as_str().unwrap())).collect(),
        ..LoginPolicy::default()
    }
}

fn factor(name: &str) -> SecondFactor {
    match name {
        "OTP" => SecondFactor::Otp,
        "U2F" => SecondFactor::U2f,
        "RECOVERY_CODES" => SecondFactor::RecoveryCodes,
        other => panic!("{other} is no second factor"),
    }
}

fn methods(json: &Value) -> EnrolledMethods {
    let has = |name: &str| json[name] == true;
    let one = |name: &str| has(name).then(|| "One".to_owned()).into_iter().collect();
    let link = ExternalLink {
        provider: "provider".to_owned(),
        external_id: "1".to_owned(),
        external_name: "one".to_owned(),
    };
    EnrolledMethods {
        password: has("password").then(|| "Password1!".to_owned()),
        totp: has("authenticatorApp").then(|| "SECRET".to_owned()),
        security_keys: one("securityKey"),
        passkeys: one("passkey"),
        recovery_codes: has("recoveryCodes"),
        links: has("externalLink").then_some(link).into_iter().collect(),
    }
}
