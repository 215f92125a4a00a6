//! google.protobuf.Duration as JSON text and as nanoseconds, saturated at 64 bits as the measured
//! server stores them.

use serde_json::Value;

/// `-?[0-9]+(\.[0-9]{1,9})?s` within the range of google.protobuf.Duration.
pub(crate) fn nanoseconds(text: &str) -> Option<i64> {
    let text = text.strip_suffix('s')?;
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let only_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !only_digits(whole) || !only_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let seconds: i128 = whole.parse().ok()?;
    if seconds > 315_576_000_000 {
        return None;
    }
    let nanos: i128 = format!("{fraction:0<9}").parse().ok()?;
    let total = seconds * 1_000_000_000 + nanos;
    let signed = if negative { -total } else { total };
    Some(i64::try_from(signed).unwrap_or(if negative { i64::MIN } else { i64::MAX }))
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
        assert_eq!(nanoseconds("315576000000s"), Some(i64::MAX));
        assert_eq!(duration(i64::MAX), "9223372036.854775807s");
        assert_eq!(nanoseconds("315576000001s"), None);
        assert_eq!(nanoseconds("1.s"), None);
        assert_eq!(nanoseconds("1"), None);
    }
}
