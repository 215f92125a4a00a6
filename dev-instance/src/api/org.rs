//! The organization, the instance it belongs to, and the login policy of its own that an
//! organization may have.

use super::Input;
use crate::fault::{Code, Fault};
use crate::texts::Text;
use crate::wire::writer::Writer;
use crate::world::access::Caller;
use crate::world::policy::Policy;
use crate::world::{Trace, World};
use serde_json::{Value, json};

/// GetMyOrg, which is current: its sequence is that of the organization's last event.
pub(crate) fn mine(world: &mut World, _: &Caller, _: &Input) -> Result<Value, Fault> {
    let trace = Trace {
        sequence: world.log.sequence_of(&world.org.id),
        changed: world.log.changed(&world.org.id),
        ..world.org.trace
    };
    Ok(json!({"org": to_json(world, &trace)}))
}

/// ListOrgs. There is one; a query by state or name may still leave it out.
pub(crate) fn search(world: &mut World, _: &Caller, input: &Input) -> Result<Value, Fault> {
    let fits = input.body.messages("queries").iter().all(|query| {
        let state = query.message("stateQuery");
        let name = query.optional_message("nameQuery");
        matches!(state.text("state"), "" | "ORG_STATE_ACTIVE")
            && name.is_none_or(|name| super::search::text_fits(&name, "name", world.org.name))
    });
    let rows: Vec<Value> = fits
        .then(|| to_json(world, &world.org.trace))
        .into_iter()
        .collect();
    Ok(Writer::new()
        .put("details", world.list_details(rows.len()))
        .put("result", rows)
        .done())
}

fn to_json(world: &World, trace: &Trace) -> Value {
    json!({
        "id": world.org.id,
        "details": trace.details(&world.org.id),
        "state": "ORG_STATE_ACTIVE",
        "name": world.org.name,
        "primaryDomain": world.org.domain,
    })
}

/// GetMyInstance.
pub(crate) fn instance(world: &mut World, _: &Caller, _: &Input) -> Result<Value, Fault> {
    let made = world.policy.truth().trace.created;
    let at = |sequence| {
        let trace = Trace {
            sequence,
            created: made,
            changed: made,
        };
        trace.details(&world.instance)
    };
    Ok(json!({"instance": {
        "id": world.instance,
        "details": at(29),
        "state": "STATE_RUNNING",
        "name": "ZITADEL",
        "domains": [
            {"details": at(33), "domain": "zitadel-dev.localhost", "generated": true},
            {"details": at(33), "domain": "localhost", "primary": true},
        ],
    }}))
}

/// AddCustomLoginPolicy.
pub(crate) fn add_policy(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    let settings = super::policy::validated("AddCustomLoginPolicyRequest", input)?;
    if world.org_policy.is_some() {
        return Err(Fault::spoken(
            Code::AlreadyExists,
            "Org-Dgfb2",
            Text::OrgPolicyExists,
        ));
    }
    let payload = settings.added_payload();
    let kind = "org.policy.login.added";
    let stamp = world.org_event(Some(&by.user), kind, Some(payload));
    world.org_policy = Some(Policy {
        settings,
        second_factors: Vec::new(),
        multi_factors: Vec::new(),
        trace: Trace::new(stamp),
    });
    Ok(json!({"details": stamp.added(&world.org.id)}))
}

/// ResetLoginPolicyToDefault.
pub(crate) fn reset_policy(world: &mut World, by: &Caller, _: &Input) -> Result<Value, Fault> {
    if world.org_policy.take().is_none() {
        return Err(Fault::spoken(
            Code::NotFound,
            "Org-GHB37",
            Text::OrgPolicyNotFound,
        ));
    }
    let stamp = world.org_event(Some(&by.user), "org.policy.login.removed", None);
    Ok(json!({"details": stamp.changed(&world.org.id)}))
}
