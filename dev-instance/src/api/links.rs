//! Which identity providers the login policy links. Links are a row of their own: they change
//! nothing of the policy's sequence and are not caught up with it.

use super::Input;
use super::search::page;
use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::identity_provider::Provider;
use crate::messages::Text;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// AddIDPToLoginPolicyRequest.
pub(crate) static ADD: &Schema = &[("idpId", Field::Text)];

/// The links that readers see, as the policy and the list show them. A link whose provider is gone
/// went with it.
pub(crate) fn linked(instance: &Instance) -> Vec<Value> {
    let providers = instance.providers.seen();
    let links = instance.links.seen().iter();
    let found = links.filter_map(|id| providers.iter().find(|provider| provider.id == *id));
    found.map(Provider::to_link).collect()
}

/// ListLoginPolicyIDPs.
pub(crate) fn list(instance: &mut Instance, _: &Caller, input: &Input) -> Result<Value, ApiError> {
    let all = linked(instance);
    let total = all.len();
    Ok(Writer::new()
        .put("details", instance.list_details(total))
        .put("result", page(all, &input.body.message("query")))
        .done())
}

/// AddIDPToLoginPolicy.
pub(crate) fn add(instance: &mut Instance, by: &Caller, input: &Input) -> Result<Value, ApiError> {
    let id = validated("AddIDPToLoginPolicyRequest.IdpId", input.body.text("idpId"))?;
    let exists = instance
        .providers
        .truth()
        .iter()
        .any(|known| known.id == id);
    if !exists {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "INSTANCE-m8fsd",
            Text::ProviderUnknown,
        ));
    }
    if instance.links.truth().contains(&id) {
        return Err(ApiError::spoken(
            Code::AlreadyExists,
            "INSTANCE-2B0ps",
            Text::LinkExists,
        ));
    }
    let kind = "instance.policy.login.idpprovider.added";
    let payload = json!({ "idpConfigId": id });
    let stamp = instance.instance_event(Some(&by.user), kind, Some(payload));
    instance.links.write(|links| links.push(id));
    Ok(json!({"details": stamp.added(&instance.id)}))
}

/// RemoveIDPFromLoginPolicy.
pub(crate) fn remove(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = validated("RemoveIDPFromLoginPolicyRequest.IdpId", input.param(0))?;
    if !instance.links.truth().contains(&id) {
        return Err(ApiError::spoken(
            Code::NotFound,
            "INSTANCE-39fjs",
            Text::LinkNotExisting,
        ));
    }
    let kind = "instance.policy.login.idpprovider.removed";
    let payload = json!({ "idpConfigId": id });
    let stamp = instance.instance_event(Some(&by.user), kind, Some(payload));
    instance
        .links
        .write(|links| links.retain(|link| *link != id));
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

fn validated(field: &str, id: &str) -> Result<String, ApiError> {
    if (1..=200).contains(&id.chars().count()) {
        Ok(id.to_owned())
    } else {
        let rule = "value length must be between 1 and 200 runes, inclusive";
        Err(ApiError::invalid(field, rule))
    }
}
