//! Lifetimes: as text, in units, and what the server makes of them.

use login_policy::Lifetime;
use login_policy::lifetime::{Amount, LONGEST_SECONDS, LONGEST_STORED, LifetimeError, Unit};
use proptest::prelude::*;

fn read(text: &str) -> Result<Lifetime, LifetimeError> {
    text.parse()
}

#[test]
fn the_forms_of_the_api_are_read_and_written_alike() {
    for (text, seconds, nanos) in [
        ("864000s", 864_000, 0),
        ("0s", 0, 0),
        ("1.500s", 1, 500_000_000),
        ("0.000001s", 0, 1_000),
        ("0.000000001s", 0, 1),
        ("-3s", -3, 0),
        ("-0.500s", 0, -500_000_000),
        ("9223372036.854775807s", 9_223_372_036, 854_775_807),
    ] {
        assert_eq!(read(text), Ok(Lifetime { seconds, nanos }), "{text}");
        assert_eq!(Lifetime { seconds, nanos }.to_api(), text);
        assert_eq!(Lifetime { seconds, nanos }.to_string(), text);
    }
}

#[test]
fn a_shorter_fraction_means_the_same() {
    assert_eq!(read("1.5s"), read("1.500s"));
    assert_eq!(read("+1s"), read("1s"));
}

#[test]
fn what_is_no_duration_of_the_api_is_refused() {
    for text in [
        "", "s", "1", "240h", "1m", "1 s", " 1s", "1.s", ".5s", "--1s", "1e3s", "١s", "1.2.3s",
    ] {
        assert_eq!(read(text), Err(LifetimeError::NotADuration), "{text}");
    }
    assert_eq!(read("0.0000000001s"), Err(LifetimeError::TooFine));
}

#[test]
fn the_range_of_a_protobuf_duration_is_held() {
    assert!(read("315576000000s").is_ok() && read("-315576000000s").is_ok());
    for text in [
        "315576000001s",
        "315576000000.1s",
        "-315576000001s",
        "99999999999999999999s",
    ] {
        assert_eq!(read(text), Err(LifetimeError::OutOfRange), "{text}");
    }
    assert_eq!(
        Lifetime::from_amount(i64::MAX, Unit::Days),
        Err(LifetimeError::OutOfRange)
    );
}

#[test]
fn what_zitadel_would_cut_down_is_refused_before() {
    assert_eq!(LONGEST_STORED.validate(), Ok(LONGEST_STORED));
    let longer = Lifetime {
        nanos: 854_775_808,
        ..LONGEST_STORED
    };
    assert_eq!(longer.validate(), Err(LifetimeError::LongerThanStored));
    assert_eq!(login_policy::lifetime::stored(longer), LONGEST_STORED);
    let mixed = Lifetime {
        seconds: 1,
        nanos: -1,
    };
    assert_eq!(mixed.validate(), Err(LifetimeError::OutOfRange));
}

#[test]
fn the_largest_exact_unit_is_found() {
    for (text, count, nanos, unit) in [
        ("864000s", 10, 0, Unit::Days),
        ("-86400s", -1, 0, Unit::Days),
        ("64800s", 18, 0, Unit::Hours),
        ("90000s", 25, 0, Unit::Hours),
        ("5400s", 90, 0, Unit::Minutes),
        ("61s", 61, 0, Unit::Seconds),
        ("0s", 0, 0, Unit::Seconds),
        ("60.5s", 60, 500_000_000, Unit::Seconds),
    ] {
        let amount = Amount { count, nanos, unit };
        assert_eq!(
            read(text).unwrap().in_largest_exact_unit(),
            amount,
            "{text}"
        );
    }
}

#[test]
fn only_more_than_nothing_is_positive() {
    for (text, positive) in [
        ("0s", false),
        ("-1s", false),
        ("-0.1s", false),
        ("0.1s", true),
        ("1s", true),
    ] {
        assert_eq!(read(text).unwrap().is_positive(), positive, "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(seconds in -LONGEST_SECONDS..LONGEST_SECONDS, nanos in 0..1_000_000_000_i32) {
        let nanos = if seconds < 0 { -nanos } else { nanos };
        let lifetime = Lifetime { seconds, nanos };
        prop_assert_eq!(read(&lifetime.to_api()), Ok(lifetime));
    }

    #[test]
    fn an_amount_is_the_lifetime_it_came_from(seconds in -LONGEST_SECONDS..LONGEST_SECONDS) {
        let lifetime = Lifetime::from_seconds(seconds);
        let Amount { count, unit, .. } = lifetime.in_largest_exact_unit();
        prop_assert_eq!(Lifetime::from_amount(count, unit), Ok(lifetime));
    }

    #[test]
    fn any_text_is_judged_without_a_panic(text in ".*") {
        let _judged = read(&text);
        let _judged = login_policy::redirect::validate(&text);
    }
}
