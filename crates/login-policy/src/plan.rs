//! The calls that bring a draft about, in an order that shuts nobody out on the way.
//!
//! It does not send them. [`Call::apply`] is the model of what the server does with each.

mod call;
mod model;
mod order;

use crate::draft::{Item, changes};
use crate::policy::{LoginSettings, Value};
use crate::rules::SignInPages;
use crate::token::OwnToken;
use order::Groups;

pub use call::Call;
pub use model::{NoOwnerMeanwhile, Plan, PlanContext, ShutOutMeanwhile};

/// The calls that turn `base` into `wanted`, where nothing is known of owners and of the token, and
/// people may meet any sign-in pages. The inverse of an applied plan is `plan(after, before)`.
#[must_use]
pub fn plan(base: &LoginSettings, wanted: &LoginSettings) -> Plan {
    let context = PlanContext {
        owners: &[],
        pages: &SignInPages::every(),
        token: Some(OwnToken::default()),
    };
    plan_for(base, wanted, &context)
}

/// The calls that turn `base` into `wanted`, in an order that looks first after the token by which
/// they are made, then after these owners and then after every kind of person, on those sign-in
/// pages.
///
/// A call that cuts the token off comes last: what would follow it is refused. Where several do, or
/// it is not known which, the order is the one that loses the fewest calls.
///
/// What is added comes before the seventeen fields and what is removed after them, so that passkeys
/// are allowed when their factor is listed and a second factor is required when there is one to set
/// up. Where that order would shut somebody out on the way (say, a provider is linked while a
/// sign-in elsewhere still holds for no time) the groups of calls change places.
///
/// With at most eight calls that decide about signing in, every owner is shut out between two calls
/// only where no order of them avoids it, or `base` or `wanted` does so itself; with more, only
/// where no order of the groups avoids it. [`Plan::no_owner_meanwhile`] tells of it. An owner of
/// whom not enough is known is not counted as shut out.
#[must_use]
pub fn plan_for(base: &LoginSettings, wanted: &LoginSettings, context: &PlanContext<'_>) -> Plan {
    let mut groups = Groups::default();
    let [
        more_factors,
        more_providers,
        fields,
        less_factors,
        less_providers,
    ] = &mut groups.ordered;
    for change in changes(base, wanted) {
        let present = change.to == Value::Bool(true);
        match change.item {
            Item::Field(_) if fields.is_empty() => {
                fields.push(Call::UpdatePolicy(Box::new(wanted.clone())));
            }
            Item::Field(_) => {}
            Item::SecondFactor(kind) if present => more_factors.push(Call::AddSecondFactor(kind)),
            Item::SecondFactor(kind) => less_factors.push(Call::RemoveSecondFactor(kind)),
            Item::MultiFactor(kind) if present => groups.before.push(Call::AddMultiFactor(kind)),
            Item::MultiFactor(kind) => groups.after.push(Call::RemoveMultiFactor(kind)),
            Item::Provider(id) if present => more_providers.push(Call::LinkProvider(id)),
            Item::Provider(id) => less_providers.push(Call::UnlinkProvider(id)),
            Item::OrgRegistration => groups.after.push(Call::UpdateRestrictions {
                disallow_public_org_registration: present,
            }),
        }
    }
    order::safest(groups, base, wanted, context)
}
