//! What every guard looks at: the two settings, whom the change affects on which pages, and the
//! findings so far. It has no guard of its own.

use super::finding::{Finding, Severity};
use super::guard_input::{GuardInput, Logins};
use super::id::GuardId;
use super::verdict::{Verdict, worst};
use crate::draft::{Change, Item, changes};
use crate::kinds::{Kind, combinations, kinds};
use crate::outcome::{Access, best_access};
use crate::people::{EnrolledMethods, LoginVersion};
use crate::policy::{Field, LoginSettings, Value};
use crate::rules::{Rules, SignInPages};

/// A draft under evaluation.
pub(super) struct GuardContext<'a> {
    pub(super) base: &'a LoginSettings,
    pub(super) wanted: &'a LoginSettings,
    pub(super) logins: &'static [LoginVersion],
    /// The same in every generation that may apply.
    pub(super) pages: Vec<SignInPages>,
    pub(super) facts: &'a GuardInput,
    pub(super) changes: Vec<Change>,
    kinds: Vec<(Kind, EnrolledMethods)>,
    newly_shut_out: Vec<(SignInPages, Vec<Kind>)>,
    findings: Vec<Finding>,
}

impl<'a> GuardContext<'a> {
    pub(super) fn new(
        base: &'a LoginSettings,
        wanted: &'a LoginSettings,
        logins: Logins,
        facts: &'a GuardInput,
    ) -> Self {
        let kinds = kinds(base, wanted);
        let mut context = Self {
            base,
            wanted,
            logins: logins.versions(),
            pages: logins.pages(&facts.server),
            facts,
            changes: changes(base, wanted),
            kinds: kinds
                .into_iter()
                .map(|kind| (kind.clone(), kind.methods()))
                .collect(),
            newly_shut_out: Vec::new(),
            findings: Vec::new(),
        };
        let mut others = combinations(base, wanted);
        others.sort_by_key(amount);
        context.newly_shut_out = context
            .pages
            .iter()
            .map(|pages| (*pages, context.find_newly_shut_out(*pages, &others)))
            .collect();
        context
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
                    && earlier.rules == finding.rules
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
        let (login, rules) = (Vec::new(), Vec::new());
        let (who, owners) = (Vec::new(), Vec::new());
        let at = self.findings.len();
        let already_so = false;
        self.findings.push(Finding {
            guard,
            severity,
            items,
            login,
            rules,
            who,
            owners,
            already_so,
        });
        &mut self.findings[at]
    }

    /// Says the worst of what a guard finds on those pages, by each generation that may apply.
    pub(super) fn say_on(
        &mut self,
        guard: GuardId,
        login: LoginVersion,
        find: impl Fn(&Self, SignInPages) -> Option<Verdict>,
    ) {
        let pages = self.pages.iter().filter(|pages| pages.login == login);
        let found: Vec<_> = pages
            .map(|pages| (pages.rules, find(self, *pages)))
            .collect();
        self.say_worst(guard, Some(login), &found);
    }

    /// Says the worst of what a guard finds about the server itself, by each generation that may
    /// apply.
    pub(super) fn say_of_server(
        &mut self,
        guard: GuardId,
        find: impl Fn(&Self, Rules) -> Option<Verdict>,
    ) {
        let rules = self.facts.server.rules().iter();
        let found: Vec<_> = rules.map(|rules| (*rules, find(self, *rules))).collect();
        self.say_worst(guard, None, &found);
    }

    fn say_worst(
        &mut self,
        guard: GuardId,
        login: Option<LoginVersion>,
        found: &[(Rules, Option<Verdict>)],
    ) {
        let Some(worst) = worst(found) else { return };
        let Verdict {
            severity,
            items,
            who,
            owners,
            already_so,
        } = worst.verdict;
        self.findings.push(Finding {
            guard,
            severity,
            items,
            login: login.into_iter().collect(),
            rules: worst.rules,
            who,
            owners,
            already_so,
        });
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

    /// The kinds whose methods fulfil a condition.
    pub(super) fn who(&self, has: impl Fn(&EnrolledMethods) -> bool) -> Vec<Kind> {
        let having = self.kinds.iter().filter(|(_, methods)| has(methods));
        having.map(|(kind, _)| kind.clone()).collect()
    }

    /// The kinds who get in (possibly after a set-up) by the base and are shut out by the draft; and
    /// of all other combinations those of whom no part tells it. (A linked account wins over
    /// everything else in the built-in login, so that somebody with more can be worse off.)
    pub(super) fn newly_shut_out(&self, pages: SignInPages) -> &[Kind] {
        let found = self.newly_shut_out.iter().find(|(one, _)| *one == pages);
        found.map_or(&[], |(_, who)| who)
    }

    /// Those with less must come first among the others.
    fn find_newly_shut_out(&self, pages: SignInPages, others: &[EnrolledMethods]) -> Vec<Kind> {
        let falls = |methods: &EnrolledMethods| self.falls(pages, methods, Access::ShutOut);
        let mut who = self.who(falls);
        let mut told: Vec<EnrolledMethods> = who.iter().map(Kind::methods).collect();
        for methods in others {
            if !told.iter().any(|less| less.is_part_of(methods)) && falls(methods) {
                told.push(methods.clone());
                who.push(Kind::Combination(methods.clone()));
            }
        }
        who
    }

    /// Whether such a person comes down to that access by the draft.
    pub(super) fn falls(&self, pages: SignInPages, methods: &EnrolledMethods, to: Access) -> bool {
        let before = best_access(self.base, pages, methods);
        best_access(self.wanted, pages, methods) == Some(to) && before > Some(to)
    }

    /// Those of the newly shut out for whom these items are to blame: alone they would shut them
    /// out, or without them they would get in.
    pub(super) fn shut_out_by(&self, pages: SignInPages, items: &[Item]) -> Vec<Kind> {
        let (mut with, mut without) = (self.base.clone(), self.wanted.clone());
        for item in items {
            with.set_item(item, self.wanted.item(item));
            without.set_item(item, self.base.item(item));
        }
        self.who(|methods| {
            self.falls(pages, methods, Access::ShutOut)
                && (best_access(&with, pages, methods) == Some(Access::ShutOut)
                    || best_access(&without, pages, methods) > Some(Access::ShutOut))
        })
    }

    /// Whether some kind of person gets in, or is not known not to.
    pub(super) fn anybody_gets_in(&self, policy: &LoginSettings, pages: SignInPages) -> bool {
        self.kinds
            .iter()
            .filter(|(kind, _)| *kind != Kind::NothingYet)
            .any(|(_, methods)| best_access(policy, pages, methods) != Some(Access::ShutOut))
    }

    /// The changed items that are to blame for shutting out somebody with these methods: each that
    /// alone would do it or without which they would get in; if there is none such, all changed
    /// items that decide about signing in.
    pub(super) fn to_blame(&self, pages: SignInPages, methods: &EnrolledMethods) -> Vec<Item> {
        let blamed = self.changed(|change| {
            let (mut with, mut without) = (self.base.clone(), self.wanted.clone());
            with.set_item(&change.item, change.to.clone());
            without.set_item(&change.item, change.from.clone());
            best_access(&with, pages, methods) == Some(Access::ShutOut)
                || best_access(&without, pages, methods) > Some(Access::ShutOut)
        });
        if blamed.is_empty() {
            self.changed(|change| decides_sign_in(&change.item))
        } else {
            blamed
        }
    }

    /// What is to blame for any of these kinds, in page order.
    pub(super) fn to_blame_for(&self, pages: SignInPages, who: &[Kind]) -> Vec<Item> {
        let blamed: Vec<Item> = who
            .iter()
            .flat_map(|kind| self.to_blame(pages, &kind.methods()))
            .collect();
        self.changed(|change| blamed.contains(&change.item))
    }
}

fn amount(methods: &EnrolledMethods) -> usize {
    let has = [
        methods.password,
        methods.authenticator_app,
        methods.security_key,
        methods.passkey,
    ];
    has.into_iter().filter(|has| *has).count() + methods.external.len()
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
