//! Which order of the groups of calls harms the fewest people while the plan is under way. Judged
//! with [`crate::outcome`] for every kind of person, not by a fixed rule.
//!
//! It does not look into what the calls are for.

use super::{Call, Groups, Plan, ShutOutMeanwhile};
use crate::kinds::combinations;
use crate::outcome::{Access, best_access};
use crate::people::{LoginVersion, Means};
use crate::policy::LoginSettings;

/// The usual order if it harms nobody; else the least harmful order of the groups, and of equally
/// harmful ones the closest to the usual.
pub(super) fn safest(groups: Groups, base: &LoginSettings, wanted: &LoginSettings) -> Plan {
    let Groups {
        before,
        ordered,
        after,
    } = groups;
    let ordered: Vec<Vec<Call>> = ordered
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect();
    let amount: usize = ordered.iter().map(Vec::len).sum();
    let mut order: Vec<usize> = (0..ordered.len()).collect();
    let mut shut_out_meanwhile = Vec::new();
    if amount > 1 {
        let people = People::of(base, wanted);
        let scene = Scene {
            base,
            groups: &ordered,
            people: &people,
        };
        shut_out_meanwhile = scene.shut_out(&order);
        if scene.cost(&order) != Cost::default() {
            order = scene.cheapest();
            shut_out_meanwhile = scene.shut_out(&order);
        }
    }
    for harm in &mut shut_out_meanwhile {
        harm.after_calls += before.len();
    }
    let mut calls = before;
    calls.extend(
        order
            .into_iter()
            .filter_map(|group| ordered.get(group))
            .flatten()
            .cloned(),
    );
    calls.extend(after);
    Plan {
        calls,
        shut_out_meanwhile,
    }
}

/// What an order, or a part of one, does on the way; the members in order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Cost {
    /// How often somebody is shut out between two calls.
    shut_out: usize,
    /// How often somebody must set up a second factor between two calls only.
    set_up: usize,
    /// How often a group comes before one that usually precedes it.
    unusual: usize,
}

impl Cost {
    fn plus(self, other: Self) -> Self {
        Self {
            shut_out: self.shut_out + other.shut_out,
            set_up: self.set_up + other.set_up,
            unusual: self.unusual + other.unusual,
        }
    }
}

struct Scene<'a> {
    base: &'a LoginSettings,
    groups: &'a [Vec<Call>],
    people: &'a People,
}

impl Scene<'_> {
    /// The order that costs least. The settings between two groups depend on which are done, not
    /// on their order; so the cheapest way to each set of groups is found from smaller sets.
    fn cheapest(&self) -> Vec<usize> {
        let all = (1_usize << self.groups.len()) - 1;
        let mut best: Vec<Option<(Cost, Vec<usize>)>> = vec![None; all + 1];
        best[0] = Some((Cost::default(), Vec::new()));
        for done in 0..all {
            let Some((cost, order)) = best[done].clone() else {
                continue;
            };
            for next in (0..self.groups.len()).filter(|next| done & (1 << next) == 0) {
                let cost = cost.plus(self.step(&order, next));
                let reached = &mut best[done | (1 << next)];
                if reached.as_ref().is_none_or(|(least, _)| cost < *least) {
                    let longer = order.iter().copied().chain([next]).collect();
                    *reached = Some((cost, longer));
                }
            }
        }
        best.pop()
            .flatten()
            .map(|(_, order)| order)
            .unwrap_or_default()
    }

    fn cost(&self, order: &[usize]) -> Cost {
        let steps = order.iter().enumerate();
        steps.fold(Cost::default(), |cost, (at, next)| {
            cost.plus(self.step(&order[..at], *next))
        })
    }

    /// What one group costs after others.
    fn step(&self, done: &[usize], next: usize) -> Cost {
        let mut cost = Cost::default();
        self.walk(done, next, &mut |_, _, _, now| {
            if now == Access::AfterSetUp {
                cost.set_up += 1;
            } else {
                cost.shut_out += 1;
            }
        });
        cost.unusual = (0..next).filter(|earlier| !done.contains(earlier)).count();
        cost
    }

    fn shut_out(&self, order: &[usize]) -> Vec<ShutOutMeanwhile> {
        let mut found: Vec<ShutOutMeanwhile> = Vec::new();
        for (at, next) in order.iter().enumerate() {
            self.walk(&order[..at], *next, &mut |after_calls, login, who, now| {
                let is_known = |one: &ShutOutMeanwhile| one.login == login && one.who == *who;
                if now == Access::ShutOut && !found.iter().any(is_known) {
                    found.push(ShutOutMeanwhile {
                        after_calls,
                        login,
                        who: who.clone(),
                    });
                }
            });
        }
        found
    }

    /// Goes through the calls of one group after others and tells who fares worse after how many
    /// calls. After the very last call the plan is no longer under way.
    fn walk(
        &self,
        done: &[usize],
        next: usize,
        harmed: &mut dyn FnMut(usize, LoginVersion, &Means, Access),
    ) {
        let mut settings = self.base.clone();
        let mut calls = 0;
        for call in done
            .iter()
            .filter_map(|group| self.groups.get(*group))
            .flatten()
        {
            call.apply(&mut settings);
            calls += 1;
        }
        let total: usize = self.groups.iter().map(Vec::len).sum();
        for call in self.groups.get(next).into_iter().flatten() {
            call.apply(&mut settings);
            calls += 1;
            if calls == total {
                return;
            }
            for (login, means, otherwise) in &self.people.0 {
                match best_access(&settings, *login, means) {
                    Some(now) if now < *otherwise => harmed(calls, *login, means, now),
                    _ => {}
                }
            }
        }
    }
}

/// Every kind of person on both sign-in interfaces, and how they fare when nothing is under way:
/// the worse of before and after.
struct People(Vec<(LoginVersion, Means, Access)>);

impl People {
    fn of(base: &LoginSettings, wanted: &LoginSettings) -> Self {
        let mut people = Vec::new();
        for means in combinations(base, wanted) {
            for login in LoginVersion::ALL {
                let before = best_access(base, login, &means);
                let after = best_access(wanted, login, &means);
                if let (Some(before), Some(after)) = (before, after) {
                    people.push((login, means.clone(), before.min(after)));
                }
            }
        }
        Self(people)
    }
}
