//! What the measured rows do not hold: combinations beyond them. The rows themselves are run by the
//! crate's own tests.

use login_policy::outcome::{Basis, Outcome, Refusal, Step};
use login_policy::{
    ApiAnswer, Ending, EnrolledMethods, Lifetime, LoginNameIs, LoginSettings, LoginVersion,
    PasswordlessType, Rules, SecondFactorType, SignInPages, SignInPath, outcome,
};

use crate::samples::*;

use LoginVersion::{BuiltIn, V2};

#[track_caller]
pub fn run_by(policy: &LoginSettings, pages: SignInPages, who: &EnrolledMethods) -> Outcome {
    match outcome(policy, pages.login, pages.rules, who, SignInPath::Proposed) {
        Ok(said) => said,
        Err(why) => panic!("{why:?}: {pages:?} {who:?}"),
    }
}

/// By the oldest rules.
pub fn run(policy: &LoginSettings, login: LoginVersion, who: &EnrolledMethods) -> Outcome {
    run_by(policy, old(login), who)
}

pub fn end(policy: &LoginSettings, login: LoginVersion, who: &EnrolledMethods) -> Ending {
    run(policy, login, who).end
}

#[test]
fn a_new_instance_invites_people_without_a_second_factor_in_the_built_in_login_only() {
    let said = run(&new_instance(), BuiltIn, &password());
    let offers = new_instance().second_factors;
    let invited = Step::InvitedToSetUpSecondFactor(offers);
    assert_eq!(said.steps, [Step::LoginName, Step::Password, invited]);
    assert_eq!((said.end, said.basis), (Ending::SignedIn, Basis::Deduced));
    for who in [password_and_app(), passkey(), passkey_and_password()] {
        let said = run(&new_instance(), BuiltIn, &who);
        assert!(!matches!(
            said.steps.last(),
            Some(Step::InvitedToSetUpSecondFactor(_))
        ));
    }
    assert_eq!(
        run(&new_instance(), V2, &password()).steps,
        [Step::LoginName, Step::Password]
    );
}

#[test]
fn nobody_who_has_a_second_factor_or_a_passkey_is_invited_whether_it_is_listed_or_not() {
    let policy = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::U2f]
    });
    let plain = [Step::LoginName, Step::Password];
    assert_eq!(run(&policy, BuiltIn, &password_and_app()).steps, plain);
    let said = outcome(
        &policy,
        BuiltIn,
        Rules::V4_3,
        &passkey_and_password(),
        SignInPath::Password,
    )
    .unwrap();
    assert_eq!(said.steps.last(), Some(&Step::Password));
    let nothing_to_offer = but(&policy, |it| it.second_factors.clear());
    assert_eq!(run(&nothing_to_offer, BuiltIn, &password()).steps, plain);
}

#[test]
fn an_account_elsewhere_is_a_second_method_beside_the_passkey_in_login_v2() {
    let policy = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::NotAllowed;
    });
    let who = EnrolledMethods {
        passkey: true,
        ..external()
    };
    let said = run(&policy, V2, &who);
    let page = Step::Passkey {
        password_offered: false,
    };
    assert_eq!(said.steps, [Step::LoginName, page]);
    let refused = Ending::Refused {
        because: Refusal::PasskeyNotAllowed,
    };
    assert_eq!(end(&policy, V2, &passkey()), refused);
    // The built-in login counts nothing: without the provider it asks for a password.
    assert_eq!(end(&policy, BuiltIn, &who), Ending::AskedForAPasswordNotSet);
}

#[test]
fn use_password_in_the_built_in_login_does_not_count_as_a_passkey() {
    let policy = but(&new_instance(), |it| it.force_mfa_local_only = true);
    let said = outcome(
        &policy,
        BuiltIn,
        Rules::V4_3,
        &passkey_and_password(),
        SignInPath::Password,
    )
    .unwrap();
    let offers = policy.second_factors.clone();
    assert_eq!(said.end, Ending::MustSetUpSecondFactor { offers });
    assert_eq!(said.basis, Basis::Deduced);
}

#[test]
fn with_two_providers_and_no_passwords_only_buttons_are_shown() {
    let policy = but(&with_provider(), |it| {
        it.allow_username_password = false;
        it.providers.push("p2".to_owned());
        it.mfa_init_skip_lifetime = Lifetime::default();
    });
    let said = run(&policy, BuiltIn, &external());
    assert_eq!(said.steps, [Step::ProvidersOnly, Step::ExternalProvider]);
    assert_eq!((said.end, said.basis), (Ending::SignedIn, Basis::Deduced));
    let said = run(&policy, BuiltIn, &passkey());
    assert_eq!(said.end, Ending::SentToAProviderWithoutAccount);
    assert_eq!(said.first_page, None);
}

#[test]
fn an_account_at_a_provider_that_is_not_linked_is_no_way_into_the_built_in_login() {
    let policy = but(&with_provider(), |it| it.providers = vec!["p2".to_owned()]);
    assert_eq!(
        end(&policy, BuiltIn, &external()),
        Ending::MustSetPasswordByCode
    );
    assert_eq!(end(&policy, V2, &external()), Ending::SignedIn);
}

#[test]
fn people_from_a_provider_are_asked_for_their_own_second_factor() {
    let who = EnrolledMethods {
        security_key: true,
        ..external()
    };
    for login in LoginVersion::ALL {
        let said = run(&with_provider(), login, &who);
        let steps = [
            Step::LoginName,
            Step::ExternalProvider,
            Step::SecurityKey { app_offered: false },
        ];
        assert_eq!(said.steps, steps);
        assert_eq!(said.token.unwrap().amr, ["user", "mfa"]);
    }
}

#[test]
fn of_two_second_factors_the_built_in_login_takes_the_last_listed_and_v2_asks_which() {
    let who = EnrolledMethods {
        security_key: true,
        ..password_and_app()
    };
    let said = run(&new_instance(), BuiltIn, &who);
    assert_eq!(
        said.steps,
        [
            Step::LoginName,
            Step::Password,
            Step::SecurityKey { app_offered: true }
        ]
    );
    assert_eq!(said.basis, Basis::Measured);
    let turned = but(&new_instance(), |it| it.second_factors.reverse());
    assert_eq!(
        run(&turned, BuiltIn, &who).steps.last(),
        Some(&Step::AuthenticatorApp { key_offered: true })
    );
    let said = run(&new_instance(), V2, &who);
    let asked = [
        Step::LoginName,
        Step::Password,
        Step::ChooseSecondFactor(vec![SecondFactorType::Otp, SecondFactorType::U2f]),
        Step::AuthenticatorApp { key_offered: false },
    ];
    assert_eq!(said.steps, asked);
}

#[test]
fn forcing_with_codes_listed_offers_them_and_says_that_it_was_not_measured() {
    let policy = but(&new_instance(), |it| {
        it.force_mfa = true;
        it.second_factors = vec![SecondFactorType::OtpEmail];
    });
    for login in LoginVersion::ALL {
        let said = run(&policy, login, &password());
        let offers = vec![SecondFactorType::OtpEmail];
        assert_eq!(said.end, Ending::MustSetUpSecondFactor { offers });
        assert_eq!(said.basis, Basis::Deduced);
    }
}

#[test]
fn a_second_method_of_any_kind_unties_a_password_from_the_settings_in_login_v2() {
    let policy = but(&new_instance(), |it| it.allow_username_password = false);
    let refused = Ending::Refused {
        because: Refusal::PasswordNotAllowed,
    };
    assert_eq!(end(&policy, V2, &password()), refused);
    assert_eq!(end(&policy, V2, &password_and_key()), Ending::SignedIn);
}

#[test]
fn one_address_disabled_accepts_only_the_other_in_login_v2() {
    let mail_off = but(&new_instance(), |it| it.disable_login_with_email = true);
    let phone_off = but(&new_instance(), |it| it.disable_login_with_phone = true);
    let both_off = but(&mail_off, |it| it.disable_login_with_phone = true);
    let named = |login_name_is| EnrolledMethods {
        login_name_is,
        ..passkey()
    };
    let refused = Ending::Refused {
        because: Refusal::LoginNameNotAccepted,
    };
    for (policy, name, expected) in [
        (&mail_off, LoginNameIs::Neither, &refused),
        (&mail_off, LoginNameIs::MailAddress, &refused),
        (&mail_off, LoginNameIs::PhoneNumber, &Ending::SignedIn),
        (&phone_off, LoginNameIs::Neither, &refused),
        (&phone_off, LoginNameIs::PhoneNumber, &refused),
        (&phone_off, LoginNameIs::MailAddress, &Ending::SignedIn),
        (&both_off, LoginNameIs::Neither, &Ending::SignedIn),
    ] {
        assert_eq!(&end(policy, V2, &named(name)), expected, "{name:?}");
        assert_eq!(end(policy, BuiltIn, &named(name)), Ending::SignedIn);
    }
}

#[test]
fn whoever_is_signed_in_by_these_rules_is_answered_by_the_api() {
    let both = but(&with_provider(), |it| {
        it.force_mfa = true;
        it.force_mfa_local_only = true;
    });
    let said = run(&both, BuiltIn, &external());
    assert_eq!(said.token.unwrap().api, ApiAnswer::Answers);
    assert!(matches!(
        end(&both, V2, &external()),
        Ending::MustSetUpSecondFactor { .. }
    ));
}
