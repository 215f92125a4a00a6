//! The token of a call: is it one, is it valid, is it meant for this API, was it got with enough
//! factors, may a page on this origin use it.

use super::refusal::Refusal;
use crate::instance::factor::SecondFactor;
use crate::instance::login_policy::LoginPolicy;
use crate::instance::sign_in::{AuthMethod, is_multi_factor};
use crate::instance::state::Instance;
use crate::instance::tokens::{Bearer, Grant};
use crate::language::Language;
use crate::version::Version;
use axum::http::{HeaderMap, header};

/// Who calls, as far as handlers need to know.
pub(crate) struct Caller {
    /// The id of the user.
    pub user: String,
    /// The language in which to speak to them.
    pub language: Language,
}

/// Who calls.
///
/// # Errors
/// 401 when the token is none or no longer one, 403 when it may not be used here or in this way.
pub(crate) fn authenticate(instance: &Instance, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let authorization = text(header::AUTHORIZATION.as_str()).ok_or(Refusal::NoToken)?;
    let token = authorization.strip_prefix("Bearer ");
    let token = token.filter(|token| !token.is_empty() && !token.contains("Bearer "));
    let token = token.ok_or(Refusal::InvalidAuthHeader)?;
    let bearer = instance.bearer(token).ok_or(Refusal::InvalidToken)?;
    if let Bearer::App(grant) = &bearer {
        check_grant(instance, grant, text(header::ORIGIN.as_str()))?;
    }
    let org = text("x-zitadel-orgid").unwrap_or_default();
    if !org.is_empty() && org != instance.org.id {
        return Err(Refusal::UnknownOrganization);
    }
    let user = bearer.user().to_owned();
    let human = instance.user(&user).and_then(|user| user.human());
    let profile = human.map(|human| human.language.as_str());
    let accept = text(header::ACCEPT_LANGUAGE.as_str());
    Ok(Caller {
        language: Language::choose(instance.version, profile, accept),
        user,
    })
}

/// What is asked of the token of an app. Personal access tokens are asked nothing of this.
fn check_grant(instance: &Instance, grant: &Grant, origin: Option<&str>) -> Result<(), Refusal> {
    if !grant.audience.contains(&instance.zitadel_project) {
        return Err(Refusal::InvalidToken);
    }
    let human = instance.user(&grant.user).and_then(|user| user.human());
    let enrolled = human.map(|human| human.methods.second_factors());
    let enrolled = enrolled.unwrap_or_default();
    let policy = instance.effective_policy();
    if !has_enough_factors(instance.version, policy, &grant.methods, &enrolled) {
        return Err(Refusal::MfaRequired);
    }
    let (_, app) = instance
        .client(&grant.client_id)
        .ok_or(Refusal::InvalidToken)?;
    match origin {
        Some(origin) if !app.config.allows_origin(origin) => Err(Refusal::OriginNotAllowed),
        _ => Ok(()),
    }
}

/// Whether a token got by these methods may be used. One got with a single factor may not where the
/// policy forces a second one, and since 4.6 also where its owner has set one up that the policy lists.
fn has_enough_factors(
    version: Version,
    policy: &LoginPolicy,
    methods: &[AuthMethod],
    enrolled: &[SecondFactor],
) -> bool {
    let by_provider = methods.contains(&AuthMethod::IdentityProvider);
    let mut enrolled = enrolled.iter();
    let is_asked_for_one = version.demands_enrolled_factors()
        && enrolled.any(|factor| policy.second_factors.contains(factor));
    is_multi_factor(methods) || !(policy.settings.forces(by_provider) || is_asked_for_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::login_policy::LoginSettings;
    use serde_json::Value;

    /// Whose token the API of 4.13 took under which policy, as measured.
    const MEASURED: &str = include_str!("../../../tests/contract/own-token-v4x.json");

    fn policy(name: &str) -> LoginPolicy {
        use SecondFactor::{Otp, RecoveryCodes, U2f};
        let (forced, listed) = name.split_once(", ").unwrap_or((name, "both listed"));
        LoginPolicy {
            settings: LoginSettings {
                force_mfa: matches!(forced, "everybody" | "both"),
                force_mfa_local_only: matches!(forced, "local-only" | "both"),
                ..LoginSettings::default()
            },
            second_factors: match listed {
                "both listed" => vec![Otp, U2f],
                "empty list" => vec![],
                "OTP only" => vec![Otp],
                "with recovery codes" => vec![Otp, U2f, RecoveryCodes],
                other => panic!("no policy was measured with {other}"),
            },
            ..LoginPolicy::default()
        }
    }

    fn methods(token: &Value) -> Vec<AuthMethod> {
        let amr = |value: &str| {
            let amr = token["amr"].as_array();
            amr.is_some_and(|amr| amr.iter().any(|one| one == value))
        };
        let first = if amr("pwd") {
            AuthMethod::Password
        } else if amr("user") {
            AuthMethod::Passkey
        } else {
            AuthMethod::IdentityProvider
        };
        let second = amr("otp").then_some(AuthMethod::Otp);
        [first].into_iter().chain(second).collect()
    }

    fn enrolled(name: &str) -> Vec<SecondFactor> {
        if name.contains("app") {
            vec![SecondFactor::Otp]
        } else if name.contains("has key") {
            vec![SecondFactor::U2f]
        } else {
            Vec::new()
        }
    }

    #[test]
    fn every_measured_token_is_taken_or_refused_as_measured() {
        let measured: Value = serde_json::from_str(MEASURED).unwrap();
        let mut compared = 0;
        for (policy_name, results) in measured["res"].as_object().unwrap() {
            if policy_name == "refresh" {
                continue;
            }
            let policy = policy(policy_name);
            for token in measured["tokens"].as_array().unwrap() {
                let text = |member: &str| token[member].as_str().unwrap();
                let name = format!("{}: {}", text("login"), text("name"));
                let result = results[&name].as_str().unwrap();
                let (methods, enrolled) = (methods(token), enrolled(&name));
                let enough = has_enough_factors(Version::V4_13, &policy, &methods, &enrolled);
                let place = format!("{policy_name}: {name}");
                assert_eq!(enough, result.starts_with("200"), "{place}");
                let formerly = has_enough_factors(Version::V4_3, &policy, &methods, &enrolled);
                if enrolled.is_empty() {
                    assert_eq!(formerly, enough, "{place}, formerly");
                } else if policy_name.starts_with("nobody") {
                    assert!(formerly, "{place}, formerly");
                }
                compared += 1;
            }
        }
        assert_eq!(compared, 8 * 14);
    }
}
