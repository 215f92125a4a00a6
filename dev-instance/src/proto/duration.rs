//! google.protobuf.Duration: `"864000s"` in JSON, nanoseconds here, saturated at 64 bits as the
//! measured server stores them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A duration as it was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Duration {
    /// May be negative.
    pub nanoseconds: i64,
}

/// A text that is no duration.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no google.protobuf.Duration")]
pub(crate) struct InvalidDuration;

/// Ten thousand years, the most that google.protobuf.Duration holds.
const MOST_SECONDS: i64 = 315_576_000_000;

/// Reads seconds with an optional fraction and `s` behind them: `-1.5s`. Of the parts before and
/// behind the point one may be missing.
///
/// # Errors
/// For another form, and beyond ten thousand years.
pub(crate) fn parse(text: &str) -> Result<Duration, InvalidDuration> {
    let text = text.strip_suffix('s').ok_or(InvalidDuration)?;
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (if whole.is_empty() { "0" } else { whole }, fraction),
        None => (digits, ""),
    };
    let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let zero_leads = whole.len() > 1 && whole.starts_with('0');
    if !only_digits(whole) || !only_digits(fraction) || zero_leads || fraction.len() > 9 {
        return Err(InvalidDuration);
    }
    let seconds: i64 = whole.parse().map_err(|_| InvalidDuration)?;
    let nanos: i64 = format!("{fraction:0<9}")
        .parse()
        .map_err(|_| InvalidDuration)?;
    if seconds > MOST_SECONDS {
        return Err(InvalidDuration);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let nanoseconds = (sign * seconds)
        .saturating_mul(1_000_000_000)
        .saturating_add(sign * nanos);
    Ok(Duration { nanoseconds })
}

/// A number of nanoseconds as protobuf writes it: seconds with 0, 3, 6 or 9 digits of a fraction.
pub(crate) fn text(nanoseconds: i64) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let nanos = nanoseconds.unsigned_abs();
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    let fraction = match rest {
        0 => String::new(),
        rest if rest % 1_000_000 == 0 => format!(".{:03}", rest / 1_000_000),
        rest if rest % 1000 == 0 => format!(".{:06}", rest / 1000),
        rest => format!(".{rest:09}"),
    };
    format!("{sign}{seconds}{fraction}s")
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nanoseconds(text: &str) -> Result<i64, InvalidDuration> {
        parse(text).map(|duration| duration.nanoseconds)
    }

    #[test]
    fn durations_are_read_written_and_saturated() {
        for read in ["0s", "864000s", "-1s", "1.500s", "0.000000001s"] {
            assert_eq!(text(nanoseconds(read).unwrap()), read);
        }
        assert_eq!(nanoseconds("315576000000s"), Ok(i64::MAX));
        assert_eq!(nanoseconds("-315576000000.5s"), Ok(i64::MIN));
        assert_eq!(text(i64::MAX), "9223372036.854775807s");
    }

    #[test]
    fn a_sign_and_either_part_may_be_there_or_not() {
        for text in ["+1.5s", "1.s", ".5s", "-.5s", ".s"] {
            assert!(parse(text).is_ok(), "{text}");
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
            "240h",
        ] {
            assert_eq!(parse(text), Err(InvalidDuration), "{text}");
        }
    }

    #[test]
    fn ten_thousand_years_are_the_most() {
        assert_eq!(parse("-315576000001s"), Err(InvalidDuration));
        assert_eq!(parse("9223372036854775808s"), Err(InvalidDuration));
    }
}
