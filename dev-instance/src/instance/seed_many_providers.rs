//! As many identity providers as a large instance has: of all kinds, some without a name, and only
//! few of them linked. Made up, for measuring.

use super::identity_provider::{KINDS, Provider};
use super::seed::message;
use super::{Instance, Trace};
use serde_json::json;

/// How many are linked.
const LINKED: usize = 30;
/// Every so many have no name.
const NAMELESS: usize = 7;

/// Adds providers until there are so many; does nothing where that many are there.
pub(super) fn fill_up(instance: &mut Instance, number: usize) {
    for index in instance.providers.truth().len()..number {
        let kind = &KINDS[index % KINDS.len()];
        let name = if index % NAMELESS == 0 {
            String::new()
        } else {
            format!("Provider {index:04} by {}", kind.path)
        };
        let wanted = message(json!({ "name": name, "clientId": format!("client-{index}") }));
        let id = instance.new_id();
        let made = instance.instance_event(None, "instance.idp.added", Some(json!({ "id": id })));
        let provider = Provider::new(id.clone(), kind, &wanted, Trace::new(made));
        instance.providers.write(|all| all.push(provider));
        if instance.links.truth().len() < LINKED {
            let kind = "instance.policy.login.idpprovider.added";
            instance.instance_event(None, kind, Some(json!({ "idpConfigId": id })));
            instance.links.write(|links| links.push(id));
        }
    }
}
