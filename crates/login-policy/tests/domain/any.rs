//! Any settings and any people, for the properties.

use login_policy::guard::GuardInput;
use login_policy::owners::{Owner, OwnerMethods};
use login_policy::{
    EnrolledMethods, Lifetime, LoginNameIs, LoginSettings, MultiFactorType, PasswordlessType,
    SecondFactorType, ServerVersion,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn lifetime() -> impl Strategy<Value = Lifetime> {
    prop_oneof![
        4 => Just(Lifetime::from_seconds(864_000)),
        2 => Just(Lifetime::default()),
        1 => Just(Lifetime::from_seconds(-1)),
        1 => Just(Lifetime { seconds: 0, nanos: 1 }),
        1 => Just(Lifetime::from_seconds(1)),
        1 => Just(Lifetime::from_seconds(10)),
    ]
}

fn passwordless() -> impl Strategy<Value = PasswordlessType> {
    prop_oneof![
        4 => Just(PasswordlessType::Allowed),
        4 => Just(PasswordlessType::NotAllowed),
        1 => Just(PasswordlessType::Unknown("2".to_owned())),
    ]
}

fn second_factors() -> impl Strategy<Value = Vec<SecondFactorType>> {
    let mut all = SecondFactorType::KNOWN.to_vec();
    all.push(SecondFactorType::Unknown(
        "SECOND_FACTOR_TYPE_FACE".to_owned(),
    ));
    subsequence(all, 0..=6).prop_shuffle()
}

prop_compose! {
    pub fn settings()(
        flags in any::<[bool; 10]>(),
        lifetimes in [lifetime(), lifetime(), lifetime(), lifetime(), lifetime()],
        passwordless_type in passwordless(),
        second_factors in second_factors(),
        multi_factors in subsequence(vec![MultiFactorType::U2fWithVerification], 0..=1),
        providers in subsequence(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 0..=3),
        redirect in prop_oneof![Just(""), Just("app:/"), Just("javascript:x")],
        disallowed in proptest::option::of(any::<bool>()),
    ) -> LoginSettings {
        LoginSettings {
            allow_username_password: flags[0],
            allow_register: flags[1],
            allow_external_idp: flags[2],
            force_mfa: flags[3],
            passwordless_type,
            hide_password_reset: flags[4],
            ignore_unknown_usernames: flags[5],
            default_redirect_uri: redirect.to_owned(),
            password_check_lifetime: lifetimes[0],
            external_login_check_lifetime: lifetimes[1],
            mfa_init_skip_lifetime: lifetimes[2],
            second_factor_check_lifetime: lifetimes[3],
            multi_factor_check_lifetime: lifetimes[4],
            allow_domain_discovery: flags[6],
            disable_login_with_email: flags[7],
            disable_login_with_phone: flags[8],
            force_mfa_local_only: flags[9],
            second_factors,
            multi_factors,
            providers,
            org_registration_disallowed: disallowed,
        }
    }
}

prop_compose! {
    pub fn people()(
        has in any::<[bool; 10]>(),
        external in subsequence(vec!["a".to_owned(), "b".to_owned(), "z".to_owned()], 0..=2),
        login_name_is in prop_oneof![
            4 => Just(LoginNameIs::Neither),
            1 => Just(LoginNameIs::MailAddress),
            1 => Just(LoginNameIs::PhoneNumber),
        ],
    ) -> EnrolledMethods {
        EnrolledMethods {
            password: has[0],
            authenticator_app: has[1],
            security_key: has[2],
            passkey: has[3],
            code_by_mail: has[4] && has[5],
            code_by_text: has[4] && !has[5],
            recovery_codes: has[6],
            passkey_not_known: has[8] && has[9],
            unknown_method: has[6] && has[7],
            external,
            login_name_is,
        }
    }
}

/// An owner of the instance; which one, does not matter.
pub fn owner() -> impl Strategy<Value = Owner> {
    let methods = prop_oneof![
        8 => people().prop_map(OwnerMethods::Read),
        1 => Just(OwnerMethods::Unread),
        1 => Just(OwnerMethods::NotActive),
    ];
    let follows = prop_oneof![4 => Just(Some(true)), 1 => Just(Some(false)), 1 => Just(None)];
    (methods, follows).prop_map(|(methods, follows_instance)| Owner {
        id: String::new(),
        methods,
        follows_instance,
    })
}

/// A few owners, each with an id of its own.
pub fn owners() -> impl Strategy<Value = Vec<Owner>> {
    proptest::collection::vec(owner(), 0..=3).prop_map(|mut owners| {
        for (id, owner) in owners.iter_mut().enumerate() {
            owner.id = id.to_string();
        }
        owners
    })
}

/// What a server may tell of itself.
pub fn server() -> impl Strategy<Value = ServerVersion> {
    let texts = vec![
        "",
        "v4.3.1",
        "4.6.0-rc.1",
        "v4.7.2",
        "v4.11.0",
        "v4.13.1-106-g02d07e951",
        "v5.0.0",
    ];
    proptest::sample::select(texts).prop_map(ServerVersion::parse)
}

prop_compose! {
    /// What may be known beside the settings.
    pub fn facts()(
        own_methods in proptest::option::of(people()),
        own_amr in proptest::option::of(subsequence(vec!["pwd", "user", "otp", "mfa"], 0..=3)),
        own_organization_follows in proptest::option::of(any::<bool>()),
        owners in proptest::option::of(owners()),
        server in server(),
    ) -> GuardInput {
        GuardInput {
            server,
            own_methods,
            own_amr: own_amr.map(|amr| amr.into_iter().map(str::to_owned).collect()),
            own_organization_follows,
            owners,
        }
    }
}

prop_compose! {
    /// Settings that differ only in what can make an order unsafe.
    pub fn delicate()(
        flags in any::<[bool; 4]>(),
        zero in any::<[bool; 2]>(),
        second_factors in subsequence(vec![SecondFactorType::Otp, SecondFactorType::U2f], 0..=2),
        providers in subsequence(vec!["a".to_owned(), "b".to_owned()], 0..=2),
    ) -> LoginSettings {
        let lifetime = |zero| Lifetime::from_seconds(if zero { 0 } else { 3_600 });
        LoginSettings {
            allow_username_password: flags[0],
            allow_external_idp: flags[1],
            force_mfa: flags[2],
            force_mfa_local_only: flags[3],
            passwordless_type: PasswordlessType::Allowed,
            password_check_lifetime: lifetime(false),
            multi_factor_check_lifetime: lifetime(false),
            external_login_check_lifetime: lifetime(zero[0]),
            second_factor_check_lifetime: lifetime(zero[1]),
            second_factors,
            providers,
            ..LoginSettings::default()
        }
    }
}
