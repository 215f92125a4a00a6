//! The time of day and the two ways it is written: RFC 3339 for timestamps and RFC 9110 for header
//! fields. The only place that reads the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// A moment in microseconds since 1970-01-01T00:00:00Z, as precise as a database column keeps it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Moment(pub i64);

struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    weekday: usize,
}

impl Moment {
    /// The present moment.
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
    pub(crate) fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This moment moved by a number of milliseconds.
    pub(crate) fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis.saturating_mul(1000)))
    }

    /// RFC 3339 in UTC with 0, 3 or 6 digits of a second, as protobuf writes a Timestamp.
    pub(crate) fn rfc3339(self) -> String {
        let c = self.civil();
        let micros = self.0.rem_euclid(1_000_000);
        let fraction = if micros == 0 {
            String::new()
        } else if micros % 1000 == 0 {
            format!(".{:03}", micros / 1000)
        } else {
            format!(".{micros:06}")
        };
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{fraction}Z",
            c.year, c.month, c.day, c.hour, c.minute, c.second
        )
    }

    /// RFC 9110 §5.6.7, for header fields such as `Expires`.
    pub(crate) fn http_date(self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let c = self.civil();
        format!(
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
            DAYS[c.weekday],
            c.day,
            MONTHS[usize::try_from(c.month - 1).unwrap_or(0).min(11)],
            c.year,
            c.hour,
            c.minute,
            c.second
        )
    }

    /// Reads RFC 3339 in UTC (`…Z`); `None` for anything else.
    pub(crate) fn parse_rfc3339(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
        let mut parts = clock.splitn(3, ':').map(|part| part.parse::<i64>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let micros: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
        let seconds =
            days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
        Some(Self(seconds * 1_000_000 + micros))
    }

    /// Days are counted in 400-year eras that begin on 1 March, so that the leap day ends a year.
    fn civil(self) -> Civil {
        let seconds = self.seconds();
        let days = seconds.div_euclid(86_400);
        let rest = seconds.rem_euclid(86_400);
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        Civil {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * shifted_month + 2) / 5 + 1,
            hour: rest / 3600,
            minute: rest % 3600 / 60,
            second: rest % 60,
            weekday: usize::try_from(days.rem_euclid(7)).unwrap_or(0),
        }
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (month + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_and_read_back() {
        let moment = Moment(1_795_464_598_314_630);
        assert_eq!(moment.rfc3339(), "2026-11-23T20:09:58.314630Z");
        assert_eq!(Moment::parse_rfc3339(&moment.rfc3339()), Some(moment));
        assert_eq!(moment.http_date(), "Mon, 23 Nov 2026 20:09:58 GMT");
    }

    #[test]
    fn trailing_zero_triplets_of_a_second_are_left_out() {
        assert_eq!(Moment(1_000_000).rfc3339(), "1970-01-01T00:00:01Z");
        assert_eq!(Moment(1_500_000).rfc3339(), "1970-01-01T00:00:01.500Z");
    }

    #[test]
    fn the_leap_day_is_a_day() {
        let leap = Moment::parse_rfc3339("2024-02-29T23:59:59Z").unwrap();
        assert_eq!(leap.plus_millis(1000).rfc3339(), "2024-03-01T00:00:00Z");
    }
}
