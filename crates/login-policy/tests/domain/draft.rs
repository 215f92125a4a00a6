//! Drafts: what is changed, set, discarded, and in which order it is told.

use login_policy::{
    Change, Draft, Field, Item, LoginSettings, MultiFactorType, SecondFactorType, Value, changes,
};

use crate::samples::{but, new_instance};

fn otp() -> Item {
    Item::SecondFactor(SecondFactorType::Otp)
}

#[test]
fn a_new_draft_wants_nothing() {
    assert_eq!(Draft::new(new_instance()).changes(), []);
}

#[test]
fn changes_stand_in_the_order_of_the_page() {
    let base = new_instance();
    let mut draft = Draft::new(base);
    let wanted = [
        (
            Item::Field(Field::PasswordCheckLifetime),
            Value::Lifetime(Default::default()),
        ),
        (Item::OrgRegistration, Value::Bool(true)),
        (otp(), Value::Bool(false)),
        (Item::Field(Field::ForceMfa), Value::Bool(true)),
        (Item::Provider("p9".to_owned()), Value::Bool(true)),
        (
            Item::MultiFactor(MultiFactorType::U2fWithVerification),
            Value::Bool(false),
        ),
        (
            Item::Field(Field::AllowUsernamePassword),
            Value::Bool(false),
        ),
    ];
    for (item, value) in wanted.clone() {
        assert!(draft.set(&item, value));
    }
    let found: Vec<Item> = draft
        .changes()
        .into_iter()
        .map(|change| change.item)
        .collect();
    let expected: Vec<Item> = wanted.into_iter().rev().map(|(item, _)| item).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_change_names_both_values() {
    let base = new_instance();
    let wanted = but(&base, |it| {
        it.second_factors
            .retain(|one| *one != SecondFactorType::Otp)
    });
    let expected = Change {
        item: otp(),
        from: Value::Bool(true),
        to: Value::Bool(false),
    };
    assert_eq!(changes(&base, &wanted), [expected]);
}

#[test]
fn the_order_of_a_list_is_no_change() {
    let base = new_instance();
    let wanted = but(&base, |it| it.second_factors.reverse());
    assert_eq!(changes(&base, &wanted), []);
}

#[test]
fn a_member_is_appended_once() {
    let mut settings = new_instance();
    for _ in 0..2 {
        assert!(settings.set_item(
            &Item::SecondFactor(SecondFactorType::OtpSms),
            Value::Bool(true)
        ));
    }
    let (otp, u2f, sms) = (
        SecondFactorType::Otp,
        SecondFactorType::U2f,
        SecondFactorType::OtpSms,
    );
    assert_eq!(settings.second_factors, [otp, u2f, sms]);
}

#[test]
fn a_member_that_the_server_has_twice_is_taken_out_at_once() {
    let mut settings = new_instance();
    settings.second_factors = vec![SecondFactorType::Otp, SecondFactorType::Otp];
    settings.set_item(&otp(), Value::Bool(false));
    assert_eq!(settings.second_factors, []);
}

#[test]
fn a_factor_taken_out_and_put_back_is_no_change_and_stands_where_it_stood() {
    let mut draft = Draft::new(new_instance());
    draft.set(&otp(), Value::Bool(false));
    assert!(draft.is_changed(&otp()));
    draft.set(&otp(), Value::Bool(true));
    assert_eq!(draft, Draft::new(new_instance()));
}

#[test]
fn one_item_is_discarded_and_the_others_stay() {
    let mut draft = Draft::new(new_instance());
    draft.set(&otp(), Value::Bool(false));
    draft.set(&Item::Field(Field::ForceMfa), Value::Bool(true));
    draft.discard(&otp());
    let left: Vec<Item> = draft
        .changes()
        .into_iter()
        .map(|change| change.item)
        .collect();
    assert_eq!(left, [Item::Field(Field::ForceMfa)]);
    draft.discard_all();
    assert_eq!(draft.changes(), []);
}

#[test]
fn a_value_of_the_wrong_kind_leaves_the_draft_alone() {
    let mut draft = Draft::new(new_instance());
    assert!(!draft.set(&otp(), Value::Text("on".to_owned())));
    assert!(!draft.set(&Item::Field(Field::ForceMfa), Value::Text("on".to_owned())));
    assert_eq!(draft.changes(), []);
}

#[test]
fn an_organization_registration_that_could_not_be_read_cannot_be_wanted() {
    let base = LoginSettings {
        org_registration_disallowed: None,
        ..new_instance()
    };
    let mut draft = Draft::new(base);
    assert!(!draft.set(&Item::OrgRegistration, Value::Bool(true)));
    assert_eq!(draft.changes(), []);
}
