//! What somebody may know of themselves: who they are, what they may do, how they can sign in.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::user::{Means, Person};
use crate::instance::{Instance, Member};
use crate::messages::Text;
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// GetMyUser.
pub(crate) fn get(instance: &mut Instance, caller: &Caller, _: &Input) -> Result<Value, ApiError> {
    let person = instance.person(&caller.user).ok_or(ApiError::spoken(
        Code::NotFound,
        "QUERY-Dfbg2",
        Text::UserNotFound,
    ))?;
    Ok(json!({"user": person.to_json(&instance.org.id)}))
}

/// ListMyZitadelPermissions.
pub(crate) fn permissions(
    instance: &mut Instance,
    caller: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let permissions = instance.permissions(&caller.user);
    Ok(Writer::new().put("result", permissions).done())
}

fn means(instance: &Instance, caller: &Caller) -> Means {
    let human = instance.person(&caller.user).and_then(Person::human);
    human.map(|human| human.means.clone()).unwrap_or_default()
}

/// ListMyAuthFactors: second factors; passkeys are none of them.
pub(crate) fn factors(
    instance: &mut Instance,
    caller: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let means = means(instance, caller);
    let mut factors = Vec::new();
    if means.totp.is_some() {
        factors.push(json!({"state": "AUTH_FACTOR_STATE_READY", "otp": {}}));
    }
    for (index, name) in means.security_keys.iter().enumerate() {
        let key = json!({"id": format!("{}{index}", caller.user), "name": name});
        factors.push(json!({"state": "AUTH_FACTOR_STATE_READY", "u2f": key}));
    }
    Ok(Writer::new().put("result", factors).done())
}

/// ListMyPasswordless.
pub(crate) fn passkeys(
    instance: &mut Instance,
    caller: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let means = means(instance, caller);
    let listed = means.passkeys.iter().enumerate().map(|(index, name)| {
        let id = format!("{}{index}", caller.user);
        json!({"id": id, "state": "AUTH_FACTOR_STATE_READY", "name": name})
    });
    let listed: Vec<Value> = listed.collect();
    Ok(Writer::new().put("result", listed).done())
}

/// ListMyLinkedIDPs.
pub(crate) fn links(
    instance: &mut Instance,
    caller: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let providers = instance.providers.seen();
    let means = means(instance, caller);
    let rows: Vec<Value> = means
        .links
        .iter()
        .map(|link| {
            let provider = providers.iter().find(|known| known.id == link.provider);
            Writer::new()
                .put("userId", caller.user.as_str())
                .put("idpId", link.provider.as_str())
                .put("idpName", provider.map_or("", |known| known.name.as_str()))
                .put("providedUserId", link.external_id.as_str())
                .put("providedUserName", link.external_name.as_str())
                .done()
        })
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(rows.len()))
        .put("result", rows)
        .done())
}

/// ListMyMemberships.
pub(crate) fn memberships(
    instance: &mut Instance,
    caller: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let row = |member: &Member, owner: &str, of: (&str, Value)| {
        Writer::new()
            .put("userId", member.user.as_str())
            .put("details", member.trace.details(owner))
            .put("roles", member.roles.clone())
            .put("displayName", instance.org.name)
            .put(of.0, of.1)
            .done()
    };
    let own = |member: &&Member| member.user == caller.user;
    let org = instance.org.id.as_str();
    let of_org = instance.org_members.iter().filter(own);
    let of_instance = instance.members.seen().iter().filter(own);
    let rows: Vec<Value> = of_org
        .map(|member| row(member, org, ("orgId", org.into())))
        .chain(of_instance.map(|member| row(member, &instance.id, ("iam", true.into()))))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(rows.len()))
        .put("result", rows)
        .done())
}

/// GetMyLabelPolicy: the branding of a new instance.
pub(crate) fn branding(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let made = instance.policy.truth().trace.created.rfc3339();
    Ok(json!({"policy": {
        "details": {
            "sequence": "23",
            "creationDate": made,
            "changeDate": made,
            "resourceOwner": instance.id,
        },
        "primaryColor": "#5469d4",
        "isDefault": true,
        "warnColor": "#cd3d56",
        "backgroundColor": "#fafafa",
        "fontColor": "#000000",
        "primaryColorDark": "#2073c4",
        "backgroundColorDark": "#111827",
        "warnColorDark": "#ff3b5b",
        "fontColorDark": "#ffffff",
        "themeMode": "THEME_MODE_AUTO",
    }}))
}
