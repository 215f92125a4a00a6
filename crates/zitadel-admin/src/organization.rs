//! Whether the settings of the instance reach the people of an organization.
//!
//! It does not read the settings that an organization has of its own.

use serde::Deserialize;

use crate::decode::{decode, required};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::{get, path_segment};
use crate::wire::EnumName;

#[derive(Deserialize)]
struct SettingsAnswer {
    settings: Option<LoginSettingsMessage>,
}

/// `zitadel.settings.v2.LoginSettings`, of which only the owner is read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoginSettingsMessage {
    resource_owner_type: Option<EnumName>,
}

/// `GET /v2/settings/login?ctx.orgId=…`: whether the organization follows the instance's login
/// settings; `Some(false)`: it has settings of its own; `None`: the server says neither.
///
/// ZITADEL catches its read side up before it answers, so this is one call for each organization
/// and not a cheap one. An organization that does not exist follows the instance. An empty id asks
/// for the organization of the person who asks.
#[must_use]
pub fn organization_follows_instance(org: &str) -> Exchange<Option<bool>> {
    let path = ["/v2/settings/login?ctx.orgId=", &path_segment(org)].concat();
    Exchange {
        operation: Operation::GetOrganizationLoginSettings,
        request: get(&path),
        decode: |response| {
            let answer: SettingsAnswer = decode(response)?;
            Ok(follows_instance(required(answer.settings, "settings")?))
        },
    }
}

/// `zitadel.settings.v2.ResourceOwnerType`.
fn follows_instance(settings: LoginSettingsMessage) -> Option<bool> {
    const NAMES: [&str; 3] = ["UNSPECIFIED", "INSTANCE", "ORG"];
    let owner = settings.resource_owner_type.unwrap_or_default();
    match owner.number("RESOURCE_OWNER_TYPE_", &NAMES) {
        Some(1) => Some(true),
        Some(2) => Some(false),
        _ => None,
    }
}
