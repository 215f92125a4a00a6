//! NumericDate values (RFC 7519 §2): seconds since 1970-01-01T00:00:00Z, possibly with a fraction.

use serde_json::Value;

/// Seconds since 1970 up to the year 5138, beyond which a number is not a date that anybody means.
pub(crate) fn numeric_date(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .filter(|seconds| (0.0..1e11).contains(seconds))
}

/// Whether two dates are the same to the millisecond; a fraction may change in its last digits
/// when it is written down and read again.
pub(crate) fn is_same(first: f64, second: f64) -> bool {
    milliseconds(first) == milliseconds(second)
}

fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::{is_same, numeric_date};
    use serde_json::json;

    #[test]
    fn only_plausible_numbers_are_dates() {
        for (value, date) in [
            (json!(1_763_959_200), Some(1_763_959_200.0)),
            (json!(1_763_959_200.5), Some(1_763_959_200.5)),
            (json!(0), Some(0.0)),
            (json!(-1), None),
            (json!(1e300), None),
            (json!("1763959200"), None),
            (json!(null), None),
        ] {
            assert_eq!(numeric_date(&value), date, "{value}");
        }
    }

    #[test]
    fn less_than_a_millisecond_makes_no_difference() {
        assert!(is_same(1.000_4, 1.0));
        assert!(!is_same(1.001, 1.0));
    }
}
