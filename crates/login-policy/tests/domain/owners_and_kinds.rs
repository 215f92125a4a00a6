//! How owners fare, and the kinds of people a preview shows.

use login_policy::kinds::{Kind, kinds, preview};
use login_policy::outcome::NotKnown;
use login_policy::owners::{AnyOwner, Fate, Owner, OwnerMeans, any_owner, fates};
use login_policy::{Access, Ending, LoginVersion, Means};

use crate::samples::*;

fn owner(id: &str, means: Means) -> Owner {
    Owner {
        id: id.to_owned(),
        means: OwnerMeans::Read(means),
        follows_instance: Some(true),
    }
}

fn unread(id: &str) -> Owner {
    Owner {
        means: OwnerMeans::Unread,
        ..owner(id, Means::default())
    }
}

#[test]
fn each_owner_fares_as_their_means_allow() {
    let wanted = but(&new_instance(), |it| it.allow_username_password = false);
    let owners = [owner("1", password()), owner("2", passkey()), unread("3")];
    let known = Fate::Known;
    let after = |login| -> Vec<Fate> {
        let fates = fates(&owners, &new_instance(), &wanted, &[old(login)]);
        fates.iter().map(|fate| fate.after).collect()
    };
    let (out, inside) = (known(Access::ShutOut), known(Access::In));
    assert_eq!(after(LoginVersion::BuiltIn), [out, out, Fate::NotKnown]);
    assert_eq!(after(LoginVersion::V2), [out, inside, Fate::NotKnown]);
}

#[test]
fn an_owner_whose_organization_has_its_own_settings_is_not_reached() {
    let wanted = but(&new_instance(), |it| it.allow_username_password = false);
    let elsewhere = Owner {
        follows_instance: Some(false),
        ..owner("1", password())
    };
    let fates = fates(
        &[elsewhere],
        &new_instance(),
        &wanted,
        &[old(LoginVersion::BuiltIn)],
    );
    assert_eq!(fates[0].after, Fate::NotReached);
    assert_eq!(any_owner([fates[0].after]), AnyOwner::CanSignIn);
}

#[test]
fn an_account_that_is_not_active_lets_nobody_in_wherever_they_are() {
    for follows_instance in [Some(true), Some(false), None] {
        let inactive = Owner {
            means: OwnerMeans::NotActive,
            follows_instance,
            ..owner("1", password())
        };
        let fates = fates(
            &[inactive],
            &new_instance(),
            &new_instance(),
            &[old(LoginVersion::V2)],
        );
        assert_eq!(
            (fates[0].before, fates[0].after),
            (Fate::NotActive, Fate::NotActive)
        );
    }
}

/// Settings elsewhere are not known to let in somebody of whom nothing is known, or who has
/// nothing.
#[test]
fn an_owner_elsewhere_is_counted_only_with_something_to_sign_in_with() {
    for someone in [unread("1"), owner("2", Means::default())] {
        let elsewhere = Owner {
            follows_instance: Some(false),
            ..someone
        };
        let fates = fates(
            &[elsewhere],
            &new_instance(),
            &new_instance(),
            &[old(LoginVersion::BuiltIn)],
        );
        assert_eq!(fates[0].after, Fate::NotKnown);
    }
}

#[test]
fn nobody_is_left_only_when_everybody_is_known_to_be_shut_out() {
    let (inside, set_up, out) = (Access::In, Access::AfterSetUp, Access::ShutOut);
    for (fates, verdict) in [
        (vec![], AnyOwner::NotKnown),
        (vec![Fate::Known(out)], AnyOwner::NobodyCanSignIn),
        (vec![Fate::Known(out), Fate::NotKnown], AnyOwner::NotKnown),
        (vec![Fate::NotKnown, Fate::Known(out)], AnyOwner::NotKnown),
        (
            vec![Fate::NotKnown, Fate::Known(set_up)],
            AnyOwner::CanSignIn,
        ),
        (
            vec![Fate::Known(out), Fate::Known(inside)],
            AnyOwner::CanSignIn,
        ),
        (
            vec![Fate::Known(out), Fate::NotReached],
            AnyOwner::CanSignIn,
        ),
        (vec![Fate::NotActive], AnyOwner::NobodyCanSignIn),
        (
            vec![Fate::NotActive, Fate::Known(out)],
            AnyOwner::NobodyCanSignIn,
        ),
        (vec![Fate::NotActive, Fate::NotKnown], AnyOwner::NotKnown),
        (vec![Fate::NotKnown, Fate::NotActive], AnyOwner::NotKnown),
        (
            vec![Fate::NotActive, Fate::Known(inside)],
            AnyOwner::CanSignIn,
        ),
    ] {
        assert_eq!(any_owner(fates.clone()), verdict, "{fates:?}");
    }
}

#[test]
fn there_is_a_kind_for_every_provider_of_either_side() {
    let wanted = but(&with_provider(), |it| it.providers = vec!["p2".to_owned()]);
    let providers: Vec<Option<String>> = kinds(&with_provider(), &wanted)
        .into_iter()
        .filter_map(|kind| match kind {
            Kind::ExternalAccount { provider } => Some(provider),
            _ => None,
        })
        .collect();
    assert_eq!(providers, [Some("p1".to_owned()), Some("p2".to_owned())]);
    assert!(
        kinds(&new_instance(), &new_instance()).contains(&Kind::ExternalAccount { provider: None })
    );
}

#[test]
fn the_preview_tells_each_kind_before_and_after_on_each_login() {
    let wanted = but(&with_provider(), |it| it.allow_external_idp = false);
    let rows = preview(&with_provider(), &wanted, &LoginVersion::ALL.map(old));
    assert_eq!(rows.len(), 14);
    let account = Kind::ExternalAccount {
        provider: Some("p1".to_owned()),
    };
    let end = |login| {
        let row = rows
            .iter()
            .find(|row| row.kind == account && row.login == login)
            .unwrap();
        let of =
            |side: &Result<login_policy::Outcome, NotKnown>| side.as_ref().unwrap().end.clone();
        (of(&row.before), of(&row.after))
    };
    let by_code = (Ending::SignedIn, Ending::MustSetPasswordByCode);
    assert_eq!(end(LoginVersion::BuiltIn), by_code);
    assert_eq!(end(LoginVersion::V2), (Ending::SignedIn, Ending::SignedIn));
}

#[test]
fn a_preview_without_a_change_says_so() {
    let rows = preview(
        &with_provider(),
        &with_provider(),
        &LoginVersion::ALL.map(old),
    );
    assert!(rows.iter().all(|row| !row.is_changed()));
    let wanted = but(&with_provider(), |it| it.force_mfa = true);
    let rows = preview(&with_provider(), &wanted, &[old(LoginVersion::V2)]);
    let changed: Vec<&Kind> = rows
        .iter()
        .filter(|row| row.is_changed())
        .map(|row| &row.kind)
        .collect();
    let account = Kind::ExternalAccount {
        provider: Some("p1".to_owned()),
    };
    assert_eq!(changed, [&Kind::Password, &account]);
}

#[test]
fn somebody_with_nothing_yet_is_not_guessed_at_in_login_v2() {
    let rows = preview(&new_instance(), &new_instance(), &[old(LoginVersion::V2)]);
    let row = rows
        .iter()
        .find(|row| row.kind == Kind::NothingYet)
        .unwrap();
    assert_eq!(row.after, Err(NotKnown::NoFirstFactor));
}
