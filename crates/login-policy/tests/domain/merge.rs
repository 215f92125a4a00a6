//! Two sides changed the same settings.

use login_policy::{Field, Item, PasswordlessType, SecondFactorType, Value, merge, resolve};

use crate::samples::{but, new_instance};

fn password_lifetime(seconds: i64) -> impl FnOnce(&mut login_policy::LoginSettings) {
    move |it| it.password_check_lifetime = login_policy::Lifetime::from_seconds(seconds)
}

#[test]
fn what_only_they_changed_is_kept_and_what_only_i_want_is_added() {
    let base = new_instance();
    let theirs = but(&base, |it| it.allow_register = false);
    let mine = but(&base, |it| it.second_factors.push(SecondFactorType::OtpSms));
    let merged = merge(&base, &theirs, &mine);
    assert_eq!(
        merged.theirs_only[0].item,
        Item::Field(Field::AllowRegister)
    );
    assert_eq!(
        merged.mine_only[0].item,
        Item::SecondFactor(SecondFactorType::OtpSms)
    );
    assert!(merged.same.is_empty() && merged.conflicts.is_empty());
    let wanted = resolve(&theirs, &mine, &merged, |_| false);
    assert!(!wanted.allow_register);
    assert!(wanted.second_factors.contains(&SecondFactorType::OtpSms));
}

#[test]
fn what_they_already_did_is_not_done_twice() {
    let base = new_instance();
    let both = but(&base, |it| {
        it.passwordless_type = PasswordlessType::NotAllowed
    });
    let merged = merge(&base, &both, &both);
    assert_eq!(merged.same.len(), 1);
    assert!(merged.mine_only.is_empty() && merged.theirs_only.is_empty());
    assert_eq!(resolve(&both, &both, &merged, |_| true), both);
}

#[test]
fn a_conflict_shows_all_three_values_and_goes_the_way_that_was_decided() {
    let base = new_instance();
    let theirs = but(&base, password_lifetime(60));
    let mine = but(&base, password_lifetime(120));
    let merged = merge(&base, &theirs, &mine);
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("{merged:?}")
    };
    let field = Field::PasswordCheckLifetime;
    assert_eq!(conflict.item, Item::Field(field));
    assert_eq!(conflict.base, base.get(field));
    assert_eq!(conflict.theirs, theirs.get(field));
    assert_eq!(conflict.mine, mine.get(field));
    assert_eq!(
        resolve(&theirs, &mine, &merged, |_| false).get(field),
        theirs.get(field)
    );
    assert_eq!(
        resolve(&theirs, &mine, &merged, |_| true).get(field),
        mine.get(field)
    );
}

#[test]
fn a_list_member_never_conflicts() {
    let base = new_instance();
    let less = but(&base, |it| it.second_factors.clear());
    assert!(merge(&base, &less, &less).conflicts.is_empty());
    assert!(merge(&base, &base, &less).conflicts.is_empty());
}

#[test]
fn an_organization_registration_that_cannot_be_read_any_more_is_still_wanted() {
    let base = new_instance();
    let theirs = but(&base, |it| it.org_registration_disallowed = None);
    let mine = but(&base, |it| it.org_registration_disallowed = Some(true));
    let merged = merge(&base, &theirs, &mine);
    assert_eq!(merged.mine_only[0].to, Value::Bool(true));
    let wanted = resolve(&theirs, &mine, &merged, |_| false);
    assert_eq!(login_policy::plan(&theirs, &wanted).calls.len(), 1);
}
