//! Orders that look after the owners, whoever else they harm.

use login_policy::owners::{Owner, OwnerMethods};
use login_policy::{
    EnrolledMethods, Lifetime, LoginSettings, LoginVersion, NoOwnerMeanwhile, Plan, PlanContext,
    SecondFactorType, SignInPages, plan, plan_for,
};

use crate::plan::names_of;
use crate::samples::{but, new_instance, old, passkey, password_and_app, with_provider};

const APP: &str = "+SECOND_FACTOR_TYPE_OTP";
const KEY: &str = "+SECOND_FACTOR_TYPE_U2F";

fn owner(methods: OwnerMethods) -> Owner {
    Owner {
        id: String::new(),
        methods,
        follows_instance: Some(true),
    }
}

/// The plan where nothing is asked about the token.
pub fn looking_after(
    base: &LoginSettings,
    wanted: &LoginSettings,
    owners: &[Owner],
    pages: &[SignInPages],
) -> Plan {
    let context = PlanContext {
        owners,
        pages,
        token: None,
    };
    plan_for(base, wanted, &context)
}

fn planned(base: &LoginSettings, wanted: &LoginSettings, owners: &[EnrolledMethods]) -> Plan {
    let owners = owners.iter().cloned().map(OwnerMethods::Read).map(owner);
    looking_after(
        base,
        wanted,
        &owners.collect::<Vec<_>>(),
        &LoginVersion::ALL.map(old),
    )
}

/// Nothing is listed, and what will be listed would not hold.
fn without_list(base: &LoginSettings) -> LoginSettings {
    but(base, |it| {
        it.second_factors.clear();
        it.second_factor_check_lifetime = Lifetime::default();
    })
}

/// Settings between which every order shuts out people with an authenticator app.
pub fn no_way_round() -> (LoginSettings, LoginSettings) {
    let base = without_list(&new_instance());
    let wanted = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::Otp];
        it.force_mfa = true;
    });
    (base, wanted)
}

/// Forcing first refuses people with a password alone, which is worse for people as a whole; an
/// owner who comes from a provider is spared by it.
#[test]
fn the_only_owner_counts_more_than_every_other_kind_of_person() {
    let base = but(&without_list(&with_provider()), |it| {
        it.allow_external_idp = false;
    });
    let wanted = but(&with_provider(), |it| {
        it.force_mfa_local_only = true;
        it.second_factors = vec![SecondFactorType::Otp];
    });
    let owner = EnrolledMethods {
        external: vec!["p1".to_owned()],
        ..password_and_app()
    };
    assert_eq!(names_of(&plan(&base, &wanted).calls), [APP, "fields"]);
    let made = planned(&base, &wanted, &[owner]);
    assert_eq!(names_of(&made.calls), ["fields", APP]);
    assert_eq!(made.no_owner_meanwhile, []);
    assert!(!made.shut_out_meanwhile.is_empty());
}

/// The key comes first and makes forcing possible, the app last and only once it holds.
#[test]
fn a_group_of_calls_is_taken_apart_where_only_that_spares_the_owner() {
    let base = without_list(&new_instance());
    let wanted = but(&new_instance(), |it| it.force_mfa = true);
    let made = planned(&base, &wanted, &[password_and_app()]);
    assert_eq!(names_of(&made.calls), [KEY, "fields", APP]);
    assert_eq!(made.no_owner_meanwhile, []);
}

#[test]
fn where_no_order_spares_the_only_owner_it_is_said_and_another_owner_is_enough() {
    let (base, wanted) = no_way_round();
    let harm = NoOwnerMeanwhile {
        after_calls: 1,
        pages: old(LoginVersion::BuiltIn),
    };
    let alone = planned(&base, &wanted, &[password_and_app()]);
    assert_eq!(alone.no_owner_meanwhile, [harm]);
    let two = planned(&base, &wanted, &[password_and_app(), passkey()]);
    assert_eq!(two.no_owner_meanwhile, []);
}

#[test]
fn an_account_that_is_not_active_is_nobody_left_and_one_not_read_may_be() {
    let (base, wanted) = no_way_round();
    let app = || owner(OwnerMethods::Read(password_and_app()));
    for (other, harms) in [(OwnerMethods::NotActive, 1), (OwnerMethods::Unread, 0)] {
        let owners = [app(), owner(other)];
        let made = looking_after(&base, &wanted, &owners, &LoginVersion::ALL.map(old));
        assert_eq!(made.no_owner_meanwhile.len(), harms);
    }
}

#[test]
fn nothing_is_said_of_pages_that_nobody_meets() {
    let (base, wanted) = no_way_round();
    let owners = [owner(OwnerMethods::Read(password_and_app()))];
    let made = looking_after(&base, &wanted, &owners, &[old(LoginVersion::V2)]);
    assert_eq!(
        (made.no_owner_meanwhile, made.shut_out_meanwhile),
        (vec![], vec![])
    );
}
