//! Guards about everybody and about ways to sign in that are turned off.

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate, worst};
use login_policy::kinds::Kind;
use login_policy::{
    EnrolledMethods, Field, Item, Lifetime, LoginSettings, LoginVersion, PasswordlessType,
    SecondFactorType,
};

use crate::guards_owners::owners;
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};
use Severity::{BlocksUntilTyped, ForInformation, MustBeAcknowledged};

pub fn say(base: &LoginSettings, wanted: &LoginSettings) -> Vec<Finding> {
    evaluate(
        base,
        wanted,
        Logins::EitherAppDecides,
        &GuardInput::default(),
    )
}

/// The findings of one guard.
pub fn of(findings: &[Finding], guard: GuardId) -> Vec<&Finding> {
    findings
        .iter()
        .filter(|finding| finding.guard == guard)
        .collect()
}

/// The one finding of a guard that speaks of these pages.
#[track_caller]
pub fn one(findings: &[Finding], guard: GuardId, login: LoginVersion) -> &Finding {
    let found = of(findings, guard);
    let found: Vec<_> = found
        .into_iter()
        .filter(|one| one.login.contains(&login))
        .collect();
    let [finding] = found.as_slice() else {
        panic!("{guard:?} {login:?} in {findings:#?}")
    };
    finding
}

pub fn field(field: Field) -> Item {
    Item::Field(field)
}

pub fn account() -> Kind {
    Kind::ExternalAccount {
        provider: Some("p1".to_owned()),
    }
}

#[test]
fn switching_passkeys_on_is_safe_and_says_only_that_the_list_has_no_effect() {
    let base = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed;
        it.multi_factors.clear();
    });
    let findings = say(&base, &new_instance());
    let guards: Vec<GuardId> = findings.iter().map(|finding| finding.guard).collect();
    assert_eq!(guards, [GuardId::MultiFactorListWithoutEffect]);
    assert_eq!(worst(&findings), Some(ForInformation));
    assert_eq!(worst(&[]), None);
}

#[test]
fn passwords_off_shuts_passkeys_out_of_the_built_in_login_too() {
    let wanted = but(&with_provider(), |it| it.allow_username_password = false);
    let findings = say(&with_provider(), &wanted);
    let built_in = one(&findings, GuardId::UsernamePasswordOff, BuiltIn);
    assert_eq!(built_in.severity, MustBeAcknowledged);
    assert!(built_in.who.contains(&Kind::Passkey) && built_in.who.contains(&Kind::Password));
    assert!(!built_in.who.contains(&account()));
}

#[test]
fn passwords_off_without_a_provider_leaves_nobody_a_way_into_the_built_in_login() {
    let wanted = but(&new_instance(), |it| it.allow_username_password = false);
    let findings = say(&new_instance(), &wanted);
    let nobody = one(&findings, GuardId::NobodyCanSignIn, BuiltIn);
    assert_eq!(
        (nobody.severity, &nobody.login),
        (BlocksUntilTyped, &vec![BuiltIn])
    );
    assert_eq!(nobody.items, [field(Field::AllowUsernamePassword)]);
}

#[test]
fn what_nobody_could_do_before_is_information() {
    let base = but(&new_instance(), |it| it.allow_username_password = false);
    let wanted = but(&base, |it| it.hide_password_reset = true);
    let nobody = evaluate(&base, &wanted, Logins::BuiltIn, &owners(&[password()]));
    for guard in [GuardId::NobodyCanSignIn, GuardId::NoOwnerCanSignIn] {
        let finding = one(&nobody, guard, BuiltIn);
        assert!(finding.already_so && finding.severity == ForInformation);
    }
    assert_eq!(worst(&nobody), Some(ForInformation));
}

#[test]
fn passkeys_off_shuts_out_those_who_have_nothing_else() {
    let wanted = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    });
    let findings = say(&new_instance(), &wanted);
    for login in LoginVersion::ALL {
        let finding = one(&findings, GuardId::PasskeysOff, login);
        assert_eq!(
            (finding.severity, &finding.who),
            (MustBeAcknowledged, &vec![Kind::Passkey])
        );
        let kinds = one(&findings, GuardId::KindsShutOut, login);
        assert_eq!((&kinds.who, &kinds.items), (&finding.who, &finding.items));
    }
    assert_eq!(
        of(&findings, GuardId::PasskeysOff).len(),
        1,
        "said once for both"
    );
    assert_eq!(of(&findings, GuardId::ListedWithPasskeysOff).len(), 1);
}

#[test]
fn the_last_provider_unlinked_shuts_people_out_of_the_built_in_login_alone() {
    let findings = say(&with_provider(), &new_instance());
    let built_in = one(&findings, GuardId::ProviderUnlinked, BuiltIn);
    assert_eq!(
        (built_in.severity, &built_in.who),
        (MustBeAcknowledged, &vec![account()])
    );
    let v2 = one(&findings, GuardId::ProviderUnlinked, V2);
    assert_eq!((v2.severity, &v2.who), (ForInformation, &vec![]));
}

#[test]
fn external_login_off_is_the_same() {
    let wanted = but(&with_provider(), |it| it.allow_external_idp = false);
    let findings = say(&with_provider(), &wanted);
    assert_eq!(
        one(&findings, GuardId::ExternalLoginOff, BuiltIn).who,
        [account()]
    );
    assert_eq!(one(&findings, GuardId::ExternalLoginOff, V2).who, []);
}

#[test]
fn one_address_off_without_the_other_shuts_nearly_everybody_out_of_login_v2() {
    for disable in [Field::DisableLoginWithEmail, Field::DisableLoginWithPhone] {
        let wanted = but(&new_instance(), |it| {
            it.set(disable, login_policy::Value::Bool(true));
        });
        let findings = say(&new_instance(), &wanted);
        let odd = one(&findings, GuardId::OnlyOneAddressOff, V2);
        assert!(odd.who.contains(&Kind::Password) && odd.who.contains(&Kind::Passkey));
        assert_eq!(
            one(&findings, GuardId::NobodyCanSignIn, V2).severity,
            BlocksUntilTyped
        );
        assert_eq!(
            one(&findings, GuardId::AddressOff, BuiltIn).items,
            [field(disable)]
        );
        let built_in = evaluate(
            &new_instance(),
            &wanted,
            Logins::BuiltIn,
            &GuardInput::default(),
        );
        assert_eq!(
            of(&built_in, GuardId::OnlyOneAddressOff),
            Vec::<&Finding>::new()
        );
    }
}

#[test]
fn both_addresses_off_shut_nobody_out_who_types_the_login_name() {
    let wanted = but(&new_instance(), |it| {
        it.disable_login_with_email = true;
        it.disable_login_with_phone = true;
    });
    let findings = say(&new_instance(), &wanted);
    let guards: Vec<GuardId> = findings.iter().map(|finding| finding.guard).collect();
    assert_eq!(guards, [GuardId::AddressOff]);
}

#[test]
fn a_plan_that_shuts_somebody_out_on_the_way_says_so() {
    let base = but(&new_instance(), |it| {
        it.second_factors.clear();
        it.second_factor_check_lifetime = Lifetime::default();
    });
    let wanted = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::Otp];
        it.force_mfa = true;
    });
    let findings = say(&base, &wanted);
    let finding = one(&findings, GuardId::ShutOutMeanwhile, BuiltIn);
    assert_eq!(
        (finding.severity, &finding.who),
        (MustBeAcknowledged, &vec![Kind::PasswordAndApp])
    );
}

/// A linked account wins over everything else, so that a provider that fails shuts out people who
/// would get in without it.
#[test]
fn people_who_are_worse_off_for_having_more_are_named_by_what_they_have() {
    let base = but(&with_provider(), |it| {
        it.allow_external_idp = false;
        it.external_login_check_lifetime = Lifetime::default();
    });
    let wanted = but(&base, |it| it.allow_external_idp = true);
    let findings = say(&base, &wanted);
    let finding = one(&findings, GuardId::KindsShutOut, BuiltIn);
    let with = |methods: EnrolledMethods| {
        Kind::Combination(EnrolledMethods {
            external: external().external,
            ..methods
        })
    };
    assert_eq!(finding.who, [with(password()), with(passkey())]);
    assert_eq!(finding.items, [field(Field::AllowExternalIdp)]);
    assert_eq!(of(&findings, GuardId::KindsShutOut).len(), 1);
}
