//! The calls that bring a draft about, in an order that shuts nobody out on the way.
//!
//! It does not send them. [`Call::apply`] is the model of what the server does with each.

mod order;

use crate::draft::{Item, changes, put};
use crate::lifetime;
use crate::owners::Owner;
use crate::people::EnrolledMethods;
use crate::policy::{Field, LoginSettings, MultiFactorType, SecondFactorType, Value};
use crate::rules::SignInPages;
use crate::token::OwnToken;

/// One write of the Admin API.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Call {
    /// `POST /admin/v1/policies/login/second_factors`.
    AddSecondFactor(SecondFactorType),
    /// `DELETE /admin/v1/policies/login/second_factors/{type}`; takes out every copy.
    RemoveSecondFactor(SecondFactorType),
    /// `POST /admin/v1/policies/login/multi_factors`.
    AddMultiFactor(MultiFactorType),
    /// `DELETE /admin/v1/policies/login/multi_factors/{type}`; takes out every copy.
    RemoveMultiFactor(MultiFactorType),
    /// `POST /admin/v1/policies/login/idps`.
    LinkProvider(String),
    /// `DELETE /admin/v1/policies/login/idps/{idp_id}`.
    UnlinkProvider(String),
    /// `PUT /admin/v1/policies/login`, a full replace: the seventeen fields of these settings
    /// count, their lists do not.
    UpdatePolicy(Box<LoginSettings>),
    /// `PUT /admin/v1/restrictions` with this member alone.
    UpdateRestrictions {
        /// Whether people may not register organizations.
        disallow_public_org_registration: bool,
    },
}

impl Call {
    /// What the server makes of the settings with this call. Lifetimes beyond what it can store
    /// are cut down to the longest, as it does.
    pub fn apply(&self, settings: &mut LoginSettings) {
        match self {
            Self::AddSecondFactor(kind) => put(&mut settings.second_factors, kind, true),
            Self::RemoveSecondFactor(kind) => put(&mut settings.second_factors, kind, false),
            Self::AddMultiFactor(kind) => put(&mut settings.multi_factors, kind, true),
            Self::RemoveMultiFactor(kind) => put(&mut settings.multi_factors, kind, false),
            Self::LinkProvider(id) => put(&mut settings.providers, id, true),
            Self::UnlinkProvider(id) => put(&mut settings.providers, id, false),
            Self::UpdatePolicy(fields) => {
                for field in Field::ALL {
                    let value = match fields.get(field) {
                        Value::Lifetime(length) => Value::Lifetime(lifetime::stored(length)),
                        value => value,
                    };
                    settings.set(field, value);
                }
            }
            Self::UpdateRestrictions {
                disallow_public_org_registration,
            } => {
                settings.org_registration_disallowed = Some(*disallow_public_org_registration);
            }
        }
    }

    /// What this call changes when the settings are `base`.
    #[must_use]
    pub fn items(&self, base: &LoginSettings) -> Vec<Item> {
        let mut after = base.clone();
        self.apply(&mut after);
        changes(base, &after)
            .into_iter()
            .map(|change| change.item)
            .collect()
    }
}

/// The calls in the order to send them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// In order. At most one is [`Call::UpdatePolicy`].
    pub calls: Vec<Call>,
    /// People who are shut out between two calls although they are so neither before the first nor
    /// after the last, each once per sign-in pages, and of several providers that come or go
    /// alike for the first and the last. Empty unless no order of the calls spares
    /// everybody; then this is the order that harms the fewest.
    pub shut_out_meanwhile: Vec<ShutOutMeanwhile>,
    /// Where every owner is shut out between two calls although not before the first nor after the
    /// last, each once per sign-in pages.
    pub no_owner_meanwhile: Vec<NoOwnerMeanwhile>,
    /// After how many calls the API refuses those that are left, because the token by which they
    /// are made is cut off. `None` unless that is sure and no order of the calls avoids it.
    pub token_cut_off_after: Option<usize>,
}

/// What the order of a plan looks after.
#[derive(Clone, Debug, Default)]
pub struct PlanContext<'a> {
    /// The human owners of the instance, as far as they are known.
    pub owners: &'a [Owner],
    /// The sign-in pages that people meet, in every generation that may apply.
    pub pages: &'a [SignInPages],
    /// The token by which the calls are made; `None` where the settings do not decide about it.
    pub token: Option<OwnToken>,
}

/// A kind of person whom an unfinished plan shuts out for as long as it is unfinished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShutOutMeanwhile {
    /// How many calls are done when it begins.
    pub after_calls: usize,
    /// On which sign-in pages.
    pub pages: SignInPages,
    /// What such a person has.
    pub who: EnrolledMethods,
}

/// That an unfinished plan leaves no owner a way in for as long as it is unfinished.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoOwnerMeanwhile {
    /// How many calls are done when it begins.
    pub after_calls: usize,
    /// On which sign-in pages.
    pub pages: SignInPages,
}

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

/// The calls of a plan by what they do. Within a group their order does not matter.
#[derive(Default)]
struct Groups {
    /// Decide nothing about signing in; first.
    before: Vec<Call>,
    /// In their usual order: second factors and providers added, the fields, second factors and
    /// providers removed.
    ordered: [Vec<Call>; 5],
    /// Decide nothing about signing in; last, unless the token is cut off before.
    after: Vec<Call>,
}
