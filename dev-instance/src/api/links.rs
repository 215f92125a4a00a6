//! Which identity providers the login policy links. Links are a row of their own: they change
//! nothing of the policy's sequence and are not caught up with it.

use super::Input;
use super::search::page;
use crate::fault::{Code, Fault};
use crate::texts::Text;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use crate::world::World;
use crate::world::access::Caller;
use crate::world::provider::Provider;
use serde_json::{Value, json};

/// AddIDPToLoginPolicyRequest.
pub(crate) static ADD: &Schema = &[("idpId", Field::Text)];

/// The links that readers see, as the policy and the list show them. A link whose provider is gone
/// went with it.
pub(crate) fn linked(world: &World) -> Vec<Value> {
    let providers = world.providers.seen();
    let links = world.links.seen().iter();
    let found = links.filter_map(|id| providers.iter().find(|provider| provider.id == *id));
    found.map(Provider::to_link).collect()
}

/// ListLoginPolicyIDPs.
pub(crate) fn list(world: &mut World, _: &Caller, input: &Input) -> Result<Value, Fault> {
    let all = linked(world);
    let total = all.len();
    Ok(Writer::new()
        .put("details", world.list_details(total))
        .put("result", page(all, &input.body.message("query")))
        .done())
}

/// AddIDPToLoginPolicy.
pub(crate) fn add(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = validated("AddIDPToLoginPolicyRequest.IdpId", input.body.text("idpId"))?;
    let exists = world.providers.truth().iter().any(|known| known.id == id);
    if !exists {
        return Err(Fault::spoken(
            Code::FailedPrecondition,
            "INSTANCE-m8fsd",
            Text::ProviderUnknown,
        ));
    }
    if world.links.truth().contains(&id) {
        return Err(Fault::spoken(
            Code::AlreadyExists,
            "INSTANCE-2B0ps",
            Text::LinkExists,
        ));
    }
    let kind = "instance.policy.login.idpprovider.added";
    let payload = json!({ "idpConfigId": id });
    let stamp = world.instance_event(Some(&by.user), kind, Some(payload));
    world.links.write(|links| links.push(id));
    Ok(json!({"details": stamp.added(&world.instance)}))
}

/// RemoveIDPFromLoginPolicy.
pub(crate) fn remove(world: &mut World, by: &Caller, input: &Input) -> Result<Value, Fault> {
    let id = validated("RemoveIDPFromLoginPolicyRequest.IdpId", input.param(0))?;
    if !world.links.truth().contains(&id) {
        return Err(Fault::spoken(
            Code::NotFound,
            "INSTANCE-39fjs",
            Text::LinkNotExisting,
        ));
    }
    let kind = "instance.policy.login.idpprovider.removed";
    let payload = json!({ "idpConfigId": id });
    let stamp = world.instance_event(Some(&by.user), kind, Some(payload));
    world.links.write(|links| links.retain(|link| *link != id));
    Ok(json!({"details": stamp.changed(&world.instance)}))
}

fn validated(field: &str, id: &str) -> Result<String, Fault> {
    if (1..=200).contains(&id.chars().count()) {
        Ok(id.to_owned())
    } else {
        let rule = "value length must be between 1 and 200 runes, inclusive";
        Err(Fault::invalid(field, rule))
    }
}
