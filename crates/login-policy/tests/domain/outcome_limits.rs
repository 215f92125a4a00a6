//! Lifetimes that do not hold, and where nothing is known.

use login_policy::outcome::{NotKnown, Refusal, Step, best_access};
use login_policy::{
    Access, Ending, EnrolledMethods, Lifetime, LoginSettings, LoginVersion, PasswordlessType,
    Rules, SecondFactorType, SignInPath, outcome,
};

use crate::outcome::{end, run};
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};

fn zero(change: impl FnOnce(&mut LoginSettings) -> &mut Lifetime, seconds: i64) -> LoginSettings {
    but(&with_provider(), |it| {
        *change(it) = Lifetime::from_seconds(seconds)
    })
}

#[test]
fn below_zero_shuts_out_like_zero() {
    for seconds in [0, -1, -864_000] {
        let password_ = zero(|it| &mut it.password_check_lifetime, seconds);
        let external_ = zero(|it| &mut it.external_login_check_lifetime, seconds);
        let second = zero(|it| &mut it.second_factor_check_lifetime, seconds);
        let passkey_ = zero(|it| &mut it.multi_factor_check_lifetime, seconds);
        let again = Ending::AskedAgainWithoutEnd;
        assert_eq!(end(&password_, BuiltIn, &password_and_app()), again);
        assert_eq!(end(&external_, BuiltIn, &external()), again);
        assert_eq!(end(&second, BuiltIn, &password_and_key()), again);
        assert_eq!(end(&passkey_, BuiltIn, &passkey_and_password()), again);
        let refused = |because| Ending::Refused { because };
        assert_eq!(
            end(&password_, V2, &password()),
            refused(Refusal::PasswordNotVerified)
        );
        assert_eq!(
            end(&external_, V2, &external()),
            refused(Refusal::ExternalLoginFailed)
        );
        assert_eq!(end(&second, V2, &password_and_app()), Ending::SignedIn);
        assert_eq!(
            end(&passkey_, V2, &passkey()),
            refused(Refusal::PasskeyNotVerified)
        );
    }
}

#[test]
fn in_login_v2_a_security_key_holds_as_long_as_a_passkey() {
    let policy = zero(|it| &mut it.multi_factor_check_lifetime, 0);
    let said = run(&policy, V2, &password_and_key());
    let steps = [
        Step::LoginName,
        Step::Password,
        Step::SecurityKey { app_offered: false },
        Step::Error,
    ];
    assert_eq!(said.steps, steps);
    assert_eq!(
        said.end,
        Ending::Refused {
            because: Refusal::PasskeyNotVerified
        }
    );
    assert_eq!(end(&policy, BuiltIn, &password_and_key()), Ending::SignedIn);
}

#[test]
fn a_lifetime_below_zero_by_a_fraction_is_below_zero() {
    let policy = but(&new_instance(), |it| {
        it.password_check_lifetime = Lifetime {
            seconds: 0,
            nanos: -1,
        };
    });
    assert_eq!(
        end(&policy, BuiltIn, &password()),
        Ending::AskedAgainWithoutEnd
    );
}

#[test]
fn between_nothing_and_one_second_nothing_is_known() {
    let policy = but(&new_instance(), |it| {
        it.password_check_lifetime = Lifetime {
            seconds: 0,
            nanos: 500_000_000,
        };
    });
    for login in LoginVersion::ALL {
        let said = outcome(
            &policy,
            login,
            Rules::V4_3,
            &password(),
            SignInPath::Proposed,
        );
        assert_eq!(said, Err(NotKnown::LifetimeTooShort));
        assert_eq!(end(&policy, login, &passkey()), Ending::SignedIn);
    }
    let more = but(&new_instance(), |it| {
        it.password_check_lifetime = Lifetime {
            seconds: 1,
            nanos: 1,
        };
    });
    assert_eq!(end(&more, BuiltIn, &password()), Ending::SignedIn);
}

#[test]
fn a_passkey_that_holds_for_no_time_can_be_passed_by_with_the_password() {
    let policy = zero(|it| &mut it.multi_factor_check_lifetime, 0);
    for login in LoginVersion::ALL {
        let said = outcome(
            &policy,
            login,
            Rules::V4_3,
            &passkey_and_password(),
            SignInPath::Password,
        )
        .unwrap();
        assert_eq!(said.end, Ending::SignedIn);
        assert_eq!(
            best_access(&policy, old(login), &passkey_and_password()),
            Some(Access::In)
        );
        assert_eq!(
            best_access(&policy, old(login), &passkey()),
            Some(Access::ShutOut)
        );
    }
}

#[test]
fn codes_by_mail_or_text_are_not_known_where_they_would_be_asked_for() {
    let who = EnrolledMethods {
        code_by_mail: true,
        ..password()
    };
    let codes = Err(NotKnown::CodesByMailOrText);
    assert_eq!(
        outcome(&new_instance(), V2, Rules::V4_3, &who, SignInPath::Proposed),
        codes
    );
    let listed = but(&new_instance(), |it| {
        it.second_factors = vec![SecondFactorType::OtpEmail]
    });
    assert_eq!(
        outcome(&listed, BuiltIn, Rules::V4_3, &who, SignInPath::Proposed),
        codes
    );
    // Not listed, the built-in login does not ask for them; nor does it after a passkey.
    assert_eq!(end(&new_instance(), BuiltIn, &who), Ending::SignedIn);
    let with_passkey = EnrolledMethods {
        passkey: true,
        ..who
    };
    assert_eq!(end(&listed, BuiltIn, &with_passkey), Ending::SignedIn);
}

#[test]
fn a_value_of_a_newer_server_is_not_guessed_at() {
    let policy = but(&new_instance(), |it| {
        it.passwordless_type = PasswordlessType::Unknown("2".to_owned());
    });
    for login in LoginVersion::ALL {
        let said = outcome(
            &policy,
            login,
            Rules::V4_3,
            &passkey(),
            SignInPath::Proposed,
        );
        assert_eq!(said, Err(NotKnown::UnknownValue));
        assert_eq!(end(&policy, login, &password()), Ending::SignedIn);
    }
    let listed = but(&new_instance(), |it| {
        it.force_mfa = true;
        it.second_factors = vec![SecondFactorType::Unknown("9".to_owned())];
    });
    for login in LoginVersion::ALL {
        let said = outcome(
            &listed,
            login,
            Rules::V4_3,
            &password(),
            SignInPath::Proposed,
        );
        assert_eq!(said, Err(NotKnown::UnknownValue));
    }
}

#[test]
fn people_with_nothing_are_told_apart_only_by_the_built_in_login() {
    let nobody = EnrolledMethods::default();
    assert_eq!(
        end(&new_instance(), BuiltIn, &nobody),
        Ending::MustSetPasswordByCode
    );
    let said = outcome(
        &new_instance(),
        V2,
        Rules::V4_3,
        &nobody,
        SignInPath::Proposed,
    );
    assert_eq!(said, Err(NotKnown::NoFirstFactor));
}

#[test]
fn a_way_that_the_pages_do_not_offer_is_not_gone() {
    let off = but(&with_provider(), |it| it.allow_external_idp = false);
    for login in LoginVersion::ALL {
        for (policy, who, path) in [
            (&off, &external(), SignInPath::Provider),
            (&new_instance(), &passkey(), SignInPath::Password),
            (&new_instance(), &password(), SignInPath::Password),
        ] {
            let said = outcome(policy, login, Rules::V4_3, who, path);
            assert_eq!(said, Err(NotKnown::PathNotOffered), "{login:?} {path:?}");
        }
    }
}
