//! Requiring a second factor, and the list of those that may be set up.

use login_policy::guard::{Finding, GuardId, Severity};
use login_policy::kinds::Kind;
use login_policy::{Field, Item, LoginVersion, SecondFactorType};

use crate::guards::{account, field, of, one, say};
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};
use Severity::{ForInformation, MustBeAcknowledged};

#[test]
fn forcing_asks_people_without_a_second_factor_to_set_one_up() {
    let wanted = but(&with_provider(), |it| it.force_mfa = true);
    let findings = say(&with_provider(), &wanted);
    let finding = one(&findings, GuardId::SecondFactorBecomesRequired, BuiltIn);
    assert_eq!(finding.severity, MustBeAcknowledged);
    assert_eq!(finding.who, [Kind::Password, account()]);
    let tokens = of(&findings, GuardId::TokensCutOff);
    assert_eq!(
        tokens[0].who,
        [Kind::Password, Kind::PasskeyAndPassword, account()]
    );
    assert_eq!(of(&findings, GuardId::KindsShutOut), Vec::<&Finding>::new());
}

#[test]
fn local_only_spares_people_from_a_provider() {
    let wanted = but(&with_provider(), |it| it.force_mfa_local_only = true);
    let findings = say(&with_provider(), &wanted);
    let finding = one(&findings, GuardId::SecondFactorBecomesRequired, V2);
    assert_eq!(finding.who, [Kind::Password]);
    assert!(
        !of(&findings, GuardId::TokensCutOff)[0]
            .who
            .contains(&account())
    );
}

#[test]
fn both_forces_ask_people_from_a_provider_in_login_v2_alone() {
    let wanted = but(&with_provider(), |it| {
        it.force_mfa = true;
        it.force_mfa_local_only = true;
    });
    let findings = say(&with_provider(), &wanted);
    assert_eq!(
        of(&findings, GuardId::BothForces)[0].severity,
        ForInformation
    );
    let required = |login| &one(&findings, GuardId::SecondFactorBecomesRequired, login).who;
    assert_eq!(required(BuiltIn), &[Kind::Password]);
    assert_eq!(required(V2), &[Kind::Password, account()]);
}

#[test]
fn forcing_with_an_empty_list_shuts_people_out() {
    let base = but(&new_instance(), |it| it.second_factors.clear());
    let wanted = but(&base, |it| it.force_mfa = true);
    let findings = say(&base, &wanted);
    let built_in = one(&findings, GuardId::ForcedWithEmptyList, BuiltIn);
    assert_eq!(built_in.severity, MustBeAcknowledged);
    assert!(built_in.who.contains(&Kind::PasswordAndApp));
    assert!(!built_in.who.contains(&Kind::Passkey));
    let v2 = one(&findings, GuardId::ForcedWithEmptyList, V2);
    assert!(
        !v2.who.contains(&Kind::PasswordAndApp),
        "login v2 asks for it all the same"
    );
}

#[test]
fn forcing_with_recovery_codes_alone_is_as_with_an_empty_list() {
    let codes = SecondFactorType::RecoveryCodes;
    let listed = but(&new_instance(), |it| {
        it.second_factors = vec![codes.clone()]
    });
    let forced = but(&listed, |it| it.force_mfa = true);
    let findings = say(&listed, &forced);
    let empty_list = of(&findings, GuardId::ForcedWithEmptyList);
    assert_eq!(empty_list, Vec::<&Finding>::new());
    let built_in = one(&findings, GuardId::OnlyRecoveryCodes, BuiltIn);
    assert_eq!(built_in.severity, MustBeAcknowledged);
    let factor = Item::SecondFactor(codes);
    assert_eq!(built_in.items, [field(Field::ForceMfa), factor.clone()]);
    assert!(built_in.who.contains(&Kind::PasswordAndApp));
    assert!(!built_in.who.contains(&Kind::Passkey));
    let v2 = one(&findings, GuardId::OnlyRecoveryCodes, V2);
    assert!(v2.who.contains(&Kind::Password));
    assert!(
        !v2.who.contains(&Kind::PasswordAndApp),
        "login v2 asks for what people have"
    );
    let shut_out = one(&findings, GuardId::KindsShutOut, BuiltIn);
    assert!(shut_out.who.contains(&Kind::Password));
    // Coming from a list with something else it is the same, and so before it is information.
    let findings = say(&new_instance(), &forced);
    one(&findings, GuardId::OnlyRecoveryCodes, BuiltIn);
    let findings = say(&forced, &but(&forced, |it| it.hide_password_reset = true));
    assert!(one(&findings, GuardId::OnlyRecoveryCodes, V2).already_so);
    let not_listed = of(&findings, GuardId::ForcedButNotListed);
    assert_eq!(not_listed, Vec::<&Finding>::new());
}

#[test]
fn listing_recovery_codes_is_said_to_change_nothing() {
    let codes = SecondFactorType::RecoveryCodes;
    let listed = but(&new_instance(), |it| it.second_factors.push(codes.clone()));
    let findings = say(&new_instance(), &listed);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}")
    };
    assert_eq!(finding.guard, GuardId::RecoveryCodesListed);
    assert_eq!(finding.severity, ForInformation);
    assert!(say(&listed, &listed)[0].already_so);
    assert_eq!(
        say(&listed, &new_instance()),
        [],
        "nothing is lost with them"
    );
}

#[test]
fn removing_the_last_factor_while_forced_is_the_same() {
    let base = but(&new_instance(), |it| it.force_mfa = true);
    let wanted = but(&base, |it| it.second_factors.clear());
    let findings = say(&base, &wanted);
    let finding = one(&findings, GuardId::ForcedWithEmptyList, BuiltIn);
    assert!(
        finding
            .items
            .contains(&Item::SecondFactor(SecondFactorType::Otp))
    );
    assert!(finding.who.contains(&Kind::PasswordAndApp));
}

#[test]
fn forcing_without_a_factor_that_people_have_is_said_for_the_built_in_login() {
    let base = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::U2f]
    });
    let wanted = but(&base, |it| it.force_mfa = true);
    let findings = say(&base, &wanted);
    let finding = one(&findings, GuardId::ForcedButNotListed, BuiltIn);
    assert_eq!(
        (finding.severity, &finding.who),
        (MustBeAcknowledged, &vec![Kind::PasswordAndApp])
    );
    assert_eq!(finding.login, [BuiltIn]);
    let otp = Item::SecondFactor(SecondFactorType::Otp);
    assert_eq!(finding.items, [field(Field::ForceMfa), otp]);
}

#[test]
fn removing_a_factor_is_said_with_whom_it_concerns() {
    let wanted = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::Otp]
    });
    let findings = say(&new_instance(), &wanted);
    let built_in = one(&findings, GuardId::FactorRemoved, BuiltIn);
    assert_eq!(
        (built_in.severity, &built_in.who),
        (MustBeAcknowledged, &vec![Kind::PasswordAndKey])
    );
    assert_eq!(
        one(&findings, GuardId::FactorRemoved, V2).severity,
        ForInformation
    );
}
