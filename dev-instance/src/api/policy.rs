//! The login policy of the instance: reading it, replacing its settings, and what API v2 and the
//! organization's own view show of it. The lists are in `factors` and `links`.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::login_policy::{PASSWORDLESS, Policy, Settings, redirect_uri_is_valid};
use crate::messages::Text;
use crate::wire::protojson::{Field, Schema};
use serde_json::{Value, json};

/// UpdateLoginPolicyRequest.
pub(crate) static UPDATE: &Schema = &[
    ("allowUsernamePassword", Field::Bool),
    ("allowRegister", Field::Bool),
    ("allowExternalIdp", Field::Bool),
    ("forceMfa", Field::Bool),
    ("passwordlessType", Field::Enum(&PASSWORDLESS)),
    ("hidePasswordReset", Field::Bool),
    ("ignoreUnknownUsernames", Field::Bool),
    ("defaultRedirectUri", Field::Text),
    ("passwordCheckLifetime", Field::Duration),
    ("externalLoginCheckLifetime", Field::Duration),
    ("mfaInitSkipLifetime", Field::Duration),
    ("secondFactorCheckLifetime", Field::Duration),
    ("multiFactorCheckLifetime", Field::Duration),
    ("allowDomainDiscovery", Field::Bool),
    ("disableLoginWithEmail", Field::Bool),
    ("disableLoginWithPhone", Field::Bool),
    ("forceMfaLocalOnly", Field::Bool),
];

/// GetLoginPolicy: what the read side shows.
pub(crate) fn get(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let idps = super::links::linked(instance);
    let policy = instance.policy.seen();
    Ok(json!({"policy": policy.to_json(&instance.id, true, idps)}))
}

/// UpdateLoginPolicy: a full replace, checked against the truth.
pub(crate) fn update(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let wanted = validated("UpdateLoginPolicyRequest", input)?;
    if !redirect_uri_is_valid(&wanted.default_redirect_uri) {
        return Err(ApiError::spoken(
            Code::InvalidArgument,
            "IAM-SFdqd",
            Text::RedirectUriInvalid,
        ));
    }
    let change = instance.policy.truth().settings.changed_payload(&wanted);
    let Some(payload) = change else {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "INSTANCE-5M9vdd",
            Text::PolicyNotChanged,
        ));
    };
    let kind = "instance.policy.login.changed";
    let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
    instance.policy.write(|policy| {
        policy.settings = wanted;
        policy.trace.touch(stamp);
    });
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

/// The settings of a request whose passwordless type is one that exists.
pub(crate) fn validated(request: &str, input: &Input) -> Result<Settings, ApiError> {
    let settings = Settings::from_message(&input.body);
    if (0..2).contains(&settings.passwordless) {
        Ok(settings)
    } else {
        Err(ApiError::invalid(
            &format!("{request}.PasswordlessType"),
            "value must be one of the defined enum values",
        ))
    }
}

/// `GET /v2/settings/login` for the instance (`ctx.instance=true`), the organization with that id
/// (`ctx.orgId`) or else the caller's. One that does not exist has the instance's. It catches the
/// read side up first.
pub(crate) fn get_v2(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    instance.require(&caller.user, "policy.read")?;
    instance.policy.catch_up();
    let org = input.query.get("ctx.orgId").unwrap_or_default();
    let for_instance = input.query.get("ctx.instance") == Some("true")
        || !(org.is_empty() || org == instance.org.id);
    let (policy, owner, owner_type) = match &instance.org_policy {
        Some(own) if !for_instance => (own, &instance.org.id, "RESOURCE_OWNER_TYPE_ORG"),
        _ => (
            instance.policy.truth(),
            &instance.id,
            "RESOURCE_OWNER_TYPE_INSTANCE",
        ),
    };
    Ok(json!({
        "details": policy.trace.details(owner),
        "settings": policy.to_json_v2(owner_type),
    }))
}

/// `GET /auth/v1/policies/login` and its management twin: what binds the organization's people. It
/// catches the read side up first.
pub(crate) fn get_effective(
    instance: &mut Instance,
    _: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    instance.policy.catch_up();
    let is_default = instance.org_policy.is_none();
    let (owner, idps) = if is_default {
        (&instance.id, super::links::linked(instance))
    } else {
        (&instance.org.id, Vec::new())
    };
    let policy: &Policy = instance.effective_policy();
    let mut answer = json!({"policy": policy.to_json(owner, is_default, idps)});
    if is_default {
        answer["isDefault"] = Value::Bool(true);
    }
    Ok(answer)
}
