//! Where the generations of rules differ: sign-ins beyond the measured rows, and what guards make of
//! it where it is not known which generation people meet.

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::kinds::{Kind, preview};
use login_policy::outcome::{Basis, NotKnown, Refusal, Step, best_access};
use login_policy::owners::{Owner, OwnerAccess, OwnerMethods, owner_access};
use login_policy::rules::UsernamePasswordOff;
use login_policy::{
    Access, Ending, EnrolledMethods, Lifetime, LoginNameIs, LoginSettings, LoginVersion,
    PasswordlessType, Rules, SecondFactorType, ServerVersion, SignInPages, SignInPath, outcome,
};

use crate::guards::{account, of, one};
use crate::outcome::run_by;
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};
use Rules::{V4_3, V4_6, V4_11, V4_12};

fn v2(rules: Rules) -> SignInPages {
    SignInPages { login: V2, rules }
}

/// How it ends in login v2, by each generation.
fn ends(policy: &LoginSettings, who: &EnrolledMethods) -> [Ending; 4] {
    [V4_3, V4_6, V4_11, V4_12].map(|rules| run_by(policy, v2(rules), who).end)
}

fn name_field_off(base: &LoginSettings) -> LoginSettings {
    but(base, |it| it.allow_username_password = false)
}

fn passkeys_off(base: &LoginSettings) -> LoginSettings {
    but(base, |it| {
        it.passwordless_type = PasswordlessType::NotAllowed;
    })
}

#[test]
fn the_built_in_login_is_the_same_in_every_generation() {
    for policy in [
        name_field_off(&with_provider()),
        passkeys_off(&with_provider()),
    ] {
        for who in [password(), passkey_and_password(), external()] {
            let by = |rules| {
                let login = BuiltIn;
                run_by(&policy, SignInPages { login, rules }, &who)
            };
            assert!(Rules::ALL.iter().all(|rules| by(*rules) == by(V4_3)));
        }
    }
}

#[test]
fn since_4_11_local_authentication_off_takes_the_name_field_away() {
    let policy = name_field_off(&with_provider());
    let (inside, out) = (Ending::SignedIn, Ending::SentToAProviderWithoutAccount);
    for who in [passkey(), password_and_app(), passkey_and_password()] {
        let expected = [&inside, &inside, &out, &out].map(Clone::clone);
        assert_eq!(ends(&policy, &who), expected, "{who:?}");
    }
    let said = run_by(&policy, v2(V4_11), &external());
    assert_eq!(said.steps, [Step::ProvidersOnly, Step::ExternalProvider]);
    assert_eq!((said.end, said.first_page), (Ending::SignedIn, None));
    let none = name_field_off(&new_instance());
    for who in [passkey(), external(), EnrolledMethods::default()] {
        let said = run_by(&none, v2(V4_12), &who);
        assert_eq!(said.steps, [Step::NoWayOffered], "{who:?}");
    }
    let chosen = outcome(
        &policy,
        V2,
        V4_12,
        &passkey_and_password(),
        SignInPath::Password,
    );
    assert_eq!(chosen, Err(NotKnown::PathNotOffered));
}

#[test]
fn without_a_name_field_a_linked_account_is_asked_for_what_its_owner_has() {
    let policy = name_field_off(&with_provider());
    let who = EnrolledMethods {
        authenticator_app: true,
        ..external()
    };
    let said = run_by(&policy, v2(V4_12), &who);
    assert_eq!(said.token.unwrap().amr, ["otp", "mfa"]);
    let forced = but(&policy, |it| it.force_mfa = true);
    let said = run_by(&forced, v2(V4_12), &external());
    assert!(matches!(said.end, Ending::MustSetUpSecondFactor { .. }));
    let elsewhere = EnrolledMethods {
        external: vec!["p2".to_owned()],
        ..EnrolledMethods::default()
    };
    let said = run_by(&policy, v2(V4_12), &elsewhere);
    assert_eq!(said.end, Ending::SentToAProviderWithoutAccount);
}

#[test]
fn since_4_11_passkeys_that_are_off_are_passed_over_by_everybody() {
    let policy = passkeys_off(&with_provider());
    let said = run_by(&policy, v2(V4_12), &passkey_and_password());
    assert_eq!(said.steps, [Step::LoginName, Step::Password]);
    let forced = but(&policy, |it| it.force_mfa = true);
    let by = |rules| run_by(&forced, v2(rules), &passkey_and_password()).end;
    assert_eq!(by(V4_6), Ending::SignedIn);
    assert!(matches!(by(V4_11), Ending::MustSetUpSecondFactor { .. }));
    let refused = |because| Ending::Refused { because };
    let app_too = EnrolledMethods {
        authenticator_app: true,
        ..passkey()
    };
    let sole = refused(Refusal::PasskeyNotAllowed);
    assert_eq!(ends(&policy, &passkey()), [(); 4].map(|()| sole.clone()));
    let not_found = refused(Refusal::LoginNameNotAccepted);
    let inside = Ending::SignedIn;
    let expected = [&inside, &inside, &not_found, &not_found].map(Clone::clone);
    assert_eq!(ends(&policy, &app_too), expected);
    // Where unknown names are answered like known ones the refusal is a question.
    let alike = but(&policy, |it| it.ignore_unknown_usernames = true);
    for (who, basis) in [(passkey(), Basis::Measured), (app_too, Basis::Deduced)] {
        let said = run_by(&alike, v2(V4_12), &who);
        assert_eq!(said.end, Ending::AskedForAPasswordNotSet);
        assert_eq!(said.basis, basis);
    }
}

#[test]
fn before_4_12_one_disabled_address_refuses_those_who_type_their_login_name() {
    let refused = Ending::Refused {
        because: Refusal::LoginNameNotAccepted,
    };
    let policy = but(&new_instance(), |it| it.disable_login_with_email = true);
    let expected = [&refused, &refused, &refused, &Ending::SignedIn].map(Clone::clone);
    assert_eq!(ends(&policy, &password()), expected);
    let named = EnrolledMethods {
        login_name_is: LoginNameIs::MailAddress,
        ..password()
    };
    let said = run_by(&policy, v2(V4_12), &named);
    assert_eq!((said.end, said.basis), (Ending::SignedIn, Basis::Deduced));
}

#[test]
fn since_4_6_no_time_at_all_is_24_hours_and_less_than_none_is_refused() {
    let with = |seconds| {
        but(&with_provider(), |it| {
            it.password_check_lifetime = Lifetime::from_seconds(seconds);
        })
    };
    let refused = Ending::Refused {
        because: Refusal::PasswordNotVerified,
    };
    let inside = Ending::SignedIn;
    let expected = [&refused, &inside, &inside, &inside].map(Clone::clone);
    assert_eq!(ends(&with(0), &password()), expected);
    assert_eq!(
        ends(&with(-1), &password()),
        [(); 4].map(|()| refused.clone())
    );
    for rules in Rules::ALL {
        let by = |seconds| {
            outcome(
                &with(seconds),
                V2,
                *rules,
                &password(),
                SignInPath::Proposed,
            )
        };
        assert_eq!(by(9), Err(NotKnown::LifetimeTooShort));
        assert_eq!(by(10).unwrap().end, Ending::SignedIn);
    }
}

#[test]
fn recovery_codes_are_a_method_and_no_factor() {
    let with_codes = |who: EnrolledMethods| EnrolledMethods {
        recovery_codes: true,
        ..who
    };
    let policy = passkeys_off(&new_instance());
    let by = |rules| run_by(&policy, v2(rules), &with_codes(passkey())).end;
    let not_found = Ending::Refused {
        because: Refusal::LoginNameNotAccepted,
    };
    assert_eq!(by(V4_6), Ending::SignedIn, "two methods are not bound");
    assert_eq!(by(V4_12), not_found);
    let only_codes = but(&new_instance(), |it| {
        it.force_mfa = true;
        it.second_factors = vec![SecondFactorType::RecoveryCodes];
    });
    for who in [password(), with_codes(password())] {
        let said = run_by(&only_codes, v2(V4_12), &who);
        assert_eq!(said.end, Ending::NoSecondFactorOffered);
        let said = run_by(&only_codes, new(BuiltIn), &who);
        let because = Refusal::NoSecondFactorConfigured;
        assert_eq!(said.end, Ending::Refused { because });
    }
    let beside = but(&only_codes, |it| {
        it.second_factors.push(SecondFactorType::Otp);
    });
    for login in LoginVersion::ALL {
        let said = run_by(&beside, new(login), &with_codes(password()));
        let offers = vec![SecondFactorType::Otp];
        assert_eq!(said.end, Ending::MustSetUpSecondFactor { offers });
    }
}

#[test]
fn a_method_that_is_not_known_leaves_the_others_judged() {
    let who = EnrolledMethods {
        unknown_method: true,
        ..password()
    };
    for pages in SignInPages::every() {
        let said = run_by(&new_instance(), pages, &who);
        assert_eq!((said.end, said.basis), (Ending::SignedIn, Basis::Deduced));
    }
}

#[test]
fn somebody_without_any_method_is_asked_for_a_mailed_code_by_the_newer_login_v2() {
    let said = run_by(&new_instance(), v2(V4_12), &EnrolledMethods::default());
    assert_eq!(said.steps, [Step::LoginName, Step::VerifyByCode]);
    assert_eq!(said.end, Ending::MustSetPasswordByCode);
    let only_an_app = EnrolledMethods {
        authenticator_app: true,
        ..EnrolledMethods::default()
    };
    for (rules, who) in [(V4_6, EnrolledMethods::default()), (V4_12, only_an_app)] {
        let said = outcome(&new_instance(), V2, rules, &who, SignInPath::Proposed);
        assert_eq!(said, Err(NotKnown::NoFirstFactor));
    }
}

#[test]
fn what_turning_username_and_password_off_does_is_told_by_generation() {
    use UsernamePasswordOff::{RefusesSoleMethod, TakesNameFieldAway};
    for (rules, in_v2) in [
        (V4_3, RefusesSoleMethod),
        (V4_6, RefusesSoleMethod),
        (V4_11, TakesNameFieldAway),
        (V4_12, TakesNameFieldAway),
    ] {
        assert_eq!(rules.username_password_off(V2), in_v2);
        assert_eq!(rules.username_password_off(BuiltIn), TakesNameFieldAway);
        let passkeys_stay = in_v2 == RefusesSoleMethod;
        let policy = name_field_off(&with_provider());
        let access = best_access(&policy, v2(rules), &passkey());
        assert_eq!(access == Some(Access::In), passkeys_stay);
    }
}

fn told(version: &str) -> GuardInput {
    GuardInput {
        server: ServerVersion::parse(version),
        ..GuardInput::default()
    }
}

/// The alarm that was missing: passkey holders were said to sign in to login v2 as before.
#[test]
fn username_and_password_off_names_passkey_holders_in_login_v2_whatever_the_server_says() {
    let (base, wanted) = (with_provider(), name_field_off(&with_provider()));
    for version in ["", "v4.3.0", "v4.11.0", "v4.13.1", "v4.19.0"] {
        let findings = evaluate(&base, &wanted, Logins::V2, &told(version));
        let finding = one(&findings, GuardId::UsernamePasswordOff, V2);
        assert_eq!(finding.severity, Severity::MustBeAcknowledged);
        let who = [
            Kind::Password,
            Kind::PasswordAndApp,
            Kind::PasswordAndKey,
            Kind::Passkey,
            Kind::PasskeyAndPassword,
        ];
        assert!(who.iter().all(|kind| finding.who.contains(kind)));
        assert!(!finding.who.contains(&account()));
        assert_eq!(finding.rules, [V4_11, V4_12], "by the others it is less");
    }
    let none = name_field_off(&new_instance());
    let findings = evaluate(&new_instance(), &none, Logins::V2, &GuardInput::default());
    let nobody = one(&findings, GuardId::NobodyCanSignIn, V2);
    assert_eq!(nobody.severity, Severity::BlocksUntilTyped);
    assert_eq!(nobody.rules, [V4_11, V4_12]);
}

#[test]
fn where_the_generations_agree_nothing_is_said_of_them() {
    let findings = evaluate(
        &new_instance(),
        &passkeys_off(&new_instance()),
        Logins::EitherAppDecides,
        &GuardInput::default(),
    );
    let finding = one(&findings, GuardId::PasskeysOff, BuiltIn);
    assert_eq!(finding.rules, []);
    let forced = but(&new_instance(), |it| it.force_mfa = true);
    let findings = evaluate(
        &new_instance(),
        &forced,
        Logins::EitherAppDecides,
        &GuardInput::default(),
    );
    assert!(findings.iter().all(|finding| finding.rules.is_empty()));
}

#[test]
fn a_guard_that_one_generation_knows_alone_says_by_which() {
    let wanted = but(&new_instance(), |it| it.disable_login_with_email = true);
    let findings = evaluate(&new_instance(), &wanted, Logins::V2, &told("v4.13.0"));
    for guard in [GuardId::OnlyOneAddressOff, GuardId::NobodyCanSignIn] {
        assert_eq!(one(&findings, guard, V2).rules, [V4_3, V4_6, V4_11]);
    }
    let findings = evaluate(&new_instance(), &wanted, Logins::BuiltIn, &told(""));
    assert_eq!(
        of(&findings, GuardId::OnlyOneAddressOff),
        Vec::<&Finding>::new()
    );
}

#[test]
fn an_owner_fares_as_on_the_worst_of_the_pages() {
    let owner = Owner {
        id: "1".to_owned(),
        methods: OwnerMethods::Read(passkey()),
        follows_instance: Some(true),
    };
    let wanted = name_field_off(&with_provider());
    let after = |pages: &[SignInPages]| {
        owner_access(
            std::slice::from_ref(&owner),
            &with_provider(),
            &wanted,
            pages,
        )[0]
        .after
    };
    assert_eq!(after(&[v2(V4_3)]), OwnerAccess::Known(Access::In));
    let all = Logins::V2.pages(&ServerVersion::default());
    assert_eq!(after(&all), OwnerAccess::Known(Access::ShutOut));
    assert_eq!(after(&[]), OwnerAccess::NotKnown);
}

#[test]
fn a_preview_has_a_row_for_each_way_in_which_generations_differ() {
    let wanted = name_field_off(&with_provider());
    let pages = Logins::EitherAppDecides.pages(&ServerVersion::default());
    let rows = preview(&with_provider(), &wanted, &pages);
    let of_passkey: Vec<_> = rows
        .iter()
        .filter(|row| row.kind == Kind::Passkey)
        .map(|row| (row.login, row.rules.clone()))
        .collect();
    let expected = [
        (BuiltIn, vec![Rules::LATEST]),
        (V2, vec![V4_3, V4_6]),
        (V2, vec![V4_11, V4_12]),
    ];
    assert_eq!(of_passkey, expected);
    let row = rows.iter().find(|row| row.rules == [V4_3, V4_6]).unwrap();
    let basis = row.after.as_ref().unwrap().basis;
    assert_eq!(basis, Basis::Deduced, "that of 4.6 was not measured");
}

#[test]
fn the_built_in_login_is_judged_once_and_login_v2_by_every_generation() {
    let of = |logins: Logins, version| logins.pages(&ServerVersion::parse(version));
    let rules = |pages: Vec<SignInPages>| -> Vec<Rules> {
        pages.into_iter().map(|pages| pages.rules).collect()
    };
    assert_eq!(rules(of(Logins::BuiltIn, "v4.7.0")), [V4_6]);
    assert_eq!(rules(of(Logins::BuiltIn, "main")), [V4_12]);
    assert_eq!(rules(of(Logins::V2, "v4.7.0")), Rules::ALL);
    assert_eq!(of(Logins::EitherAppDecides, "main"), SignInPages::every());
}
