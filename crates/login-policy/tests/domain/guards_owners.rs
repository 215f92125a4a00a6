//! Guards about owners: whether one is left, and of whom that is not known.

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::owners::{Owner, OwnerMethods};
use login_policy::{EnrolledMethods, Field, Item, LoginSettings, LoginVersion, PasswordlessType};

use crate::guards::{field, of, one, say};
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};
use Severity::{BlocksUntilTyped, ForInformation, MustBeAcknowledged};

/// Owners with these means, numbered from 0.
pub fn owners(methods: &[EnrolledMethods]) -> GuardInput {
    some_owners(methods.iter().cloned().map(OwnerMethods::Read))
}

fn some_owners(methods: impl IntoIterator<Item = OwnerMethods>) -> GuardInput {
    let owners = methods.into_iter().enumerate().map(|(id, methods)| Owner {
        id: id.to_string(),
        methods,
        follows_instance: None,
    });
    GuardInput {
        owners: Some(owners.collect()),
        ..GuardInput::default()
    }
}

fn passkeys_off() -> LoginSettings {
    but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    })
}

#[test]
fn the_last_owner_shut_out_blocks_and_one_owner_left_does_not() {
    let wanted = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    });
    let alone = evaluate(&new_instance(), &wanted, Logins::V2, &owners(&[passkey()]));
    let finding = one(&alone, GuardId::NoOwnerCanSignIn, V2);
    assert_eq!(finding.severity, BlocksUntilTyped);
    assert_eq!(finding.owners, ["0"]);
    assert_eq!(finding.items, [field(Field::PasswordlessType)]);
    let two = evaluate(
        &new_instance(),
        &wanted,
        Logins::V2,
        &owners(&[passkey(), password()]),
    );
    assert_eq!(of(&two, GuardId::NoOwnerCanSignIn), Vec::<&Finding>::new());
}

#[test]
fn owners_who_could_not_be_read_are_a_question_once_somebody_is_shut_out() {
    let wanted = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    });
    let findings = say(&new_instance(), &wanted);
    assert_eq!(
        one(&findings, GuardId::OwnersNotKnown, BuiltIn).severity,
        MustBeAcknowledged
    );
    let harmless = but(&new_instance(), |it| it.hide_password_reset = true);
    assert_eq!(
        of(&say(&new_instance(), &harmless), GuardId::OwnersNotKnown),
        Vec::<&Finding>::new()
    );
}

#[test]
fn the_switches_that_shut_the_last_owner_out_are_named_even_where_no_other_kind_is_shut_out() {
    let mail_is_name = EnrolledMethods {
        login_name_is: login_policy::LoginNameIs::MailAddress,
        ..password()
    };
    let base = but(&new_instance(), |it| it.disable_login_with_phone = true);
    let wanted = but(&base, |it| {
        it.disable_login_with_phone = false;
        it.disable_login_with_email = true;
    });
    let findings = evaluate(&base, &wanted, Logins::V2, &owners(&[mail_is_name]));
    let finding = one(&findings, GuardId::NoOwnerCanSignIn, V2);
    assert_eq!(finding.severity, BlocksUntilTyped);
    // Either alone would have left the way open.
    let both = [Field::DisableLoginWithEmail, Field::DisableLoginWithPhone];
    assert_eq!(finding.items, both.map(Item::Field));
}

#[test]
fn an_owner_whose_account_is_not_active_is_no_owner_left() {
    let facts = some_owners([OwnerMethods::NotActive, OwnerMethods::Read(passkey())]);
    let findings = evaluate(&new_instance(), &passkeys_off(), Logins::V2, &facts);
    let finding = one(&findings, GuardId::NoOwnerCanSignIn, V2);
    assert_eq!(finding.severity, BlocksUntilTyped);
    assert_eq!(
        finding.owners,
        ["1"],
        "the draft changes nothing for the other"
    );
    assert_eq!(finding.items, [field(Field::PasswordlessType)]);
}

#[test]
fn owners_of_whom_none_is_active_are_no_alarm_and_not_unknown() {
    let facts = some_owners([OwnerMethods::NotActive]);
    let findings = evaluate(&new_instance(), &passkeys_off(), Logins::V2, &facts);
    let finding = one(&findings, GuardId::NoOwnerCanSignIn, V2);
    assert!(finding.already_so && finding.severity == ForInformation);
    assert_eq!(finding.owners, ["0"]);
    assert_eq!(
        of(&findings, GuardId::OwnersNotKnown),
        Vec::<&Finding>::new()
    );
}

/// With the list empty and the lifetime zero, listing the app first asks its owner without end, and
/// forcing first refuses them.
#[test]
fn a_plan_that_leaves_no_owner_a_way_in_on_the_way_blocks_and_names_them() {
    let (base, wanted) = crate::plan_owners::no_way_round();
    let facts = some_owners([
        OwnerMethods::Read(password_and_app()),
        OwnerMethods::NotActive,
    ]);
    let findings = evaluate(&base, &wanted, Logins::EitherAppDecides, &facts);
    let finding = one(&findings, GuardId::NoOwnerMeanwhile, BuiltIn);
    assert_eq!(finding.severity, BlocksUntilTyped);
    assert_eq!(
        (&finding.login, &finding.owners),
        (&vec![BuiltIn], &vec!["0".to_owned()])
    );
    let with_another = owners(&[password_and_app(), password()]);
    let findings = evaluate(&base, &wanted, Logins::EitherAppDecides, &with_another);
    assert_eq!(
        of(&findings, GuardId::NoOwnerMeanwhile),
        Vec::<&Finding>::new()
    );
}

#[test]
fn the_question_about_owners_names_nobody_whose_account_is_not_active() {
    let facts = some_owners([
        OwnerMethods::NotActive,
        OwnerMethods::Unread,
        OwnerMethods::Read(passkey()),
    ]);
    let findings = evaluate(&new_instance(), &passkeys_off(), Logins::V2, &facts);
    let finding = one(&findings, GuardId::OwnersNotKnown, V2);
    assert_eq!(finding.severity, MustBeAcknowledged);
    assert_eq!(finding.owners, ["1", "2"]);
}
