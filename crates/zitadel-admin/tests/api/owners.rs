//! From members, users, methods and links to the owners of the domain.

use login_policy::owners::{Owner, OwnerMethods};
use login_policy::{EnrolledMethods, LoginNameIs};
use zitadel_admin::{
    AuthMethod, InstanceOwners, Member, OWNER_ROLES, Paging, User, UserKind, UserLink, UserState,
    enrolled_methods, get_user, list_authentication_methods, list_my_permissions, owner_from,
    search_members,
};

use crate::support::{Release, answer};

fn person() -> User {
    User {
        id: "7".to_owned(),
        state: UserState::Active,
        preferred_login_name: "ann".to_owned(),
        display_name: None,
        kind: UserKind::Human,
        verified_email: Some("ann@example.com".to_owned()),
        verified_phone: Some("+41791234567".to_owned()),
    }
}

fn called(name: &str) -> User {
    User {
        preferred_login_name: name.to_owned(),
        ..person()
    }
}

fn link(provider: &str) -> UserLink {
    UserLink {
        provider: provider.to_owned(),
    }
}

fn newer() -> AuthMethod {
    AuthMethod::Unknown("AUTHENTICATION_METHOD_TYPE_NEW".to_owned())
}

/// The means, which must have been read.
#[track_caller]
fn means(user: &User, methods: &[AuthMethod], links: &[UserLink]) -> EnrolledMethods {
    let means = enrolled_methods(user, methods, links);
    let read = means.read().cloned();
    read.unwrap_or_else(|| panic!("{means:?}"))
}

fn recorded_members(release: Release) -> Vec<Member> {
    let exchange = search_members(Paging::FIRST);
    release.read(&exchange, "owners", "members").items
}

#[test]
fn recorded_owners_are_people_and_service_users_apart() {
    let names = |members: &[Member]| -> Vec<String> {
        let names = members.iter().map(|one| one.preferred_login_name.clone());
        names.collect()
    };
    for (release, first, machine, display_name) in [
        (
            Release::V4_3,
            "zitadel-admin@zitadel.localhost",
            "admin-sa",
            "Admin",
        ),
        (
            Release::V4_13,
            "root@zitadel.localhost",
            "admin",
            "Automatically Initialized IAM_OWNER",
        ),
    ] {
        let owners = InstanceOwners::from_members(recorded_members(release));
        assert_eq!(names(&owners.people), [first, "owner", "besitzer"]);
        assert_eq!(names(&owners.machines), [machine]);
        let machine = &owners.machines[0];
        assert_eq!(machine.display_name.as_deref(), Some(display_name));
    }
}

/// A role is an owner's when it carries this permission; recorded of one that does and one that
/// does not.
#[test]
fn the_roles_of_owners_are_those_that_may_change_the_settings() {
    for release in Release::ALL {
        let may_write = |exchange: &str| {
            let permissions = release.read(&list_my_permissions(), "me", exchange);
            permissions.contains(&"iam.policy.write".to_owned())
        };
        assert!(may_write("permissions of owner"));
        assert!(!may_write("permissions of viewer"));
    }
    assert_eq!(OWNER_ROLES, ["IAM_OWNER"]);
}

#[test]
fn one_role_of_several_is_enough_and_an_unknown_kind_counts_as_a_person() {
    let mut members = recorded_members(Release::V4_13);
    members.truncate(3);
    members[0].kind = UserKind::Unknown("TYPE_NEW".to_owned());
    members[1].roles = vec!["IAM_USER_MANAGER".to_owned(), "IAM_OWNER".to_owned()];
    members[2].roles = vec!["IAM_OWNER_VIEWER".to_owned()];
    let owners = InstanceOwners::from_members(members);
    assert_eq!((owners.people.len(), owners.machines.len()), (2, 0));
}

#[test]
fn every_way_to_sign_in_becomes_a_means() {
    let methods = [
        AuthMethod::Password,
        AuthMethod::Passkey,
        AuthMethod::Provider,
        AuthMethod::Totp,
        AuthMethod::U2f,
        AuthMethod::OtpSms,
        AuthMethod::OtpEmail,
        AuthMethod::RecoveryCode,
        newer(),
    ];
    let everything = EnrolledMethods {
        password: true,
        authenticator_app: true,
        security_key: true,
        code_by_mail: true,
        code_by_text: true,
        passkey: true,
        passkey_not_known: false,
        recovery_codes: true,
        unknown_method: true,
        external: vec!["p1".to_owned(), "p2".to_owned()],
        login_name_is: LoginNameIs::Neither,
    };
    let links = [link("p1"), link("p2"), link("p1")];
    assert_eq!(means(&person(), &methods, &links), everything);
    assert_eq!(means(&person(), &[], &[]), EnrolledMethods::default());
}

#[test]
fn each_way_becomes_its_own_means_and_no_other() {
    type Has = fn(&EnrolledMethods) -> bool;
    let ways: [(AuthMethod, Has); 7] = [
        (AuthMethod::Password, |means| means.password),
        (AuthMethod::Passkey, |means| means.passkey),
        (AuthMethod::Totp, |means| means.authenticator_app),
        (AuthMethod::U2f, |means| means.security_key),
        (AuthMethod::OtpSms, |means| means.code_by_text),
        (AuthMethod::OtpEmail, |means| means.code_by_mail),
        (AuthMethod::RecoveryCode, |means| means.recovery_codes),
    ];
    for (method, _) in &ways {
        let found = means(&person(), core::slice::from_ref(method), &[]);
        for (other, has) in &ways {
            assert_eq!(has(&found), method == other, "{method:?} {other:?}");
        }
    }
}

#[test]
fn recorded_ways_of_somebody_become_a_password_alone() {
    let exchange = list_authentication_methods("1", Some("localhost"));
    let password = EnrolledMethods {
        password: true,
        ..EnrolledMethods::default()
    };
    for release in Release::ALL {
        let methods = release.read(&exchange, "owners", "ways usable at this domain");
        assert_eq!(means(&person(), &methods, &[]), password);
    }
}

#[test]
fn a_login_name_that_is_a_verified_address_is_said_to_be_one() {
    let is = |user: &User| means(user, &[], &[]).login_name_is;
    assert_eq!(is(&person()), LoginNameIs::Neither);
    assert_eq!(is(&called("ann@example.com")), LoginNameIs::MailAddress);
    assert_eq!(is(&called("Ann@Example.COM")), LoginNameIs::MailAddress);
    assert_eq!(is(&called("+41791234567")), LoginNameIs::PhoneNumber);
    assert_eq!(is(&called("ann@example.org")), LoginNameIs::Neither);
    let unverified = User {
        verified_email: None,
        verified_phone: None,
        ..called("ann@example.com")
    };
    assert_eq!(is(&unverified), LoginNameIs::Neither);
    let nameless = User {
        preferred_login_name: String::new(),
        ..unverified
    };
    assert_eq!(is(&nameless), LoginNameIs::Neither);
}

#[test]
fn an_account_that_is_not_active_has_no_means_whatever_is_set_up() {
    for state in [
        UserState::Inactive,
        UserState::Locked,
        UserState::Deleted,
        UserState::Initial,
    ] {
        let user = User { state, ..person() };
        for methods in [vec![AuthMethod::Password], vec![newer()]] {
            let means = enrolled_methods(&user, &methods, &[]);
            assert_eq!(means, OwnerMethods::NotActive, "{:?}", user.state);
        }
    }
}

#[test]
fn a_state_or_kind_without_a_name_here_is_not_read() {
    let odd_state = User {
        state: UserState::Unknown(String::new()),
        ..person()
    };
    let odd_kind = User {
        kind: UserKind::Unknown(String::new()),
        ..person()
    };
    for user in [odd_state, odd_kind] {
        let means = enrolled_methods(&user, &[AuthMethod::Password], &[]);
        assert_eq!(means, OwnerMethods::Unread);
    }
}

#[test]
fn recovery_codes_are_told_and_leave_the_rest_judged() {
    let methods = [AuthMethod::Password, AuthMethod::RecoveryCode];
    let password_and_codes = EnrolledMethods {
        recovery_codes: true,
        ..means(&person(), &[AuthMethod::Password], &[])
    };
    assert_eq!(means(&person(), &methods, &[]), password_and_codes);
    let only = means(&person(), &[AuthMethod::RecoveryCode], &[]);
    let codes = EnrolledMethods {
        recovery_codes: true,
        ..EnrolledMethods::default()
    };
    assert_eq!(only, codes);
    assert!(only.has_no_first_factor());
}

#[test]
fn a_method_of_a_newer_server_is_told_and_leaves_the_rest_judged() {
    for known in [AuthMethod::Password, AuthMethod::Passkey] {
        let methods = [newer(), known.clone()];
        let expected = EnrolledMethods {
            unknown_method: true,
            ..means(&person(), &[known], &[])
        };
        assert_eq!(means(&person(), &methods, &[]), expected);
        for follows_instance in [Some(true), None, Some(false)] {
            let owner = owner_from(&person(), &methods, &[], follows_instance).unwrap();
            assert_eq!(owner.methods, OwnerMethods::Read(expected.clone()));
        }
    }
    let linked = means(&person(), &[newer()], &[link("p1")]);
    assert_eq!(linked.external, ["p1"]);
    assert!(linked.unknown_method);
}

#[test]
fn somebody_whose_only_first_method_may_be_a_newer_one_is_not_read() {
    for methods in [vec![newer()], vec![AuthMethod::Totp, newer()]] {
        assert_eq!(
            enrolled_methods(&person(), &methods, &[]),
            OwnerMethods::Unread
        );
        for (follows_instance, means) in [
            (Some(true), OwnerMethods::Unread),
            (None, OwnerMethods::Unread),
            // These settings do not reach them, so it does not matter what the method is.
            (
                Some(false),
                OwnerMethods::Read(EnrolledMethods {
                    authenticator_app: methods.contains(&AuthMethod::Totp),
                    unknown_method: true,
                    ..EnrolledMethods::default()
                }),
            ),
        ] {
            let expected = Owner {
                id: "7".to_owned(),
                methods: means,
                follows_instance,
            };
            let owner = owner_from(&person(), &methods, &[], follows_instance);
            assert_eq!(owner, Some(expected));
        }
    }
}

#[test]
fn an_account_elsewhere_without_a_link_is_not_read_and_a_link_alone_counts() {
    let methods = [AuthMethod::Provider];
    assert_eq!(
        enrolled_methods(&person(), &methods, &[]),
        OwnerMethods::Unread
    );
    assert_eq!(means(&person(), &[], &[link("p1")]).external, ["p1"]);
}

#[test]
fn a_service_user_is_no_owner_who_signs_in() {
    let body = r#"{"user":{"userId":"8","state":"USER_STATE_ACTIVE","machine":{"name":"Robot"}}}"#;
    let user = (get_user("8").decode)(&answer(200, body)).unwrap();
    assert_eq!(owner_from(&user, &[], &[], Some(true)), None);
    assert_eq!(enrolled_methods(&user, &[], &[]), OwnerMethods::Unread);
}
