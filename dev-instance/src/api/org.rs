//! The organization, the instance it belongs to, and the login policy of its own that an
//! organization may have.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::login_policy::Policy;
use crate::instance::{Instance, Trace};
use crate::messages::Text;
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// GetMyOrg, which is current: its sequence is that of the organization's last event.
pub(crate) fn mine(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let trace = Trace {
        sequence: instance.log.sequence_of(&instance.org.id),
        changed: instance.log.changed(&instance.org.id),
        ..instance.org.trace
    };
    Ok(json!({"org": to_json(instance, &trace)}))
}

/// ListOrgs. There is one; a query by state or name may still leave it out.
pub(crate) fn search(
    instance: &mut Instance,
    _: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let fits = input.body.messages("queries").iter().all(|query| {
        let state = query.message("stateQuery");
        let name = query.optional_message("nameQuery");
        matches!(state.text("state"), "" | "ORG_STATE_ACTIVE")
            && name.is_none_or(|name| super::search::text_fits(&name, "name", instance.org.name))
    });
    let rows: Vec<Value> = fits
        .then(|| to_json(instance, &instance.org.trace))
        .into_iter()
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(rows.len()))
        .put("result", rows)
        .done())
}

fn to_json(instance: &Instance, trace: &Trace) -> Value {
    json!({
        "id": instance.org.id,
        "details": trace.details(&instance.org.id),
        "state": "ORG_STATE_ACTIVE",
        "name": instance.org.name,
        "primaryDomain": instance.org.domain,
    })
}

/// GetMyInstance.
pub(crate) fn instance(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let made = instance.policy.truth().trace.created;
    let at = |sequence| {
        let trace = Trace {
            sequence,
            created: made,
            changed: made,
        };
        trace.details(&instance.id)
    };
    Ok(json!({"instance": {
        "id": instance.id,
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
pub(crate) fn add_policy(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let settings = super::policy::validated("AddCustomLoginPolicyRequest", input)?;
    if instance.org_policy.is_some() {
        return Err(ApiError::spoken(
            Code::AlreadyExists,
            "Org-Dgfb2",
            Text::OrgPolicyExists,
        ));
    }
    let payload = settings.added_payload();
    let kind = "org.policy.login.added";
    let stamp = instance.org_event(Some(&by.user), kind, Some(payload));
    instance.org_policy = Some(Policy {
        settings,
        second_factors: Vec::new(),
        multi_factors: Vec::new(),
        trace: Trace::new(stamp),
    });
    Ok(json!({"details": stamp.added(&instance.org.id)}))
}

/// ResetLoginPolicyToDefault.
pub(crate) fn reset_policy(
    instance: &mut Instance,
    by: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    if instance.org_policy.take().is_none() {
        return Err(ApiError::spoken(
            Code::NotFound,
            "Org-GHB37",
            Text::OrgPolicyNotFound,
        ));
    }
    let stamp = instance.org_event(Some(&by.user), "org.policy.login.removed", None);
    Ok(json!({"details": stamp.changed(&instance.org.id)}))
}
