//! Whether the settings of the instance reach the people of an organization.
//!
//! It does not read the settings that an organization has of its own.

use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::policy::get;
use crate::wire::{Message, enum_number, path_segment, read};

/// `GET /v2/settings/login?ctx.orgId=…`: whether the organization follows the instance's login
/// settings; `Some(false)`: it has settings of its own; `None`: the server says neither.
///
/// ZITADEL catches its read side up before it answers, so this is one call for each organization
/// and not a cheap one. An organization that does not exist follows the instance. An empty id asks
/// for the organization of the person who asks.
#[must_use]
pub fn organization_follows_instance(org: &str) -> Exchange<Option<bool>> {
    let mut path = String::from("/v2/settings/login?ctx.orgId=");
    path.push_str(&path_segment(org));
    Exchange {
        operation: Operation::GetOrganizationLoginSettings,
        request: get(&path),
        judge: |response| {
            read(response, |answer| {
                follows(&answer.required_message("settings"))
            })
        },
    }
}

/// `zitadel.settings.v2.ResourceOwnerType`.
fn follows(settings: &Message<'_>) -> Option<bool> {
    const NAMES: [&str; 3] = ["UNSPECIFIED", "INSTANCE", "ORG"];
    let owner = settings.name("settings.resourceOwnerType");
    match enum_number(&owner, "RESOURCE_OWNER_TYPE_", &NAMES) {
        Some(1) => Some(true),
        Some(2) => Some(false),
        _ => None,
    }
}
