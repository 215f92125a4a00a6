//! google.protobuf.Duration as JSON text and as nanoseconds, saturated at 64 bits as the measured
//! server stores them.

use serde_json::Value;

/// Why a text is no duration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoDuration {
    Invalid,
    OutOfRange,
}

const MOST_SECONDS: i64 = 315_576_000_000;

/// `[-+]?(0|[1-9][0-9]*)?(\.[0-9]{0,9})?s`, of which one part may be left out, not both.
///
/// # Errors
/// [`NoDuration`] for another form, and outside the range of google.protobuf.Duration.
pub(crate) fn nanoseconds(text: &str) -> Result<i64, NoDuration> {
    let text = text.strip_suffix('s').ok_or(NoDuration::Invalid)?;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (if whole.is_empty() { "0" } else { whole }, fraction),
        None => (digits, ""),
    };
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let zero_leads = whole.len() > 1 && whole.starts_with('0');
    if !only_digits(whole) || !only_digits(fraction) || zero_leads || fraction.len() > 9 {
        return Err(NoDuration::Invalid);
    }
    let seconds: i64 = whole.parse().map_err(|_| NoDuration::Invalid)?;
    let nanos: i64 = format!("{fraction:0<9}")
        .parse()
        .map_err(|_| NoDuration::Invalid)?;
    if seconds > MOST_SECONDS {
        return Err(NoDuration::OutOfRange);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    Ok((sign * seconds)
        .saturating_mul(1_000_000_000)
        .saturating_add(sign * nanos))
}

/// A duration as protobuf writes it: seconds with 0, 3, 6 or 9 digits of a fraction.
pub(crate) fn duration(nanos: i64) -> Value {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    let fraction = match rest {
        0 => String::new(),
        rest if rest % 1_000_000 == 0 => format!(".{:03}", rest / 1_000_000),
        rest if rest % 1000 == 0 => format!(".{:06}", rest / 1000),
        rest => format!(".{rest:09}"),
    };
    Value::String(format!("{sign}{seconds}{fraction}s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_written_and_saturated() {
        for text in ["0s", "864000s", "-1s", "1.500s", "0.000000001s"] {
            assert_eq!(duration(nanoseconds(text).unwrap()), text);
        }
        assert_eq!(nanoseconds("315576000000s"), Ok(i64::MAX));
        assert_eq!(nanoseconds("-315576000000.5s"), Ok(i64::MIN));
        assert_eq!(duration(i64::MAX), "9223372036.854775807s");
    }

    #[test]
    fn a_sign_and_either_part_may_be_there_or_not() {
        for text in ["+1.5s", "1.s", ".5s", "-.5s", ".s"] {
            assert!(nanoseconds(text).is_ok(), "{text}");
        }
        for text in [
            "1",
            "s",
            "-s",
            "01s",
            "00.5s",
            "1.0000000000s",
            "--1s",
            "1e2s",
            " 1s",
        ] {
            assert_eq!(nanoseconds(text), Err(NoDuration::Invalid), "{text}");
        }
    }

    #[test]
    fn ten_thousand_years_are_the_most() {
        assert_eq!(nanoseconds("-315576000001s"), Err(NoDuration::OutOfRange));
        assert_eq!(
            nanoseconds("9223372036854775808s"),
            Err(NoDuration::Invalid)
        );
    }
}
