//! Who holds a role on the instance.

use serde::Deserialize;
use serde_json::json;

use crate::decode::{DecodeError, decode, filled, required_text};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::page::{ListAnswer, Page, Paging};
use crate::request::post;
use crate::users::UserKind;
use crate::wire::EnumName;

/// Somebody with a role on the instance (`zitadel.member.v1.Member`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Id of the user.
    pub user_id: String,
    /// E.g. `IAM_OWNER`.
    pub roles: Vec<String>,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them.
    pub display_name: Option<String>,
    /// Person or service user.
    pub kind: UserKind,
    /// Id of their organization.
    pub organization: String,
}

/// The wire form of [`Member`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MemberMessage {
    user_id: Option<String>,
    roles: Option<Vec<String>>,
    preferred_login_name: Option<String>,
    display_name: Option<String>,
    user_type: Option<EnumName>,
    user_resource_owner: Option<String>,
}

/// `POST /admin/v1/members/_search`: everybody who holds a role on the instance.
#[must_use]
pub fn search_members(paging: Paging) -> Exchange<Page<Member>> {
    let body = json!({"query": paging.query()});
    Exchange {
        operation: Operation::SearchMembers,
        request: post("/admin/v1/members/_search", &body),
        decode: |response| decode::<ListAnswer<MemberMessage>>(response)?.page(member),
    }
}

fn member(wire: MemberMessage) -> Result<Member, DecodeError> {
    Ok(Member {
        user_id: required_text(wire.user_id, "result.userId")?,
        roles: wire.roles.unwrap_or_default(),
        preferred_login_name: wire.preferred_login_name.unwrap_or_default(),
        display_name: filled(wire.display_name),
        kind: user_kind(wire.user_type.unwrap_or_default()),
        organization: wire.user_resource_owner.unwrap_or_default(),
    })
}

/// `zitadel.user.v1.Type`.
fn user_kind(name: EnumName) -> UserKind {
    const NAMES: [&str; 3] = ["UNSPECIFIED", "HUMAN", "MACHINE"];
    match name.number("TYPE_", &NAMES) {
        Some(1) => UserKind::Human,
        Some(2) => UserKind::Machine,
        _ => UserKind::Unknown(name.0),
    }
}
