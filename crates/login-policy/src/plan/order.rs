//! Which order of the calls loses the fewest of them and harms the fewest people while the plan is
//! under way. Judged with [`crate::token`] for the token by which they are made and with
//! [`crate::outcome`] for the owners and every kind of person, not by a fixed rule.
//!
//! It does not look into what the calls are for.

use super::call::Call;
use super::model::{NoOwnerMeanwhile, Plan, PlanContext, ShutOutMeanwhile};
use crate::kinds::combinations;
use crate::outcome::{Access, best_access};
use crate::owners::{AnyOwner, Owner, any_owner_left};
use crate::people::EnrolledMethods;
use crate::policy::LoginSettings;
use crate::rules::SignInPages;
use crate::token::LiveToken;

/// The calls of a plan by what they do. Within a group their order does not matter.
#[derive(Default)]
pub(super) struct Groups {
    /// Decide nothing about signing in; first.
    pub(super) before: Vec<Call>,
    /// In their usual order: second factors and providers added, the fields, second factors and
    /// providers removed.
    pub(super) ordered: [Vec<Call>; 5],
    /// Decide nothing about signing in; last, unless the token is cut off before.
    pub(super) after: Vec<Call>,
}

/// Up to so many calls that decide about signing in are tried in every order.
const EVERY_ORDER_UP_TO: usize = 8;

/// The usual order if it harms nobody; else the least harmful order of the groups, and where that
/// leaves no owner a way in, of the single calls. Of equally harmful ones the closest to the usual.
/// Whom it harms, is asked only where there is more than one order.
pub(super) fn safest(
    groups: Groups,
    base: &LoginSettings,
    wanted: &LoginSettings,
    context: &PlanContext<'_>,
) -> Plan {
    let Groups {
        mut before,
        ordered,
        mut after,
    } = groups;
    let tokens = context.token.as_ref().map(|token| token.live(base));
    let tokens = tokens.unwrap_or_default();
    if tokens.iter().any(|token| token.is_refused(wanted)) {
        // What would follow is refused.
        before.append(&mut after);
    }
    let usual = ordered.concat();
    if usual.len() < 2 {
        return Plan {
            calls: [before, usual, after].concat(),
            ..Plan::default()
        };
    }
    let affected = Affected::new(base, wanted, context, tokens);
    let mut calls = usual.clone();
    if affected.cost(&usual) != Cost::default() {
        calls = affected.cheapest(&units(ordered));
        if affected.cost(&calls).no_owner > 0 && usual.len() <= EVERY_ORDER_UP_TO {
            let single = usual.into_iter().map(|call| vec![call]);
            calls = affected.cheapest(&single.collect::<Vec<_>>());
        }
    }
    let mut plan = affected.report(&calls);
    for harm in &mut plan.shut_out_meanwhile {
        harm.after_calls += before.len();
    }
    for harm in &mut plan.no_owner_meanwhile {
        harm.after_calls += before.len();
    }
    if let Some(done) = &mut plan.token_cut_off_after {
        *done += before.len();
    }
    plan.calls = [before, calls, after].concat();
    plan
}

/// The groups that have a call, and each second factor that is added by itself: one of them may cut
/// the token off and the others not. No other group has more than one call that may.
fn units(groups: [Vec<Call>; 5]) -> Vec<Vec<Call>> {
    let [more_factors, rest @ ..] = groups;
    let single = more_factors.into_iter().map(|call| vec![call]);
    let rest = rest.into_iter().filter(|group| !group.is_empty());
    single.chain(rest).collect()
}

/// What an order, or a part of one, does on the way; the members in order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Cost {
    /// How often a token by which the calls may be made is refused with calls left.
    cut_off: usize,
    /// How often no owner is left between two calls.
    no_owner: usize,
    /// How often somebody is shut out between two calls.
    shut_out: usize,
    /// How often somebody must set up a second factor between two calls only.
    set_up: usize,
    /// How often a unit comes before one that usually precedes it.
    unusual: usize,
}

impl Cost {
    fn plus(self, other: Self) -> Self {
        Self {
            cut_off: self.cut_off + other.cut_off,
            no_owner: self.no_owner + other.no_owner,
            shut_out: self.shut_out + other.shut_out,
            set_up: self.set_up + other.set_up,
            unusual: self.unusual + other.unusual,
        }
    }
}

/// Who is looked after on the way from `base` to what is wanted.
struct Affected<'a> {
    base: &'a LoginSettings,
    /// Every kind of person, and how they fare when nothing is under way: the worse of before and
    /// after.
    people: Vec<(SignInPages, EnrolledMethods, Access)>,
    /// Every token by which the calls may be made, as long as the API answers it.
    tokens: Vec<LiveToken>,
    owners: &'a [Owner],
    /// Where not every owner is shut out before or after.
    owners_at: Vec<SignInPages>,
}

impl<'a> Affected<'a> {
    fn new(
        base: &'a LoginSettings,
        wanted: &LoginSettings,
        context: &PlanContext<'a>,
        tokens: Vec<LiveToken>,
    ) -> Self {
        let PlanContext {
            owners, pages: all, ..
        } = *context;
        let mut people = Vec::new();
        for methods in combinations(base, wanted) {
            for &pages in all {
                let before = best_access(base, pages, &methods);
                let after = best_access(wanted, pages, &methods);
                if let (Some(before), Some(after)) = (before, after) {
                    people.push((pages, methods.clone(), before.min(after)));
                }
            }
        }
        let mut owners_at = all.to_vec();
        owners_at.retain(|pages| {
            let nobody = |settings| nobody_is_left(owners, settings, *pages);
            !nobody(base) && !nobody(wanted)
        });
        Self {
            base,
            people,
            tokens,
            owners,
            owners_at,
        }
    }

    /// What these settings do as long as they stand.
    fn harm(&self, settings: &LoginSettings) -> Cost {
        let mut cost = Cost::default();
        for (_, _, now) in self.worse_off(settings) {
            if now == Access::AfterSetUp {
                cost.set_up += 1;
            } else {
                cost.shut_out += 1;
            }
        }
        cost.no_owner = self.without_owner(settings).count();
        let refused = self
            .tokens
            .iter()
            .filter(|token| token.is_refused(settings));
        cost.cut_off = refused.count();
        cost
    }

    fn worse_off<'b>(
        &'b self,
        settings: &'b LoginSettings,
    ) -> impl Iterator<Item = (SignInPages, &'b EnrolledMethods, Access)> {
        self.people
            .iter()
            .filter_map(|(pages, methods, otherwise)| {
                let now = best_access(settings, *pages, methods)?;
                (now < *otherwise).then_some((*pages, methods, now))
            })
    }

    fn without_owner<'b>(
        &'b self,
        settings: &'b LoginSettings,
    ) -> impl Iterator<Item = SignInPages> {
        let all = self.owners_at.iter().copied();
        all.filter(|pages| nobody_is_left(self.owners, settings, *pages))
    }

    /// The settings between the calls, each with the number of calls that are done.
    fn between(&self, calls: &[Call]) -> impl Iterator<Item = (usize, LoginSettings)> {
        let mut settings = self.base.clone();
        let on_the_way = calls.split_last().map_or(calls, |(_, rest)| rest);
        on_the_way.iter().enumerate().map(move |(at, call)| {
            call.apply(&mut settings);
            (at + 1, settings.clone())
        })
    }

    /// What an order of calls does on the way.
    fn cost(&self, calls: &[Call]) -> Cost {
        self.between(calls)
            .map(|(_, settings)| self.harm(&settings))
            .fold(Cost::default(), Cost::plus)
    }

    /// The order of the units that costs least. The settings between two units depend on which are
    /// done, not on their order; so the cheapest way to each set is found from smaller sets.
    fn cheapest(&self, units: &[Vec<Call>]) -> Vec<Call> {
        let all = (1_usize << units.len()) - 1;
        let mut best = vec![(Cost::default(), Vec::new())];
        for done in 1..=all {
            let here = if done == all {
                // The plan is no longer under way.
                Cost::default()
            } else {
                self.harm(&self.after(units, done))
            };
            let ways = (0..units.len()).filter(|last| done & (1 << last) != 0);
            let cheapest = ways
                .map(|last| {
                    let before = done & !(1 << last);
                    let cost = best[before].0.plus(self.inside(units, before, last));
                    (cost.plus(here), before, last)
                })
                .min_by_key(|(cost, _, _)| *cost);
            if let Some((cost, before, last)) = cheapest {
                let mut order = best[before].1.clone();
                order.push(last);
                best.push((cost, order));
            }
        }
        let order = best.pop().map(|(_, order)| order).unwrap_or_default();
        order
            .into_iter()
            .flat_map(|unit: usize| units[unit].clone())
            .collect()
    }

    /// The settings when a set of units is done.
    fn after(&self, units: &[Vec<Call>], done: usize) -> LoginSettings {
        let mut settings = self.base.clone();
        for (at, unit) in units.iter().enumerate() {
            if done & (1 << at) != 0 {
                unit.iter().for_each(|call| call.apply(&mut settings));
            }
        }
        settings
    }

    /// What one unit costs after others, without what follows it.
    fn inside(&self, units: &[Vec<Call>], done: usize, next: usize) -> Cost {
        let mut cost = Cost::default();
        if let [first @ .., _] = units[next].as_slice() {
            let mut settings = self.after(units, done);
            for call in first {
                call.apply(&mut settings);
                cost = cost.plus(self.harm(&settings));
            }
        }
        cost.unusual = (0..next)
            .filter(|earlier| done & (1 << earlier) == 0)
            .count();
        cost
    }

    /// What these calls do on the way, each harm where it begins; without the calls themselves.
    fn report(&self, calls: &[Call]) -> Plan {
        let mut shut_out: Vec<ShutOutMeanwhile> = Vec::new();
        let mut no_owner: Vec<NoOwnerMeanwhile> = Vec::new();
        let mut token_cut_off_after = None;
        for (after_calls, settings) in self.between(calls) {
            for (pages, who, now) in self.worse_off(&settings) {
                let is_known = |one: &ShutOutMeanwhile| one.pages == pages && one.who == *who;
                if now == Access::ShutOut && !shut_out.iter().any(is_known) {
                    shut_out.push(ShutOutMeanwhile {
                        after_calls,
                        pages,
                        who: who.clone(),
                    });
                }
            }
            for pages in self.without_owner(&settings) {
                if !no_owner.iter().any(|one| one.pages == pages) {
                    no_owner.push(NoOwnerMeanwhile { after_calls, pages });
                }
            }
            if token_cut_off_after.is_none() && self.is_cut_off(&settings) {
                token_cut_off_after = Some(after_calls);
            }
        }
        Plan {
            calls: Vec::new(),
            shut_out_meanwhile: shut_out,
            no_owner_meanwhile: no_owner,
            token_cut_off_after,
        }
    }

    /// Whether the token is refused whichever it is.
    fn is_cut_off(&self, settings: &LoginSettings) -> bool {
        !self.tokens.is_empty() && self.tokens.iter().all(|token| token.is_refused(settings))
    }
}

fn nobody_is_left(owners: &[Owner], settings: &LoginSettings, pages: SignInPages) -> bool {
    any_owner_left(owners, settings, pages) == AnyOwner::NobodyCanSignIn
}
