//! What one generation of rules makes of a draft, and what several together make of it: the worst.

use super::finding::Severity;
use crate::draft::Item;
use crate::kinds::Kind;
use crate::rules::Rules;

/// What a guard finds by one generation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Verdict {
    pub(super) severity: Severity,
    pub(super) items: Vec<Item>,
    pub(super) who: Vec<Kind>,
    pub(super) owners: Vec<String>,
    pub(super) already_so: bool,
}

impl Verdict {
    pub(super) fn new(severity: Severity, items: Vec<Item>) -> Self {
        Self {
            severity,
            items,
            who: Vec::new(),
            owners: Vec::new(),
            already_so: false,
        }
    }

    pub(super) fn who(self, who: Vec<Kind>) -> Self {
        Self { who, ..self }
    }

    pub(super) fn owners(self, owners: Vec<String>) -> Self {
        Self { owners, ..self }
    }

    /// What was so before is for information.
    pub(super) fn unless_already_so(self, already_so: bool) -> Self {
        let severity = if already_so {
            Severity::ForInformation
        } else {
            self.severity
        };
        Self {
            severity,
            already_so,
            ..self
        }
    }
}

/// What several generations find, taken together.
pub(super) struct Worst {
    pub(super) verdict: Verdict,
    /// Those by which all of it holds; empty where all agree.
    pub(super) rules: Vec<Rules>,
}

/// The worst of what each generation finds: the most severe, about everybody and every control that
/// one of them names. `None` where none finds anything.
pub(super) fn worst(found: &[(Rules, Option<Verdict>)]) -> Option<Worst> {
    let mut verdicts = found.iter().filter_map(|(_, verdict)| verdict.as_ref());
    let mut worst = verdicts.clone().max_by_key(|one| one.severity)?.clone();
    for one in verdicts.by_ref() {
        add_missing(&mut worst.items, &one.items);
        add_missing(&mut worst.who, &one.who);
        add_missing(&mut worst.owners, &one.owners);
        worst.already_so &= one.already_so;
    }
    drop_told(&mut worst.who);
    let says_all = |verdict: &Verdict| {
        verdict.severity == worst.severity
            && verdict.already_so == worst.already_so
            && worst.items.iter().all(|item| verdict.items.contains(item))
            && worst.who.iter().all(|kind| verdict.who.contains(kind))
            && worst.owners.iter().all(|id| verdict.owners.contains(id))
    };
    let by = |holds: &dyn Fn(&Verdict) -> bool| -> Vec<Rules> {
        let holding = found
            .iter()
            .filter(|(_, verdict)| verdict.as_ref().is_some_and(holds));
        holding.map(|(rules, _)| *rules).collect()
    };
    let mut rules = by(&says_all);
    if rules.len() == found.len() {
        rules.clear();
    } else if rules.is_empty() {
        rules = by(&|verdict| verdict.severity == worst.severity);
    }
    Some(Worst {
        verdict: worst,
        rules,
    })
}

fn add_missing<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// Leaves out combinations that say no more than somebody who has less.
fn drop_told(who: &mut Vec<Kind>) {
    let all: Vec<_> = who.iter().map(Kind::methods).collect();
    who.retain(|kind| {
        let Kind::Combination(methods) = kind else {
            return true;
        };
        !all.iter()
            .any(|less| less != methods && less.is_part_of(methods))
    });
}
