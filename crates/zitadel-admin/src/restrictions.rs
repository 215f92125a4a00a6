//! What an instance forbids, as far as it touches signing in: that people register organizations.
//!
//! Restrictions count their events by themselves: their sequence says nothing about the policy's.

use plain_json::Writer;

use crate::details::Details;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::policy::{get, judge_details};
use crate::transport::{Method, Request};
use crate::wire::read;

const PATH: &str = "/admin/v1/restrictions";

/// `zitadel.admin.v1.GetRestrictionsResponse`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restrictions {
    /// Sequence 0 and no dates where nothing was ever restricted.
    pub details: Details,
    /// People may not register organizations.
    pub disallow_public_org_registration: bool,
    /// Languages people may be spoken to in, as BCP 47 tags; empty: all that ZITADEL has.
    pub allowed_languages: Vec<String>,
}

/// `GET /admin/v1/restrictions`.
#[must_use]
pub fn get_restrictions() -> Exchange<Restrictions> {
    Exchange {
        operation: Operation::GetRestrictions,
        request: get(PATH),
        judge: |response| {
            read(response, |answer| Restrictions {
                details: Details::of(answer),
                disallow_public_org_registration: answer.flag("disallowPublicOrgRegistration"),
                allowed_languages: answer.texts("allowedLanguages"),
            })
        },
    }
}

/// `PUT /admin/v1/restrictions` with this member alone; the languages stay as they are. Unchanged
/// is a success, with the details of the last change.
#[must_use]
pub fn update_restrictions(disallow_public_org_registration: bool) -> Exchange<Details> {
    let mut writer = Writer::new();
    writer.flag(
        "disallowPublicOrgRegistration",
        disallow_public_org_registration,
    );
    Exchange {
        operation: Operation::UpdateRestrictions,
        request: Request {
            method: Method::Put,
            path: PATH.to_owned(),
            body: Some(writer.finish()),
        },
        judge: judge_details,
    }
}
