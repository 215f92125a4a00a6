//! What holds for any owners while a plan is under way.

use login_policy::owners::{AnyOwner, Owner, OwnerMethods, any_owner_left};
use login_policy::{Call, EnrolledMethods, LoginSettings, Plan, SignInPages, draft, plan};
use proptest::prelude::*;

use crate::any::{delicate, owners, people, settings};
use crate::plan_owners::looking_after;
use crate::properties::{after, orders};

fn nobody(owners: &[Owner], settings: &LoginSettings, pages: SignInPages) -> bool {
    any_owner_left(owners, settings, pages) == AnyOwner::NobodyCanSignIn
}

/// Where every owner is shut out between two calls and neither before nor after all of them.
fn without_owner(
    base: &LoginSettings,
    wanted: &LoginSettings,
    owners: &[Owner],
    all: &[SignInPages],
    calls: &[Call],
) -> Vec<(usize, SignInPages)> {
    let mut found = Vec::new();
    for &pages in all {
        if nobody(owners, base, pages) || nobody(owners, wanted, pages) {
            continue;
        }
        for done in 1..calls.len() {
            if nobody(owners, &after(base, &calls[..done]), pages) {
                found.push((done, pages));
            }
        }
    }
    found
}

/// What a plan reports, in the form of [`without_owner`].
fn reported(plan: &Plan) -> Vec<(usize, SignInPages)> {
    let harms = plan.no_owner_meanwhile.iter();
    harms.map(|harm| (harm.after_calls, harm.pages)).collect()
}

fn pages() -> impl Strategy<Value = Vec<SignInPages>> {
    proptest::sample::subsequence(SignInPages::every(), 1..=5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn owners_change_the_order_of_a_plan_and_nothing_else(
        base in settings(), wanted in settings(), owners in owners(), pages in pages(),
    ) {
        let made = looking_after(&base, &wanted, &owners, &pages).calls;
        let done = after(&base, &made);
        prop_assert!(draft::is_same(&done, &wanted));
        let undone = after(&done, &looking_after(&done, &base, &owners, &pages).calls);
        prop_assert!(draft::is_same(&undone, &base));
        let usual = plan(&base, &wanted).calls;
        prop_assert_eq!(made.len(), usual.len());
        prop_assert!(made.iter().all(|call| usual.contains(call)));
    }

    /// No state on the way shuts every owner out unless base or draft does, or it is said.
    #[test]
    fn every_owner_is_shut_out_on_the_way_exactly_where_the_plan_says_so(
        base in settings(), wanted in settings(), owners in owners(), pages in pages(),
    ) {
        let made = looking_after(&base, &wanted, &owners, &pages);
        let mut found = without_owner(&base, &wanted, &owners, &pages, &made.calls);
        found.dedup_by_key(|(_, pages)| *pages);
        let mut said = reported(&made);
        said.sort_by_key(|(_, pages)| *pages);
        prop_assert_eq!(said, found);
    }
}

/// One or two owners of whom everything is known, so that an order can easily shut them out.
fn few_owners() -> impl Strategy<Value = Vec<Owner>> {
    proptest::collection::vec(people(), 1..=2).prop_map(|people| {
        let owners = people.into_iter().enumerate().map(|(id, methods)| Owner {
            id: id.to_string(),
            methods: OwnerMethods::Read(EnrolledMethods {
                code_by_mail: false,
                code_by_text: false,
                ..methods
            }),
            follows_instance: Some(true),
        });
        owners.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The strongest that can be promised: where it is said, no order of the calls would do.
    #[test]
    fn it_is_said_only_where_every_order_of_the_calls_shuts_every_owner_out(
        base in delicate(), wanted in delicate(), owners in few_owners(), pages in pages(),
    ) {
        let made = looking_after(&base, &wanted, &owners, &pages);
        let found = without_owner(&base, &wanted, &owners, &pages, &made.calls);
        prop_assert_eq!(found.is_empty(), made.no_owner_meanwhile.is_empty());
        if !found.is_empty() && made.calls.len() <= 5 {
            for order in orders(&made.calls) {
                let other = without_owner(&base, &wanted, &owners, &pages, &order);
                prop_assert!(!other.is_empty(), "{order:?}");
            }
        }
    }
}
