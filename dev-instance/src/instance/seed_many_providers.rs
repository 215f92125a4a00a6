//! As many identity providers as a large instance has: of all kinds, some without a name, and only
//! few of them linked. Made up, for measuring.

use super::identity_provider::KINDS;
use super::seed_providers::{add_provider, link};
use super::state::Instance;
use serde_json::{Map, Value};

/// How many are linked.
const LINKED: usize = 30;
/// Every so many have no name.
const NAMELESS: usize = 7;

/// Adds providers until there are so many; does nothing where that many are there.
pub(super) fn fill_up(instance: &mut Instance, number: usize) {
    for index in instance.providers.truth().len()..number {
        let path = KINDS[index % KINDS.len()].path;
        let mut request = Map::from_iter([(
            "clientId".to_owned(),
            Value::from(format!("client-{index}")),
        )]);
        if index % NAMELESS != 0 {
            let name = format!("Provider {index:04} by {path}");
            request.insert("name".to_owned(), name.into());
        }
        let id = add_provider(instance, path, &request);
        if instance.links.truth().len() < LINKED {
            link(instance, &id);
        }
    }
}
