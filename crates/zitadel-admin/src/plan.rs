//! From a call of the domain's plan to the exchange that carries it out.
//!
//! It does not choose the order: that is the plan's.

use login_policy::Call;

use crate::details::Details;
use crate::exchange::Exchange;
use crate::factors::{
    add_multi_factor, add_second_factor, remove_multi_factor, remove_second_factor,
};
use crate::policy::update_login_policy;
use crate::providers::{link_provider, unlink_provider};
use crate::restrictions::update_restrictions;

/// The exchange for one of the eight writes.
#[must_use]
pub fn exchange_for(call: &Call) -> Exchange<Details> {
    match call {
        Call::AddSecondFactor(kind) => add_second_factor(kind),
        Call::RemoveSecondFactor(kind) => remove_second_factor(kind),
        Call::AddMultiFactor(kind) => add_multi_factor(kind),
        Call::RemoveMultiFactor(kind) => remove_multi_factor(kind),
        Call::LinkProvider(id) => link_provider(id),
        Call::UnlinkProvider(id) => unlink_provider(id),
        Call::UpdatePolicy(settings) => update_login_policy(settings),
        Call::UpdateRestrictions {
            disallow_public_org_registration,
        } => update_restrictions(*disallow_public_org_registration),
    }
}
