//! What a server tells of itself, and what follows from it.

use login_policy::rules::{Measurement, VersionSpan, version_spans};
use login_policy::version::{Feature, Standing};
use login_policy::{LoginVersion, Rules, SecondFactorType, ServerVersion};

use LoginVersion::{BuiltIn, V2};

#[track_caller]
fn check(text: &str, rules: &[Rules], standing: Standing) {
    let version = ServerVersion::parse(text);
    assert_eq!(version.rules(), rules, "{text}");
    let placement = version.placement(BuiltIn);
    assert_eq!(placement.generations, rules, "{text}");
    assert_eq!(placement.standing, standing, "{text}");
    let is_known = standing != Standing::NotKnown;
    assert_eq!(version.is_known(), is_known, "{text}");
    assert_eq!(placement.suggested.is_some(), is_known, "{text}");
}

#[test]
fn a_release_has_one_generation() {
    use Standing::{BetweenMeasured, Measured, NewerThanMeasured, OlderThanMeasured};
    for (text, rules, standing) in [
        ("v4.3.1", Rules::V4_3, Measured),
        ("4.3", Rules::V4_3, Measured),
        ("4.3.1-rc.2", Rules::V4_3, Measured),
        ("v4.5.0", Rules::V4_3, BetweenMeasured),
        ("v4.6.0", Rules::V4_6, BetweenMeasured),
        ("v4.10.9", Rules::V4_6, BetweenMeasured),
        ("v4.11.0", Rules::V4_11, BetweenMeasured),
        (" V4.12.3+build.7 ", Rules::V4_12, BetweenMeasured),
        ("v4.13.0", Rules::V4_12, Measured),
        ("v4.13.1-106-g02d07e951", Rules::V4_12, Measured),
        ("v4.19.0", Rules::V4_12, NewerThanMeasured),
        ("v5.0.0", Rules::V4_12, NewerThanMeasured),
        ("v2.65.1", Rules::V4_3, OlderThanMeasured),
        ("v4.0.0-rc.3", Rules::V4_3, OlderThanMeasured),
    ] {
        check(text, &[rules], standing);
    }
}

#[test]
fn a_build_between_two_releases_may_have_either_generation() {
    let between = Standing::BetweenMeasured;
    check("v4.11.0-rc.1", &[Rules::V4_6, Rules::V4_11], between);
    check("v4.10.2-7-gabc1234", &[Rules::V4_6, Rules::V4_11], between);
    check("v4.11.1-rc.1", &[Rules::V4_11], between);
}

#[test]
fn a_text_that_is_no_version_is_kept_and_every_generation_may_apply() {
    for text in [
        "",
        "main",
        "garbage",
        "4",
        "4.x",
        "v4.",
        "4..3",
        "4.13.",
        "4.13.1.2",
        "4.13beta",
        "99999999999.1",
        "2026-07-10T08:15:00Z",
        "0.0.0",
        "vv4.13.0",
    ] {
        check(text, Rules::ALL, Standing::NotKnown);
        assert_eq!(ServerVersion::parse(text).text(), text);
    }
    assert_eq!(ServerVersion::default(), ServerVersion::parse(""));
}

/// Login v2 is deployed apart from the server, so that the server's version is a guess at its.
#[test]
fn in_login_v2_every_generation_is_judged_and_the_servers_is_suggested() {
    for (text, suggested, measurement) in [
        ("v4.3.0", Some(Rules::V4_3), Some(Measurement::V4_3)),
        ("v4.7.0", Some(Rules::V4_6), Some(Measurement::V4_3)),
        ("v4.11.0", Some(Rules::V4_11), Some(Measurement::V4_13)),
        ("v4.19.0", Some(Rules::V4_12), Some(Measurement::V4_13)),
        ("main", None, None),
    ] {
        let placement = ServerVersion::parse(text).placement(V2);
        assert_eq!(placement.generations, Rules::ALL, "{text}");
        assert_eq!(placement.suggested, suggested, "{text}");
        assert_eq!(placement.measurement, measurement, "{text}");
    }
}

#[test]
fn what_is_not_surely_there_may_be_there() {
    for (text, may, surely) in [
        ("v4.8.0", false, false),
        ("v4.9.0-rc.1", true, false),
        ("v4.8.3-1-gabc", true, false),
        ("v4.9.0", true, true),
        ("main", true, false),
    ] {
        let version = ServerVersion::parse(text);
        assert_eq!(version.may_have(Feature::RecoveryCodes), may, "{text}");
        assert_eq!(version.surely_has(Feature::RecoveryCodes), surely, "{text}");
        let codes = SecondFactorType::RecoveryCodes;
        assert_eq!(version.surely_takes(&codes), surely, "{text}");
        assert!(version.surely_takes(&SecondFactorType::Otp));
    }
}

#[test]
fn login_v2_keeps_settings_since_4_13() {
    let may = |text| ServerVersion::parse(text).may_have(Feature::LoginV2SettingsCache);
    assert!(!may("v4.12.3"));
    assert!(may("v4.12.3-7-gabc") && may("v4.13.0") && may("main"));
}

#[test]
fn generations_are_told_as_ranges_of_versions() {
    let span = |since, before| VersionSpan { since, before };
    use Rules::{V4_3, V4_6, V4_11, V4_12};
    for (rules, spans) in [
        (vec![], vec![]),
        (Rules::ALL.to_vec(), vec![span(None, None)]),
        (vec![V4_3], vec![span(None, Some("4.6"))]),
        (vec![V4_11, V4_12], vec![span(Some("4.11"), None)]),
        (vec![V4_6, V4_11], vec![span(Some("4.6"), Some("4.12"))]),
        (
            vec![V4_12, V4_3],
            vec![span(None, Some("4.6")), span(Some("4.12"), None)],
        ),
    ] {
        assert_eq!(version_spans(&rules), spans, "{rules:?}");
    }
}

#[test]
fn a_measurement_names_its_server_and_its_rules() {
    for measurement in Measurement::ALL {
        assert_eq!(measurement.rules().measurement(), measurement);
        let version = ServerVersion::parse(measurement.version());
        assert_eq!(version.rules(), [measurement.rules()]);
    }
    assert!(Rules::ALL.is_sorted());
    assert_eq!(Rules::ALL.last(), Some(&Rules::LATEST));
}
