//! The time of day and the two ways it is written: RFC 3339 for timestamps and RFC 9110 for header
//! fields. The only module that reads the machine's clock.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::time::{SystemTime, UNIX_EPOCH};
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

/// Microseconds since 1970-01-01T00:00:00Z, as precise as a database column keeps them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Timestamp(pub i64);

const SECONDS: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
const MILLISECONDS: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
const MICROSECONDS: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
const HTTP_DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

impl Timestamp {
    /// The present time.
    pub(crate) fn now() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "this program runs on a machine, never in a browser"
        )]
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Self(since.map_or(0, |passed| {
            i64::try_from(passed.as_micros()).unwrap_or(i64::MAX)
        }))
    }

    /// Whole seconds since the epoch.
    pub(crate) fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This time moved by a number of milliseconds.
    pub(crate) fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis.saturating_mul(1000)))
    }

    /// RFC 3339 in UTC with 0, 3 or 6 digits of a second, as protobuf writes a Timestamp.
    pub(crate) fn rfc3339(self) -> String {
        match self.0.rem_euclid(1_000_000) {
            0 => self.format(SECONDS),
            micros if micros % 1000 == 0 => self.format(MILLISECONDS),
            _ => self.format(MICROSECONDS),
        }
    }

    /// RFC 9110 §5.6.7, for header fields such as `Expires`.
    pub(crate) fn http_date(self) -> String {
        self.format(HTTP_DATE)
    }

    /// Reads RFC 3339; `None` for anything else.
    pub(crate) fn parse_rfc3339(text: &str) -> Option<Self> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        let micros = parsed.unix_timestamp_nanos().div_euclid(1000);
        i64::try_from(micros).ok().map(Self)
    }

    /// Years beyond 9999 cannot be written and come out empty; no clock shows one.
    fn format(self, form: &[BorrowedFormatItem<'_>]) -> String {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1000)
            .ok()
            .and_then(|moment| moment.format(form).ok())
            .unwrap_or_default()
    }
}

/// google.protobuf.Timestamp.
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).ok_or_else(|| D::Error::custom("no RFC 3339 timestamp"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_written_and_read_back() {
        let timestamp = Timestamp(1_795_464_598_314_630);
        assert_eq!(timestamp.rfc3339(), "2026-11-23T20:09:58.314630Z");
        assert_eq!(
            Timestamp::parse_rfc3339(&timestamp.rfc3339()),
            Some(timestamp)
        );
        assert_eq!(timestamp.http_date(), "Mon, 23 Nov 2026 20:09:58 GMT");
    }

    #[test]
    fn trailing_zero_triplets_of_a_second_are_left_out() {
        assert_eq!(Timestamp(1_000_000).rfc3339(), "1970-01-01T00:00:01Z");
        assert_eq!(Timestamp(1_500_000).rfc3339(), "1970-01-01T00:00:01.500Z");
    }

    #[test]
    fn offsets_and_nanoseconds_are_read() {
        let utc = Timestamp::parse_rfc3339("2026-11-23T20:09:58.314630Z");
        let vienna = Timestamp::parse_rfc3339("2026-11-23T21:09:58.314630999+01:00");
        assert!(utc.is_some());
        assert_eq!(utc, vienna);
        assert_eq!(Timestamp::parse_rfc3339("2026-11-23"), None);
    }
}
