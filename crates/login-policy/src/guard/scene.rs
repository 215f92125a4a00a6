//! What every guard looks at, and the pen they all write with. No guard of its own.

use super::{Facts, Finding, GuardId, Logins, Severity};
use crate::draft::{Change, Item, changes};
use crate::kinds::{Kind, combinations, kinds};
use crate::outcome::{Access, best_access};
use crate::people::{LoginVersion, Means};
use crate::policy::{Field, LoginSettings, Value};

pub(super) struct Scene<'a> {
    pub(super) base: &'a LoginSettings,
    pub(super) wanted: &'a LoginSettings,
    pub(super) logins: &'static [LoginVersion],
    pub(super) facts: &'a Facts,
    pub(super) changes: Vec<Change>,
    kinds: Vec<(Kind, Means)>,
    findings: Vec<Finding>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        base: &'a LoginSettings,
        wanted: &'a LoginSettings,
        logins: Logins,
        facts: &'a Facts,
    ) -> Self {
        let kinds = kinds(base, wanted);
        Self {
            base,
            wanted,
            logins: logins.versions(),
            facts,
            changes: changes(base, wanted),
            kinds: kinds
                .into_iter()
                .map(|kind| (kind.clone(), kind.means()))
                .collect(),
            findings: Vec::new(),
        }
    }

    /// The most severe first; among equals in the order they were found. The same thing found on
    /// both sign-in interfaces is said once.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        for mut finding in self.findings {
            let twin = findings.iter_mut().find(|earlier| {
                earlier.guard == finding.guard
                    && earlier.severity == finding.severity
                    && earlier.items == finding.items
                    && earlier.who == finding.who
                    && earlier.owners == finding.owners
                    && earlier.already_so == finding.already_so
            });
            match twin {
                Some(twin) => {
                    finding.login.retain(|login| !twin.login.contains(login));
                    twin.login.append(&mut finding.login);
                }
                None => findings.push(finding),
            }
        }
        findings.sort_by_key(|finding| core::cmp::Reverse(finding.severity));
        findings
    }

    /// Says something about the draft. Returns it for what more there is to say.
    pub(super) fn say(
        &mut self,
        guard: GuardId,
        severity: Severity,
        items: Vec<Item>,
    ) -> &mut Finding {
        let (login, who, owners) = (Vec::new(), Vec::new(), Vec::new());
        let at = self.findings.len();
        let already_so = false;
        self.findings.push(Finding {
            guard,
            severity,
            items,
            login,
            who,
            owners,
            already_so,
        });
        &mut self.findings[at]
    }

    pub(super) fn is_changed(&self, field: Field) -> bool {
        self.changes
            .iter()
            .any(|change| change.item == Item::Field(field))
    }

    /// Whether the draft turns that item to that value.
    pub(super) fn turns(&self, item: &Item, to: bool) -> bool {
        self.changes
            .iter()
            .any(|change| change.item == *item && change.to == Value::Bool(to))
    }

    /// The changed items that a condition picks, in page order.
    pub(super) fn changed(&self, picks: impl Fn(&Change) -> bool) -> Vec<Item> {
        let picked = self.changes.iter().filter(|change| picks(change));
        picked.map(|change| change.item.clone()).collect()
    }

    /// The kinds whose means fulfil a condition.
    pub(super) fn who(&self, has: impl Fn(&Means) -> bool) -> Vec<Kind> {
        let having = self.kinds.iter().filter(|(_, means)| has(means));
        having.map(|(kind, _)| kind.clone()).collect()
    }

    /// The kinds who get in (possibly after a set-up) by the base and are shut out by the draft; and
    /// of all other combinations those of whom no part tells it. (A linked account wins over
    /// everything else in the built-in login, so that somebody with more can be worse off.)
    pub(super) fn newly_shut_out(&self, login: LoginVersion) -> Vec<Kind> {
        let falls = |means: &Means| self.falls(login, means, Access::ShutOut);
        let mut who = self.who(falls);
        let mut told: Vec<Means> = who.iter().map(Kind::means).collect();
        let mut others = combinations(self.base, self.wanted);
        others.sort_by_key(amount);
        for means in others {
            if !told.iter().any(|less| is_part(less, &means)) && falls(&means) {
                told.push(means.clone());
                who.push(Kind::Combination(means));
            }
        }
        who
    }

    /// Whether such a person comes down to that access by the draft.
    pub(super) fn falls(&self, login: LoginVersion, means: &Means, to: Access) -> bool {
        let before = best_access(self.base, login, means);
        best_access(self.wanted, login, means) == Some(to) && before > Some(to)
    }

    /// Those of the newly shut out for whom these items are to blame: alone they would shut them
    /// out, or without them they would get in.
    pub(super) fn shut_out_by(&self, login: LoginVersion, items: &[Item]) -> Vec<Kind> {
        let (mut with, mut without) = (self.base.clone(), self.wanted.clone());
        for item in items {
            with.set_item(item, self.wanted.item(item));
            without.set_item(item, self.base.item(item));
        }
        self.who(|means| {
            self.falls(login, means, Access::ShutOut)
                && (best_access(&with, login, means) == Some(Access::ShutOut)
                    || best_access(&without, login, means) > Some(Access::ShutOut))
        })
    }

    /// Whether some kind of person gets in, or is not known not to.
    pub(super) fn anybody_gets_in(&self, policy: &LoginSettings, login: LoginVersion) -> bool {
        self.kinds
            .iter()
            .filter(|(kind, _)| *kind != Kind::NothingYet)
            .any(|(_, means)| best_access(policy, login, means) != Some(Access::ShutOut))
    }

    /// The changed items that are to blame for shutting out somebody with these means: each that
    /// alone would do it or without which they would get in; if there is none such, all changed
    /// items that decide about signing in.
    pub(super) fn to_blame(&self, login: LoginVersion, means: &Means) -> Vec<Item> {
        let blamed = self.changed(|change| {
            let (mut with, mut without) = (self.base.clone(), self.wanted.clone());
            with.set_item(&change.item, change.to.clone());
            without.set_item(&change.item, change.from.clone());
            best_access(&with, login, means) == Some(Access::ShutOut)
                || best_access(&without, login, means) > Some(Access::ShutOut)
        });
        if blamed.is_empty() {
            self.changed(|change| decides_sign_in(&change.item))
        } else {
            blamed
        }
    }

    /// What is to blame for any of these kinds, in page order.
    pub(super) fn to_blame_for(&self, login: LoginVersion, who: &[Kind]) -> Vec<Item> {
        let blamed: Vec<Item> = who
            .iter()
            .flat_map(|kind| self.to_blame(login, &kind.means()))
            .collect();
        self.changed(|change| blamed.contains(&change.item))
    }
}

fn amount(means: &Means) -> usize {
    let has = [
        means.password,
        means.authenticator_app,
        means.security_key,
        means.passkey,
    ];
    has.into_iter().filter(|has| *has).count() + means.external.len()
}

/// Whether somebody has all that another has.
fn is_part(less: &Means, more: &Means) -> bool {
    less.password <= more.password
        && less.authenticator_app <= more.authenticator_app
        && less.security_key <= more.security_key
        && less.passkey <= more.passkey
        && less.external.iter().all(|id| more.external.contains(id))
}

/// Whether an item decides about anybody's sign-in.
fn decides_sign_in(item: &Item) -> bool {
    match item {
        Item::Field(field) => !matches!(
            field,
            Field::AllowRegister
                | Field::HidePasswordReset
                | Field::IgnoreUnknownUsernames
                | Field::DefaultRedirectUri
                | Field::MfaInitSkipLifetime
                | Field::AllowDomainDiscovery
        ),
        Item::SecondFactor(_) | Item::Provider(_) => true,
        Item::MultiFactor(_) | Item::OrgRegistration => false,
    }
}
