//! The token by which calls are made: what the API answers to it, row by row as it was measured, and
//! what guards and plans make of that.

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::kinds::Kind;
use login_policy::token::api_answer;
use login_policy::{
    ApiAnswer, Call, EnrolledMethods, Item, LoginSettings, OwnToken, PasswordlessType, Plan,
    PlanContext, Rules, SecondFactorType, ServerVersion, TokenOrigin, plan, plan_for,
};
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::any::{people, settings};
use crate::guards::of;
use crate::plan::names_of;
use crate::properties::{after, orders};
use crate::samples::*;

const MEASURED: &str = include_str!("../../../../tests/contract/own-token-v4x.json");
const APP: SecondFactorType = SecondFactorType::Otp;
const KEY: SecondFactorType = SecondFactorType::U2f;

/// The settings under which the answers were taken, by the name that the file gives them.
fn measured_policy(name: &str) -> LoginSettings {
    let codes = SecondFactorType::RecoveryCodes;
    but(&with_provider(), |it| match name {
        "nobody, both listed" => {}
        "nobody, empty list" => it.second_factors.clear(),
        "nobody, OTP only" => it.second_factors = vec![APP],
        "nobody, with recovery codes" => it.second_factors.push(codes),
        "everybody" => it.force_mfa = true,
        "local-only" => it.force_mfa_local_only = true,
        "both" => (it.force_mfa, it.force_mfa_local_only) = (true, true),
        "everybody, empty list" => {
            it.force_mfa = true;
            it.second_factors.clear();
        }
        // A refresh was tried while everybody was forced.
        "refresh" => it.force_mfa = true,
        _ => panic!("{name}"),
    })
}

/// What the name of a token tells of its owner.
fn measured_owner(name: &str) -> EnrolledMethods {
    EnrolledMethods {
        password: name.contains("password"),
        passkey: name.contains("passkey"),
        external: name
            .contains("provider")
            .then(|| "p1".to_owned())
            .into_iter()
            .collect(),
        authenticator_app: name.contains("app"),
        security_key: name.contains("key,"),
        recovery_codes: name.contains("recovery"),
        ..EnrolledMethods::default()
    }
}

#[test]
fn every_measured_token_is_answered_as_it_was() {
    let measured: Json = serde_json::from_str(MEASURED).unwrap();
    let tokens = measured["tokens"].as_array().unwrap();
    let mut rows = 0;
    for (policy, answers) in measured["res"].as_object().unwrap() {
        for token in tokens {
            let name = token["name"].as_str().unwrap();
            let row = format!("{}: {name}", token["login"].as_str().unwrap());
            let amr: Vec<String> = serde_json::from_value(token["amr"].clone()).unwrap_or_default();
            let answer = api_answer(
                &measured_policy(policy),
                Rules::V4_12,
                TokenOrigin::from_amr(&amr),
                &measured_owner(name),
            );
            let seen = answers[&row].as_str().unwrap();
            let seen = seen.strip_prefix("200 then ").unwrap_or(seen);
            let expected = match seen.split(' ').next() {
                Some("200") => ApiAnswer::Answers,
                Some("403") => ApiAnswer::MfaRequired,
                _ => panic!("{seen}"),
            };
            assert_eq!(answer, expected, "{policy}: {row}");
            rows += 1;
        }
        // Personal access tokens are exempt.
        assert!(answers.get("PAT").is_none_or(|answer| answer == 200));
    }
    assert_eq!(rows, 14 * 9);
}

#[test]
fn before_4_6_only_forcing_counts() {
    for (rules, answer) in [
        (Rules::V4_3, ApiAnswer::Answers),
        (Rules::V4_6, ApiAnswer::MfaRequired),
    ] {
        let by_password = TokenOrigin::Password;
        let said = api_answer(&new_instance(), rules, by_password, &password_and_app());
        assert_eq!(said, answer);
        let forced = but(&new_instance(), |it| it.force_mfa = true);
        let said = api_answer(&forced, rules, by_password, &password());
        assert_eq!(said, ApiAnswer::MfaRequired);
    }
}

fn me(methods: EnrolledMethods, amr: Option<&[&str]>, server: &str) -> GuardInput {
    GuardInput {
        server: ServerVersion::parse(server),
        own_methods: Some(methods),
        own_amr: amr.map(|amr| amr.iter().map(|method| (*method).to_owned()).collect()),
        own_organization_follows: Some(true),
        ..GuardInput::default()
    }
}

fn without_list() -> LoginSettings {
    but(&with_provider(), |it| it.second_factors.clear())
}

fn listing(kind: SecondFactorType) -> LoginSettings {
    but(&without_list(), |it| it.second_factors.push(kind))
}

fn say(wanted: &LoginSettings, facts: &GuardInput) -> Vec<Finding> {
    evaluate(&without_list(), wanted, Logins::BuiltIn, facts)
}

#[test]
fn allowing_a_factor_that_one_has_and_did_not_use_cuts_ones_own_token_off() {
    let findings = say(
        &listing(APP),
        &me(password_and_app(), Some(&["pwd"]), "v4.13.0"),
    );
    let [cut_off] = of(&findings, GuardId::YourFactorCutsOffYourToken)[..] else {
        panic!("{findings:#?}")
    };
    assert_eq!(cut_off.severity, Severity::MustBeAcknowledged);
    assert_eq!(cut_off.items, [Item::SecondFactor(APP)]);
    assert_eq!((&cut_off.login, &cut_off.rules), (&vec![], &vec![]));
    // Where it is not known which server this is, the older ones would not.
    let unknown = say(
        &listing(APP),
        &me(password_and_app(), Some(&["pwd"]), "main"),
    );
    let finding = of(&unknown, GuardId::YourFactorCutsOffYourToken)[0];
    assert_eq!(finding.rules, [Rules::V4_6, Rules::V4_11, Rules::V4_12]);
    // Without an ID token it may have been a password alone.
    let no_token = say(&listing(APP), &me(password_and_app(), None, "v4.13.0"));
    assert_eq!(of(&no_token, GuardId::YourFactorCutsOffYourToken).len(), 1);
}

#[test]
fn nothing_is_said_of_a_token_that_stays() {
    let app_used: &[&str] = &["pwd", "otp", "mfa"];
    for (wanted, facts) in [
        (
            listing(APP),
            me(password_and_app(), Some(app_used), "v4.13.0"),
        ),
        (
            listing(KEY),
            me(password_and_app(), Some(&["pwd"]), "v4.13.0"),
        ),
        (listing(APP), me(password(), Some(&["pwd"]), "v4.13.0")),
        (
            listing(APP),
            me(password_and_app(), Some(&["pwd"]), "v4.5.7"),
        ),
        (
            listing(SecondFactorType::RecoveryCodes),
            me(
                EnrolledMethods {
                    recovery_codes: true,
                    ..password()
                },
                Some(&["pwd"]),
                "v4.13.0",
            ),
        ),
        (
            listing(APP),
            GuardInput {
                own_organization_follows: Some(false),
                ..me(password_and_app(), Some(&["pwd"]), "v4.13.0")
            },
        ),
    ] {
        let findings = say(&wanted, &facts);
        let said = of(&findings, GuardId::YourFactorCutsOffYourToken);
        assert_eq!(said, Vec::<&Finding>::new(), "{facts:?}");
    }
    // One that is refused already is not cut off.
    let facts = me(password_and_app(), Some(&["pwd"]), "v4.13.0");
    let wanted = but(&listing(APP), |it| it.second_factors.push(KEY));
    let findings = evaluate(&listing(APP), &wanted, Logins::BuiltIn, &facts);
    let said = of(&findings, GuardId::YourFactorCutsOffYourToken);
    assert_eq!(said, Vec::<&Finding>::new());
}

#[test]
fn others_who_hold_the_factor_are_named_for_information() {
    let findings = say(&listing(APP), &GuardInput::default());
    let [finding] = of(&findings, GuardId::TokensOfHoldersCutOff)[..] else {
        panic!("{findings:#?}")
    };
    assert_eq!(finding.severity, Severity::ForInformation);
    assert_eq!(finding.who, [Kind::PasswordAndApp]);
    let old = GuardInput {
        server: ServerVersion::parse("v4.3.0"),
        ..GuardInput::default()
    };
    let findings = say(&listing(APP), &old);
    let said = of(&findings, GuardId::TokensOfHoldersCutOff);
    assert_eq!(said, Vec::<&Finding>::new());
}

/// A plan that looks after a token and nothing else.
fn planned(base: &LoginSettings, wanted: &LoginSettings, token: OwnToken) -> Plan {
    let context = PlanContext {
        token: Some(token),
        ..PlanContext::default()
    };
    plan_for(base, wanted, &context)
}

fn token(origin: TokenOrigin, owner: EnrolledMethods) -> OwnToken {
    OwnToken {
        origin: Some(origin),
        owner: Some(owner),
        rules: Rules::LATEST,
    }
}

#[test]
fn the_call_that_requires_a_second_factor_comes_last() {
    let base = but(&with_provider(), |it| {
        it.passwordless_type = PasswordlessType::Allowed;
    });
    let wanted = but(&base, |it| {
        it.force_mfa = true;
        it.second_factors = vec![KEY];
        it.multi_factors.clear();
        it.providers.clear();
        it.org_registration_disallowed = Some(true);
    });
    for own in [
        token(TokenOrigin::Password, password()),
        OwnToken::default(),
    ] {
        let made = planned(&base, &wanted, own);
        assert_eq!(made.calls.len(), 5);
        let last = made.calls.last();
        assert!(matches!(last, Some(Call::UpdatePolicy(_))), "{last:?}");
        assert_eq!(made.token_cut_off_after, None);
    }
    // Somebody with several factors is not cut off, so what decides nothing comes last as usual.
    let several = token(TokenOrigin::SeveralFactors, password_and_app());
    let made = planned(&base, &wanted, several);
    assert_eq!(names_of(&made.calls)[3..], ["-passkey", "restrictions"]);
}

#[test]
fn the_call_that_allows_ones_own_factor_comes_last() {
    let wanted = but(&without_list(), |it| {
        it.second_factors = vec![APP, KEY];
        it.hide_password_reset = true;
        it.org_registration_disallowed = Some(true);
    });
    let own = token(TokenOrigin::Password, password_and_app());
    let made = planned(&without_list(), &wanted, own);
    let order = [
        "restrictions",
        "+SECOND_FACTOR_TYPE_U2F",
        "fields",
        "+SECOND_FACTOR_TYPE_OTP",
    ];
    assert_eq!(names_of(&made.calls), order);
    assert_eq!(made.token_cut_off_after, None);
}

#[test]
fn two_calls_that_cut_the_token_off_cannot_both_be_last_and_it_is_said() {
    let wanted = but(&without_list(), |it| {
        it.second_factors = vec![APP];
        it.force_mfa = true;
    });
    let own = token(TokenOrigin::Password, password_and_app());
    let made = planned(&without_list(), &wanted, own);
    assert_eq!(names_of(&made.calls), ["+SECOND_FACTOR_TYPE_OTP", "fields"]);
    assert_eq!(made.token_cut_off_after, Some(1));
    let findings = say(&wanted, &me(password_and_app(), Some(&["pwd"]), "v4.13.0"));
    let [finding] = of(&findings, GuardId::TokenCutOffMeanwhile)[..] else {
        panic!("{findings:#?}")
    };
    assert_eq!(finding.severity, Severity::BlocksUntilTyped);
    for facts in [
        GuardInput::default(),
        me(password(), Some(&["pwd"]), "v4.13.0"),
        me(password_and_app(), Some(&["pwd"]), "v4.3.0"),
    ] {
        let findings = say(&wanted, &facts);
        let said = of(&findings, GuardId::TokenCutOffMeanwhile);
        assert_eq!(said, Vec::<&Finding>::new(), "{facts:?}");
    }
}

fn any_token() -> impl Strategy<Value = OwnToken> {
    let origin = prop_oneof![
        Just(None),
        Just(Some(TokenOrigin::Password)),
        Just(Some(TokenOrigin::Provider)),
        Just(Some(TokenOrigin::SeveralFactors)),
    ];
    let rules = proptest::sample::select(Rules::ALL);
    (origin, proptest::option::of(people()), rules).prop_map(|(origin, owner, rules)| OwnToken {
        origin,
        owner,
        rules,
    })
}

/// How many calls are lost, counted for each token that it may be.
fn lost(base: &LoginSettings, calls: &[Call], own: &OwnToken) -> usize {
    let tokens = own.live(base);
    let between = (1..calls.len()).map(|done| after(base, &calls[..done]));
    between
        .map(|settings| {
            tokens
                .iter()
                .filter(|one| one.is_refused(&settings))
                .count()
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_order_loses_fewer_calls(base in settings(), wanted in settings(), own in any_token()) {
        let made = planned(&base, &wanted, own.clone());
        prop_assert!(login_policy::draft::is_same(&after(&base, &made.calls), &wanted));
        let loses = lost(&base, &made.calls, &own);
        if loses > 0 && made.calls.len() <= 5 {
            for order in orders(&made.calls) {
                prop_assert!(lost(&base, &order, &own) >= loses, "{order:?}");
            }
        }
        let usual = plan(&base, &wanted).calls;
        prop_assert_eq!(made.calls.len(), usual.len());
    }

    #[test]
    fn a_plan_that_cannot_be_finished_says_where_it_stops(
        base in settings(), wanted in settings(), own in any_token(),
    ) {
        let made = planned(&base, &wanted, own.clone());
        let tokens = own.live(&base);
        let stops = (1..made.calls.len()).find(|done| {
            let settings = after(&base, &made.calls[..*done]);
            !tokens.is_empty() && tokens.iter().all(|one| one.is_refused(&settings))
        });
        prop_assert_eq!(made.token_cut_off_after, stops);
    }
}
