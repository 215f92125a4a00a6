//! What is particular to login v2: how long it goes on with old settings, what lifetimes are there,
//! and for which host a passkey must be.

use login_policy::guard::{Finding, GuardId, GuardInput, Logins, Severity, evaluate};
use login_policy::lifetime_effect::{LifetimeEffect, effect};
use login_policy::outcome::NotKnown;
use login_policy::passkey_domain::{PasskeyUse, page_host, passkey_use};
use login_policy::settings_cache::{KEPT_SECONDS, OldSettingsWindow, is_kept_by_login_v2};
use login_policy::{
    Ending, EnrolledMethods, Field, Item, Lifetime, LoginVersion, MultiFactorType, Rules,
    SecondFactorType, SignInPages, SignInPath, outcome,
};

use crate::guards::{of, one, say};
use crate::outcome::run_by;
use crate::samples::*;

use LoginVersion::{BuiltIn, V2};

const FIELD: Item = Item::Field(Field::ForceMfa);

fn window(first: i64, last: i64) -> OldSettingsWindow {
    let window = OldSettingsWindow::of([&FIELD], &[V2], first, last);
    window.unwrap_or_else(|| panic!("login v2 keeps {FIELD:?}"))
}

#[test]
fn old_settings_may_be_met_for_fifteen_minutes_after_the_last_change() {
    let window = window(1_000, 1_004);
    assert_eq!((window.since, window.until), (1_000, 1_004 + KEPT_SECONDS));
    for (now, old) in [(999, false), (1_000, true), (1_903, true), (1_904, false)] {
        assert_eq!(window.contains(now), old, "{now}");
    }
}

/// Old at 909 seconds, new at 930: the first visit after the 15 minutes still met the old settings.
#[test]
fn the_measured_times_lie_around_its_end() {
    let end = window(0, 0).until;
    assert!(889 < end && end < 909 && end < 930);
    assert_eq!(window(0, 0).until_minute(), 900);
    assert_eq!(window(0, 1).until_minute(), 960);
    assert_eq!(window(-100, -59).until_minute(), 900);
}

#[test]
fn changes_that_follow_each_other_make_one_window() {
    let both = window(1_000, 1_000).and(window(1_100, 1_200));
    assert_eq!(both, window(1_000, 1_200));
}

#[test]
fn there_is_no_window_where_login_v2_is_not_met_or_keeps_nothing() {
    let of = |item: &Item, logins: &[LoginVersion]| OldSettingsWindow::of([item], logins, 0, 0);
    assert_eq!(of(&FIELD, &[BuiltIn]), None);
    assert!(of(&FIELD, &LoginVersion::ALL).is_some());
    for (item, kept) in [
        (Item::SecondFactor(SecondFactorType::Otp), true),
        (
            Item::MultiFactor(MultiFactorType::U2fWithVerification),
            false,
        ),
        (Item::Provider("p1".to_owned()), false),
        (Item::OrgRegistration, false),
    ] {
        assert_eq!(is_kept_by_login_v2(&item), kept, "{item:?}");
        assert_eq!(of(&item, &[V2]).is_some(), kept, "{item:?}");
    }
}

#[test]
fn forcing_says_that_login_v2_does_not_ask_yet() {
    let wanted = but(&with_provider(), |it| it.force_mfa = true);
    let findings = say(&with_provider(), &wanted);
    let finding = one(&findings, GuardId::ForcedBeforeLoginV2Asks, V2);
    assert_eq!(finding.severity, Severity::ForInformation);
    assert_eq!(finding.who, of(&findings, GuardId::TokensCutOff)[0].who);
    let built_in = evaluate(
        &with_provider(),
        &wanted,
        Logins::BuiltIn,
        &GuardInput::default(),
    );
    let said = of(&built_in, GuardId::ForcedBeforeLoginV2Asks);
    assert_eq!(said, Vec::<&Finding>::new());
}

#[test]
fn each_lifetime_is_the_sessions_there_or_nothing() {
    use LifetimeEffect::{AskedAgain, Invitation, Nothing, Session, SessionAfterMailedCodes};
    for (field, built_in, v2) in [
        (Field::PasswordCheckLifetime, AskedAgain, Session),
        (Field::ExternalLoginCheckLifetime, AskedAgain, Session),
        (Field::MultiFactorCheckLifetime, AskedAgain, Session),
        (
            Field::SecondFactorCheckLifetime,
            AskedAgain,
            SessionAfterMailedCodes,
        ),
        (Field::MfaInitSkipLifetime, Invitation, Nothing),
    ] {
        assert_eq!(effect(field, BuiltIn), Some(built_in));
        assert_eq!(effect(field, V2), Some(v2));
        let wanted = but(&new_instance(), |it| {
            let hour = login_policy::Value::Lifetime(Lifetime::from_seconds(3_600));
            it.set(field, hour);
        });
        let guard = match v2 {
            Session => GuardId::LifetimeOfTheSession,
            _ => GuardId::LifetimeWithoutEffect,
        };
        let findings = say(&new_instance(), &wanted);
        let finding = one(&findings, guard, V2);
        assert_eq!(finding.items, [Item::Field(field)]);
        assert_eq!(finding.severity, Severity::ForInformation);
        let built_in = evaluate(
            &new_instance(),
            &wanted,
            Logins::BuiltIn,
            &GuardInput::default(),
        );
        assert_eq!(of(&built_in, guard), Vec::<&Finding>::new());
    }
    assert_eq!(effect(Field::ForceMfa, V2), None);
}

#[test]
fn a_default_redirect_takes_sign_ins_to_the_console_too() {
    let with = |address: &str| {
        but(&new_instance(), |it| {
            it.default_redirect_uri = address.to_owned();
        })
    };
    let said = |base: &str, wanted: &str| {
        let findings = say(&with(base), &with(wanted));
        of(&findings, GuardId::RedirectTakesConsole).len()
    };
    assert_eq!(said("", "https://portal.example.com/"), 1);
    assert_eq!(said("app:/", ""), 0);
    assert_eq!(said("app:/", "app:/"), 0);
}

#[test]
fn passkeys_are_asked_for_the_host_of_the_pages() {
    let host = "id.example.com:8443";
    for (base_uri, expected) in [
        (None, "id.example.com"),
        (Some(""), "id.example.com"),
        (Some("/ui/v2/login"), "id.example.com"),
        (
            Some("https://login.example.com/ui/v2/login"),
            "login.example.com",
        ),
        (Some("http://localhost:3004"), "localhost"),
        (
            Some("https://user@login.example.com:444?x"),
            "login.example.com",
        ),
        (Some("https://[::1]:3000/"), "[::1]"),
        (Some("https:///nowhere"), "id.example.com"),
    ] {
        assert_eq!(page_host(V2, host, base_uri), expected, "{base_uri:?}");
        assert_eq!(page_host(BuiltIn, host, base_uri), "id.example.com");
    }
}

#[test]
fn a_passkey_without_a_domain_counts_only_where_it_works() {
    use PasskeyUse::{Absent, NotKnown, Works};
    let instance = "id.example.com:8443";
    for (for_host, without_domain, host, expected) in [
        (true, false, "login.example.com", Works),
        (false, true, "ID.example.com", Works),
        (false, true, "login.example.com", NotKnown),
        (true, true, "login.example.com", Works),
        (false, false, "id.example.com", Absent),
    ] {
        let found = passkey_use(for_host, without_domain, host, instance);
        assert_eq!(found, expected, "{for_host} {without_domain} {host}");
    }
}

#[test]
fn a_passkey_that_may_not_work_makes_only_that_unknown_which_depends_on_it() {
    let unsure = |who: EnrolledMethods| EnrolledMethods {
        passkey_not_known: true,
        ..who
    };
    for pages in SignInPages::every() {
        let SignInPages { login, rules } = pages;
        let by = |who: &EnrolledMethods, path| outcome(&new_instance(), login, rules, who, path);
        let alone = by(&unsure(EnrolledMethods::default()), SignInPath::Proposed);
        assert_eq!(alone, Err(NotKnown::PasskeyDomain));
        let works = unsure(passkey());
        assert_eq!(run_by(&new_instance(), pages, &works).end, Ending::SignedIn);
    }
    // Without the field for the login name no passkey matters.
    let off = but(&new_instance(), |it| it.allow_username_password = false);
    let said = outcome(
        &off,
        V2,
        Rules::LATEST,
        &unsure(password()),
        SignInPath::Proposed,
    );
    assert_eq!(said.unwrap().end, Ending::NoWayOffered);
}
