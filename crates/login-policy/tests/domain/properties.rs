//! What holds for any settings: merging, planning, judging.

use core::cmp::Ordering;

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::outcome::best_access;
use login_policy::{
    Access, Call, EnrolledMethods, LoginSettings, SignInPages, SignInPath, draft, merge, outcome,
    plan, resolve,
};
use proptest::prelude::*;

use crate::any::{delicate, people, settings};
use crate::plan_owners::looking_after;

/// Everybody with a first factor, by combination of what they have.
fn everybody(providers: &[&str]) -> Vec<EnrolledMethods> {
    let accounts = providers.iter().map(|id| vec![(*id).to_owned()]);
    let mut all = Vec::new();
    for external in accounts.chain([Vec::new()]) {
        for bits in 0..16_u8 {
            let has = |bit: u8| bits & bit != 0;
            let methods = EnrolledMethods {
                password: has(1),
                authenticator_app: has(2),
                security_key: has(4),
                passkey: has(8),
                external: external.clone(),
                ..EnrolledMethods::default()
            };
            if !methods.has_no_first_factor() {
                all.push(methods);
            }
        }
    }
    all
}

/// Whether two people have the same, at providers that fare alike: the plan names one for several.
fn is_alike(
    base: &LoginSettings,
    wanted: &LoginSettings,
    one: &EnrolledMethods,
    other: &EnrolledMethods,
) -> bool {
    let sides = |methods: &EnrolledMethods| {
        let id = methods.external.first();
        id.map(|id| [base, wanted].map(|side| side.providers.contains(id)))
    };
    let without = |methods: &EnrolledMethods| EnrolledMethods {
        external: Vec::new(),
        ..methods.clone()
    };
    sides(one) == sides(other) && without(one) == without(other)
}

/// The settings once these calls are made.
pub fn after(base: &LoginSettings, calls: &[Call]) -> LoginSettings {
    let mut settings = base.clone();
    calls.iter().for_each(|call| call.apply(&mut settings));
    settings
}

/// Who is shut out between two calls though neither before nor after all of them.
fn shut_out_on_the_way(
    base: &LoginSettings,
    wanted: &LoginSettings,
    calls: &[Call],
) -> Vec<(usize, SignInPages, EnrolledMethods)> {
    let mut found = Vec::new();
    for who in everybody(&["a", "b", "c"]) {
        let on_either_side =
            |id: &String| base.providers.contains(id) || wanted.providers.contains(id);
        if !who.external.iter().all(on_either_side) {
            // For them no call changes more than for people without that account.
            continue;
        }
        for pages in SignInPages::every() {
            let ends = [base, wanted].map(|settings| best_access(settings, pages, &who));
            if ends
                .iter()
                .any(|access| access.is_none_or(|access| access == Access::ShutOut))
            {
                continue;
            }
            for done in 1..calls.len() {
                let between = after(base, &calls[..done]);
                if best_access(&between, pages, &who) == Some(Access::ShutOut) {
                    found.push((done, pages, who.clone()));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_merged_draft_applied_on_theirs_is_both(
        base in settings(), theirs in settings(), mine in settings(), take_mine in any::<bool>(),
    ) {
        let merged = merge(&base, &theirs, &mine);
        let wanted = resolve(&theirs, &mine, &merged, |_| take_mine);
        let done = after(&theirs, &plan(&theirs, &wanted).calls);
        prop_assert!(draft::is_same(&done, &wanted));
        for change in draft::changes(&base, &mine) {
            let conflict = merged.conflicts.iter().any(|one| one.item == change.item);
            let expected = if conflict && !take_mine { &theirs } else { &mine };
            prop_assert_eq!(done.item(&change.item), expected.item(&change.item));
        }
        for change in &merged.theirs_only {
            prop_assert_eq!(done.item(&change.item), theirs.item(&change.item));
        }
    }

    #[test]
    fn every_change_of_either_side_is_in_exactly_one_list(
        base in settings(), theirs in settings(), mine in settings(),
    ) {
        let merged = merge(&base, &theirs, &mine);
        let shared = merged.same.len() + merged.conflicts.len();
        prop_assert_eq!(merged.theirs_only.len() + shared, draft::changes(&base, &theirs).len());
        prop_assert_eq!(merged.mine_only.len() + shared, draft::changes(&base, &mine).len());
    }

    #[test]
    fn a_plan_applied_gives_what_was_wanted_and_its_inverse_what_was(
        base in settings(), wanted in settings(),
    ) {
        let done = after(&base, &plan(&base, &wanted).calls);
        prop_assert!(draft::is_same(&done, &wanted));
        let undone = after(&done, &plan(&done, &base).calls);
        prop_assert!(draft::is_same(&undone, &base));
    }

    #[test]
    fn a_plan_has_no_call_too_many(base in settings(), wanted in settings()) {
        let calls = plan(&base, &wanted).calls;
        let mut settings = base.clone();
        let mut items = Vec::new();
        for call in &calls {
            let own = call.items(&settings);
            prop_assert!(!own.is_empty(), "{:?} changes nothing", call);
            items.extend(own);
            call.apply(&mut settings);
        }
        let mut expected: Vec<_> =
            draft::changes(&base, &wanted).into_iter().map(|change| change.item).collect();
        items.sort();
        expected.sort();
        prop_assert_eq!(items, expected);
        let puts = calls.iter().filter(|call| matches!(call, Call::UpdatePolicy(_)));
        prop_assert!(puts.count() <= 1);
    }

    #[test]
    fn nobody_is_shut_out_on_the_way_without_the_plan_saying_so(
        base in settings(), wanted in settings(),
    ) {
        let made = plan(&base, &wanted);
        for (done, pages, who) in shut_out_on_the_way(&base, &wanted, &made.calls) {
            let said = made.shut_out_meanwhile.iter().any(|harm| {
                harm.pages == pages && is_alike(&base, &wanted, &harm.who, &who)
                    && harm.after_calls <= done
            });
            prop_assert!(said, "{done} {pages:?} {who:?}");
        }
    }

    #[test]
    fn any_draft_is_judged_the_most_severe_first(base in settings(), wanted in settings()) {
        let findings = evaluate(&base, &wanted, Logins::EitherAppDecides, &GuardInput::default());
        let in_order = |two: &[Finding]| two[0].severity.cmp(&two[1].severity) != Ordering::Less;
        prop_assert!(findings.windows(2).all(in_order));
        for finding in &findings {
            prop_assert!(!finding.already_so || finding.severity == Severity::ForInformation);
        }
    }

    #[test]
    fn what_was_so_before_is_no_alarm(settings in settings()) {
        let findings = evaluate(&settings, &settings, Logins::EitherAppDecides, &GuardInput::default());
        prop_assert!(findings.iter().all(|finding| finding.already_so), "{findings:?}");
    }

    #[test]
    fn people_whom_a_draft_newly_shuts_out_are_always_named(
        base in settings(), wanted in settings(),
    ) {
        let findings = evaluate(&base, &wanted, Logins::EitherAppDecides, &GuardInput::default());
        for kind in login_policy::kinds::kinds(&base, &wanted) {
            for pages in SignInPages::every() {
                let access = |of: &LoginSettings| best_access(of, pages, &kind.methods());
                let falls = access(&base) > Some(Access::ShutOut)
                    && access(&wanted) == Some(Access::ShutOut);
                let named = findings.iter().any(|finding| {
                    finding.severity >= Severity::MustBeAcknowledged
                        && finding.login.contains(&pages.login)
                        && finding.who.contains(&kind)
                        && !finding.items.is_empty()
                });
                prop_assert!(!falls || named, "{kind:?} {pages:?}");
            }
        }
    }

    #[test]
    fn nobody_is_newly_shut_out_without_an_alarm(base in delicate(), wanted in delicate()) {
        let findings = evaluate(&base, &wanted, Logins::EitherAppDecides, &GuardInput::default());
        for who in everybody(&["a", "b"]) {
            for pages in SignInPages::every() {
                let access = |of: &LoginSettings| best_access(of, pages, &who);
                let falls = access(&base) > Some(Access::ShutOut)
                    && access(&wanted) == Some(Access::ShutOut);
                let alarm = findings.iter().any(|finding| {
                    finding.guard == GuardId::KindsShutOut && finding.login.contains(&pages.login)
                });
                prop_assert!(!falls || alarm, "{pages:?} {who:?}");
            }
        }
    }

    #[test]
    fn an_outcome_is_complete_in_itself(policy in settings(), who in people()) {
        for pages in SignInPages::every() {
            for path in SignInPath::ALL {
                let Ok(said) = outcome(&policy, pages.login, pages.rules, &who, path) else { continue };
                prop_assert_eq!(said.token.is_some(), said.end.access() == Access::In);
                prop_assert!(!said.steps.is_empty());
                prop_assert!(said.steps.windows(2).all(|two| two[0] != two[1]));
            }
        }
    }

    /// The list of multi factors and these switches of the form changed nothing in any row.
    #[test]
    fn what_does_not_decide_a_sign_in_does_not_change_it(policy in settings(), who in people()) {
        let mut other = policy.clone();
        other.multi_factors.clear();
        other.hide_password_reset = !policy.hide_password_reset;
        other.allow_domain_discovery = !policy.allow_domain_discovery;
        other.default_redirect_uri.push('x');
        other.org_registration_disallowed = None;
        for pages in SignInPages::every() {
            for path in SignInPath::ALL {
                prop_assert_eq!(
                    outcome(&policy, pages.login, pages.rules, &who, path),
                    outcome(&other, pages.login, pages.rules, &who, path)
                );
            }
        }
    }
}

/// Every order of some calls.
pub fn orders(calls: &[Call]) -> Vec<Vec<Call>> {
    let Some((first, rest)) = calls.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, first.clone());
            all.push(longer);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The few orders that are tried are enough: where one of all orders harms nobody, the plan
    /// harms nobody.
    #[test]
    fn no_order_is_safer_than_the_one_planned(base in delicate(), wanted in delicate()) {
        let made = looking_after(&base, &wanted, &[], &SignInPages::every());
        if made.calls.len() <= 4 && !made.shut_out_meanwhile.is_empty() {
            for order in orders(&made.calls) {
                prop_assert!(!shut_out_on_the_way(&base, &wanted, &order).is_empty(), "{order:?}");
            }
        }
    }
}
