//! The login policy of the instance: reading it, replacing its settings, and what API v2 and the
//! organization's own view show of it. The lists are in `factors` and `links`.

use super::Input;
use crate::fault::{Code, Fault};
use crate::texts::Text;
use crate::wire::protojson::{Field, Schema};
use crate::world::World;
use crate::world::access::Caller;
use crate::world::policy::{PASSWORDLESS, Policy, Settings, redirect_uri_is_valid};
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
pub(crate) fn get(world: &mut World, _: &Caller, _: &Input) -> Result<Value, Fault> {
    let idps = super::links::linked(world);
    let policy = world.policy.seen();
    Ok(json!({"policy": policy.to_json(&world.instance, true, idps)}))
}

/// UpdateLoginPolicy: a full replace, checked against the truth.
pub(crate) fn update(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    let wanted = validated("UpdateLoginPolicyRequest", input)?;
    if !redirect_uri_is_valid(&wanted.default_redirect_uri) {
        return Err(Fault::spoken(
            Code::InvalidArgument,
            "IAM-SFdqd",
            Text::RedirectUriInvalid,
        ));
    }
    let change = world.policy.truth().settings.changed_payload(&wanted);
    let Some(payload) = change else {
        return Err(Fault::spoken(
            Code::FailedPrecondition,
            "INSTANCE-5M9vdd",
            Text::PolicyNotChanged,
        ));
    };
    let kind = "instance.policy.login.changed";
    let stamp = world.instance_event(Some(&caller.user), kind, Some(payload));
    world.policy.write(|policy| {
        policy.settings = wanted;
        policy.trace.touch(stamp);
    });
    Ok(json!({"details": stamp.changed(&world.instance)}))
}

/// The settings of a request whose passwordless type is one that exists.
pub(crate) fn validated(request: &str, input: &Input) -> Result<Settings, Fault> {
    let settings = Settings::from_message(&input.body);
    if (0..2).contains(&settings.passwordless) {
        Ok(settings)
    } else {
        Err(Fault::invalid(
            &format!("{request}.PasswordlessType"),
            "value must be one of the defined enum values",
        ))
    }
}

/// `GET /v2/settings/login` for the instance (`ctx.instance=true`), the organization with that id
/// (`ctx.orgId`) or else the caller's. One that does not exist has the instance's. It catches the
/// read side up first.
pub(crate) fn get_v2(world: &mut World, caller: &Caller, input: &Input) -> Result<Value, Fault> {
    world.require(&caller.user, "policy.read")?;
    world.policy.catch_up();
    let org = input.query.get("ctx.orgId").unwrap_or_default();
    let for_instance =
        input.query.get("ctx.instance") == Some("true") || !(org.is_empty() || org == world.org.id);
    let (policy, owner, owner_type) = match &world.org_policy {
        Some(own) if !for_instance => (own, &world.org.id, "RESOURCE_OWNER_TYPE_ORG"),
        _ => (
            world.policy.truth(),
            &world.instance,
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
pub(crate) fn get_effective(world: &mut World, _: &Caller, _: &Input) -> Result<Value, Fault> {
    world.policy.catch_up();
    let is_default = world.org_policy.is_none();
    let (owner, idps) = if is_default {
        (&world.instance, super::links::linked(world))
    } else {
        (&world.org.id, Vec::new())
    };
    let policy: &Policy = world.effective_policy();
    let mut answer = json!({"policy": policy.to_json(owner, is_default, idps)});
    if is_default {
        answer["isDefault"] = Value::Bool(true);
    }
    Ok(answer)
}
