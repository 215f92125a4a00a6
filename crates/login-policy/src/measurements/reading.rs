//! A row as arguments: the settings of a new instance with what the row sets, and the person.
//! A member it does not know makes the row unreadable rather than be passed over.

use serde_json::{Map, Value as Json};

use super::row::Row;
use crate::lifetime::Lifetime;
use crate::people::{EnrolledMethods, LoginNameIs, LoginVersion, SignInPath};
use crate::policy::{
    Field, LoginSettings, MultiFactorType, PasswordlessType, SecondFactorType, Value,
};
use crate::rules::{Measurement, Rules};
use crate::version::ServerVersion;

/// The one provider of the measured instances, at which a person may have an account.
const PROVIDER: &str = "provider";

/// The settings of a new instance, except that nobody is invited to set up a second factor.
pub(super) fn new_instance() -> LoginSettings {
    LoginSettings {
        allow_username_password: true,
        allow_register: true,
        allow_external_idp: true,
        passwordless_type: PasswordlessType::Allowed,
        password_check_lifetime: Lifetime::from_seconds(864_000),
        external_login_check_lifetime: Lifetime::from_seconds(864_000),
        second_factor_check_lifetime: Lifetime::from_seconds(64_800),
        multi_factor_check_lifetime: Lifetime::from_seconds(43_200),
        allow_domain_discovery: true,
        second_factors: vec![SecondFactorType::Otp, SecondFactorType::U2f],
        multi_factors: vec![MultiFactorType::U2fWithVerification],
        org_registration_disallowed: Some(false),
        ..LoginSettings::default()
    }
}

/// The rules of the server at which a file or row was measured: a commit that was run, or a
/// version. The text may go on with remarks.
pub(super) fn rules(server: &str) -> Option<Rules> {
    let word = server.split_whitespace().next()?;
    let commit = |one: &Measurement| one.commit() == word;
    if let Some(measured) = Measurement::ALL.into_iter().find(commit) {
        return Some(measured.rules());
    }
    let version = ServerVersion::parse(word);
    version
        .is_known()
        .then(|| version.rules().last().copied())?
}

/// A row of a file that was measured at a server with these rules, unless the row says otherwise.
pub(super) fn row(row: &Json, file: Rules) -> Result<Row, String> {
    let member = |name: &str| row.get(name).ok_or_else(|| name.to_owned());
    let object = |name: &str| member(name)?.as_object().ok_or_else(|| name.to_owned());
    Ok(Row {
        login: match member("login")?.as_str() {
            Some("built-in") => LoginVersion::BuiltIn,
            Some("v2") => LoginVersion::V2,
            _ => return Err("login".to_owned()),
        },
        rules: match row.get("zitadel") {
            None => file,
            Some(server) => {
                let server = server.as_str().and_then(rules);
                server.ok_or_else(|| "zitadel".to_owned())?
            }
        },
        policy: policy(object("policy")?)?,
        methods: methods(object("person")?)?,
        path: match row.get("chose").and_then(Json::as_str) {
            None if row.get("chose").is_none_or(Json::is_null) => SignInPath::Proposed,
            Some("password") => SignInPath::Password,
            Some("provider") => SignInPath::Provider,
            _ => return Err("chose".to_owned()),
        },
    })
}

fn policy(members: &Map<String, Json>) -> Result<LoginSettings, String> {
    let mut settings = new_instance();
    for (name, json) in members {
        set(&mut settings, name, json).ok_or_else(|| format!("policy.{name}"))?;
    }
    Ok(settings)
}

fn set(settings: &mut LoginSettings, name: &str, json: &Json) -> Option<()> {
    match name {
        "allowPasskeys" => {
            settings.passwordless_type = if json.as_bool()? {
                PasswordlessType::Allowed
            } else {
                PasswordlessType::NotAllowed
            };
        }
        "forceMfa" => {
            (settings.force_mfa, settings.force_mfa_local_only) = match json.as_str()? {
                "nobody" => (false, false),
                "everybody" => (true, false),
                "local-only" => (false, true),
                "both" => (true, true),
                _ => return None,
            };
        }
        "secondFactors" => {
            let names = json.as_array()?.iter().map(Json::as_str);
            settings.second_factors = names
                .map(|name| {
                    let name = ["SECOND_FACTOR_TYPE_", name?].concat();
                    let kind = SecondFactorType::from_api_name(&name);
                    SecondFactorType::KNOWN.contains(&kind).then_some(kind)
                })
                .collect::<Option<_>>()?;
        }
        "multiFactorListed" => {
            let listed = json.as_bool()?;
            settings.multi_factors.retain(|_| listed);
        }
        "providerLinked" => {
            settings.providers = if json.as_bool()? {
                vec![PROVIDER.to_owned()]
            } else {
                vec![]
            };
        }
        _ => {
            let field = Field::ALL
                .into_iter()
                .find(|field| field.api_name() == name)?;
            let value = match settings.get(field) {
                Value::Bool(_) => Value::Bool(json.as_bool()?),
                Value::Lifetime(_) => Value::Lifetime(json.as_str()?.parse().ok()?),
                Value::Text(_) => Value::Text(json.as_str()?.to_owned()),
                Value::Passwordless(_) => {
                    Value::Passwordless(PasswordlessType::from_api_name(json.as_str()?))
                }
            };
            settings.set(field, value);
        }
    }
    Some(())
}

fn methods(members: &Map<String, Json>) -> Result<EnrolledMethods, String> {
    let mut methods = EnrolledMethods {
        login_name_is: LoginNameIs::Neither,
        ..EnrolledMethods::default()
    };
    for (name, json) in members {
        let unreadable = || format!("person.{name}");
        let has = json.as_bool().ok_or_else(unreadable)?;
        match name.as_str() {
            "password" => methods.password = has,
            "authenticatorApp" => methods.authenticator_app = has,
            "securityKey" => methods.security_key = has,
            "passkey" => methods.passkey = has,
            "recoveryCodes" => methods.recovery_codes = has,
            "externalLink" => {
                methods.external = if has {
                    vec![PROVIDER.to_owned()]
                } else {
                    vec![]
                };
            }
            _ => return Err(unreadable()),
        }
    }
    Ok(methods)
}
