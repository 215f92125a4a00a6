//! How owners fare, and the kinds of people a preview shows.

use login_policy::kinds::{Kind, kinds, preview};
use login_policy::outcome::NotKnown;
use login_policy::owners::{AnyOwner, Owner, OwnerAccess, OwnerMethods, any_owner, owner_access};
use login_policy::{Access, Ending, EnrolledMethods, LoginVersion};

use crate::samples::*;

fn owner(id: &str, methods: EnrolledMethods) -> Owner {
    Owner {
        id: id.to_owned(),
        methods: OwnerMethods::Read(methods),
        follows_instance: Some(true),
    }
}

fn unread(id: &str) -> Owner {
    Owner {
        methods: OwnerMethods::Unread,
        ..owner(id, EnrolledMethods::default())
    }
}

#[test]
fn each_owner_fares_as_their_means_allow() {
    let wanted = but(&new_instance(), |it| it.allow_username_password = false);
    let owners = [owner("1", password()), owner("2", passkey()), unread("3")];
    let known = OwnerAccess::Known;
    let after = |login| -> Vec<OwnerAccess> {
        let owner_access = owner_access(&owners, &new_instance(), &wanted, &[old(login)]);
        owner_access.iter().map(|access| access.after).collect()
    };
    let (out, inside) = (known(Access::ShutOut), known(Access::In));
    assert_eq!(
        after(LoginVersion::BuiltIn),
        [out, out, OwnerAccess::NotKnown]
    );
    assert_eq!(
        after(LoginVersion::V2),
        [out, inside, OwnerAccess::NotKnown]
    );
}

#[test]
fn an_owner_whose_organization_has_its_own_settings_is_not_reached() {
    let wanted = but(&new_instance(), |it| it.allow_username_password = false);
    let elsewhere = Owner {
        follows_instance: Some(false),
        ..owner("1", password())
    };
    let owner_access = owner_access(
        &[elsewhere],
        &new_instance(),
        &wanted,
        &[old(LoginVersion::BuiltIn)],
    );
    assert_eq!(owner_access[0].after, OwnerAccess::NotReached);
    assert_eq!(any_owner([owner_access[0].after]), AnyOwner::CanSignIn);
}

#[test]
fn an_account_that_is_not_active_lets_nobody_in_wherever_they_are() {
    for follows_instance in [Some(true), Some(false), None] {
        let inactive = Owner {
            methods: OwnerMethods::NotActive,
            follows_instance,
            ..owner("1", password())
        };
        let owner_access = owner_access(
            &[inactive],
            &new_instance(),
            &new_instance(),
            &[old(LoginVersion::V2)],
        );
        assert_eq!(
            (owner_access[0].before, owner_access[0].after),
            (OwnerAccess::NotActive, OwnerAccess::NotActive)
        );
    }
}

/// Settings elsewhere are not known to let in somebody of whom nothing is known, or who has
/// nothing.
#[test]
fn an_owner_elsewhere_is_counted_only_with_something_to_sign_in_with() {
    for someone in [unread("1"), owner("2", EnrolledMethods::default())] {
        let elsewhere = Owner {
            follows_instance: Some(false),
            ..someone
        };
        let owner_access = owner_access(
            &[elsewhere],
            &new_instance(),
            &new_instance(),
            &[old(LoginVersion::BuiltIn)],
        );
        assert_eq!(owner_access[0].after, OwnerAccess::NotKnown);
    }
}

#[test]
fn nobody_is_left_only_when_everybody_is_known_to_be_shut_out() {
    let (inside, set_up, out) = (Access::In, Access::AfterSetUp, Access::ShutOut);
    for (owner_access, verdict) in [
        (vec![], AnyOwner::NotKnown),
        (vec![OwnerAccess::Known(out)], AnyOwner::NobodyCanSignIn),
        (
            vec![OwnerAccess::Known(out), OwnerAccess::NotKnown],
            AnyOwner::NotKnown,
        ),
        (
            vec![OwnerAccess::NotKnown, OwnerAccess::Known(out)],
            AnyOwner::NotKnown,
        ),
        (
            vec![OwnerAccess::NotKnown, OwnerAccess::Known(set_up)],
            AnyOwner::CanSignIn,
        ),
        (
            vec![OwnerAccess::Known(out), OwnerAccess::Known(inside)],
            AnyOwner::CanSignIn,
        ),
        (
            vec![OwnerAccess::Known(out), OwnerAccess::NotReached],
            AnyOwner::CanSignIn,
        ),
        (vec![OwnerAccess::NotActive], AnyOwner::NobodyCanSignIn),
        (
            vec![OwnerAccess::NotActive, OwnerAccess::Known(out)],
            AnyOwner::NobodyCanSignIn,
        ),
        (
            vec![OwnerAccess::NotActive, OwnerAccess::NotKnown],
            AnyOwner::NotKnown,
        ),
        (
            vec![OwnerAccess::NotKnown, OwnerAccess::NotActive],
            AnyOwner::NotKnown,
        ),
        (
            vec![OwnerAccess::NotActive, OwnerAccess::Known(inside)],
            AnyOwner::CanSignIn,
        ),
    ] {
        assert_eq!(any_owner(owner_access.clone()), verdict, "{owner_access:?}");
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
