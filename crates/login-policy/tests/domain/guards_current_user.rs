//! "This affects you, now."

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::{EnrolledMethods, Field, Item, LoginSettings, LoginVersion, PasswordlessType};

use crate::guards::{of, one};
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};
use Severity::{BlocksUntilTyped, MustBeAcknowledged};

fn me(methods: EnrolledMethods, amr: &[&str]) -> GuardInput {
    GuardInput {
        own_methods: Some(methods),
        own_amr: Some(amr.iter().map(|method| (*method).to_owned()).collect()),
        own_organization_follows: Some(true),
        ..GuardInput::default()
    }
}

fn say(wanted: &LoginSettings, facts: &GuardInput) -> Vec<Finding> {
    evaluate(&with_provider(), wanted, Logins::EitherAppDecides, facts)
}

fn forced() -> LoginSettings {
    but(&with_provider(), |it| it.force_mfa = true)
}

#[test]
fn forcing_without_a_second_factor_of_ones_own_is_stopped() {
    let findings = say(&forced(), &me(password(), &["pwd"]));
    let [cut_off] = of(&findings, GuardId::YourTokenIsCutOff)[..] else {
        panic!()
    };
    assert_eq!(cut_off.severity, BlocksUntilTyped);
    assert_eq!(cut_off.items, [Item::Field(Field::ForceMfa)]);
    assert_eq!(cut_off.login, [], "the API does not ask which pages");
    let set_up = one(&findings, GuardId::YouMustSetUpSecondFactor, BuiltIn);
    assert_eq!(set_up.severity, MustBeAcknowledged);
}

#[test]
fn somebody_who_came_in_by_password_but_has_a_factor_can_come_back_with_it() {
    let findings = say(&forced(), &me(passkey_and_password(), &["pwd"]));
    assert_eq!(
        of(&findings, GuardId::YourTokenIsCutOff)[0].severity,
        MustBeAcknowledged
    );
    assert_eq!(
        of(&findings, GuardId::YouMustSetUpSecondFactor),
        Vec::<&Finding>::new()
    );
}

#[test]
fn a_token_with_two_factors_or_a_passkey_is_not_touched() {
    for (methods, amr) in [
        (password_and_app(), &["pwd", "otp", "mfa"][..]),
        (passkey(), &["user", "mfa"][..]),
    ] {
        let findings = say(&forced(), &me(methods, amr));
        assert_eq!(
            of(&findings, GuardId::YourTokenIsCutOff),
            Vec::<&Finding>::new()
        );
    }
}

#[test]
fn a_token_from_a_provider_is_cut_off_by_forcing_everybody_and_spared_by_local_only() {
    let findings = say(&forced(), &me(external(), &[]));
    assert_eq!(
        of(&findings, GuardId::YourTokenIsCutOff)[0].severity,
        BlocksUntilTyped
    );
    for both in [false, true] {
        let local_only = but(&with_provider(), |it| {
            it.force_mfa_local_only = true;
            it.force_mfa = both;
        });
        let findings = say(&local_only, &me(external(), &[]));
        assert_eq!(
            of(&findings, GuardId::YourTokenIsCutOff),
            Vec::<&Finding>::new()
        );
    }
}

#[test]
fn what_is_not_known_of_oneself_counts_as_missing() {
    let findings = say(&forced(), &GuardInput::default());
    assert_eq!(
        of(&findings, GuardId::YourTokenIsCutOff)[0].severity,
        BlocksUntilTyped
    );
    let only_means = GuardInput {
        own_methods: Some(password_and_app()),
        ..GuardInput::default()
    };
    assert_eq!(
        of(&say(&forced(), &only_means), GuardId::YourTokenIsCutOff),
        Vec::<&Finding>::new()
    );
}

#[test]
fn a_requirement_that_already_held_cuts_nobody_off() {
    let findings = evaluate(
        &forced(),
        &but(&forced(), |it| it.force_mfa_local_only = true),
        Logins::BuiltIn,
        &me(password(), &["pwd"]),
    );
    assert_eq!(
        of(&findings, GuardId::YourTokenIsCutOff),
        Vec::<&Finding>::new()
    );
}

#[test]
fn nothing_is_said_to_somebody_whose_organization_has_its_own_settings() {
    let facts = GuardInput {
        own_organization_follows: Some(false),
        ..me(password(), &["pwd"])
    };
    let findings = say(&forced(), &facts);
    let own = [
        GuardId::YourTokenIsCutOff,
        GuardId::YouMustSetUpSecondFactor,
    ];
    assert!(findings.iter().all(|finding| !own.contains(&finding.guard)));
}

#[test]
fn shutting_oneself_out_blocks_on_the_pages_where_it_does() {
    let wanted = but(&with_provider(), |it| it.allow_username_password = false);
    let findings = say(&wanted, &me(passkey(), &["user", "mfa"]));
    let finding = one(&findings, GuardId::YouCannotSignIn, BuiltIn);
    assert_eq!(
        (finding.severity, &finding.login),
        (BlocksUntilTyped, &vec![BuiltIn])
    );
    assert_eq!(finding.items, [Item::Field(Field::AllowUsernamePassword)]);
}

#[test]
fn two_switches_that_only_together_shut_one_out_are_both_named() {
    let wanted = but(&with_provider(), |it| {
        it.allow_external_idp = false;
        it.passwordless_type = PasswordlessType::NotAllowed;
        it.hide_password_reset = true;
        it.multi_factors.clear();
        it.org_registration_disallowed = Some(true);
    });
    let both_ways = EnrolledMethods {
        passkey: true,
        ..external()
    };
    let findings = say(&wanted, &me(both_ways, &[]));
    let finding = one(&findings, GuardId::YouCannotSignIn, BuiltIn);
    let fields = [Field::PasswordlessType, Field::AllowExternalIdp];
    assert_eq!(finding.items, fields.map(Item::Field));
}

#[test]
fn turning_off_the_way_one_came_in_by_is_asked_about_where_another_is_left() {
    let no_passkeys = but(&with_provider(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    });
    let findings = say(&no_passkeys, &me(passkey_and_password(), &["user", "mfa"]));
    let finding = one(&findings, GuardId::YourWayIsTurnedOff, BuiltIn);
    assert_eq!(finding.severity, MustBeAcknowledged);
    assert_eq!(finding.items, [Item::Field(Field::PasswordlessType)]);
    let by_password = say(&no_passkeys, &me(passkey_and_password(), &["pwd"]));
    assert_eq!(
        of(&by_password, GuardId::YourWayIsTurnedOff),
        Vec::<&Finding>::new()
    );
}

#[test]
fn unlinking_ones_own_provider_is_turning_off_the_way_one_came_in_by() {
    let who = EnrolledMethods {
        password: true,
        ..external()
    };
    let findings = say(&new_instance(), &me(who.clone(), &[]));
    let by_password = say(&new_instance(), &me(who.clone(), &["pwd"]));
    assert_eq!(
        of(&by_password, GuardId::YourWayIsTurnedOff),
        Vec::<&Finding>::new()
    );
    let finding = one(&findings, GuardId::YourWayIsTurnedOff, V2);
    assert_eq!(finding.items, [Item::Provider("p1".to_owned())]);
    let passwords_off = but(&with_provider(), |it| it.allow_username_password = false);
    let findings = say(&passwords_off, &me(who, &["pwd"]));
    let finding = one(&findings, GuardId::YourWayIsTurnedOff, BuiltIn);
    assert_eq!(finding.items, [Item::Field(Field::AllowUsernamePassword)]);
}
