//! What an instance forbids, as far as it touches signing in: that people register organizations.
//!
//! Restrictions count their events by themselves: their sequence says nothing about the policy's.

use serde::Deserialize;
use serde_json::json;

use crate::decode::{decode, required};
use crate::details::{Details, ObjectDetails, decode_details};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::{get, put};

const PATH: &str = "/admin/v1/restrictions";

/// `zitadel.admin.v1.GetRestrictionsResponse`, without the languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restrictions {
    /// Sequence 0 and no dates where nothing was ever restricted.
    pub details: Details,
    /// People may not register organizations.
    pub disallow_public_org_registration: bool,
}

/// The wire form of [`Restrictions`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RestrictionsAnswer {
    details: Option<ObjectDetails>,
    disallow_public_org_registration: Option<bool>,
}

/// `GET /admin/v1/restrictions`.
#[must_use]
pub fn get_restrictions() -> Exchange<Restrictions> {
    Exchange {
        operation: Operation::GetRestrictions,
        request: get(PATH),
        decode: |response| {
            let wire: RestrictionsAnswer = decode(response)?;
            let disallowed = wire.disallow_public_org_registration;
            Ok(Restrictions {
                details: required(wire.details, "details")?.into(),
                disallow_public_org_registration: disallowed.unwrap_or_default(),
            })
        },
    }
}

/// `PUT /admin/v1/restrictions` with this member alone; the languages stay as they are. Unchanged
/// is a success, with the details of the last change.
#[must_use]
pub fn update_restrictions(disallow_public_org_registration: bool) -> Exchange<Details> {
    let body = json!({"disallowPublicOrgRegistration": disallow_public_org_registration});
    Exchange {
        operation: Operation::UpdateRestrictions,
        request: put(PATH, &body),
        decode: decode_details,
    }
}
