//! Lifetimes as text of the API and as amounts a person types.
//!
//! It knows the ranges of `google.protobuf.Duration` and of ZITADEL's storage, and no word for a
//! unit. Which lifetimes are wise is judged in `guard`.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

/// A `google.protobuf.Duration`: may be negative or have a fraction. Both members have the same
/// sign; `nanos` lies in −999,999,999..=999,999,999.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash, Default)]
pub struct Lifetime {
    /// Whole seconds.
    pub seconds: i64,
    /// The fraction, in billionths of a second.
    pub nanos: i32,
}

/// The longest `google.protobuf.Duration`, in seconds: about 10,000 years.
pub const LONGEST_SECONDS: i64 = 315_576_000_000;

/// The longest that ZITADEL stores, which counts nanoseconds in a signed 64-bit number; a longer
/// one is cut down to it without a word. The most negative has one nanosecond more.
pub const LONGEST_STORED: Lifetime = Lifetime {
    seconds: 9_223_372_036,
    nanos: 854_775_807,
};

const SHORTEST_STORED: Lifetime = Lifetime {
    seconds: -9_223_372_036,
    nanos: -854_775_808,
};

/// What is wrong with a lifetime.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum LifetimeError {
    /// Not a decimal number followed by `s`.
    #[error("not a decimal number followed by s")]
    NotADuration,
    /// More than nine digits after the point.
    #[error("more than nine digits after the point")]
    TooFine,
    /// Outside the range of `google.protobuf.Duration`.
    #[error("outside the range of google.protobuf.Duration")]
    OutOfRange,
    /// ZITADEL would store something shorter.
    #[error("longer than ZITADEL stores")]
    LongerThanStored,
}

/// Units in which a lifetime may be shown, longest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Of 86,400 seconds.
    Days,
    /// Of 3,600 seconds.
    Hours,
    /// Of 60 seconds.
    Minutes,
    /// Possibly with a fraction.
    Seconds,
}

impl Unit {
    /// Longest first.
    pub const ALL: [Self; 4] = [Self::Days, Self::Hours, Self::Minutes, Self::Seconds];

    /// How many seconds one is.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Days => 86_400,
            Self::Hours => 3_600,
            Self::Minutes => 60,
            Self::Seconds => 1,
        }
    }
}

/// A lifetime in one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    /// How many.
    pub count: i64,
    /// A fraction of a second in billionths; zero unless the unit is [`Unit::Seconds`].
    pub nanos: i32,
    /// Of what.
    pub unit: Unit,
}

impl Lifetime {
    /// That many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanos: 0 }
    }

    /// That many of a unit.
    ///
    /// # Errors
    /// [`LifetimeError::OutOfRange`] beyond what a `google.protobuf.Duration` may be.
    pub fn from_amount(count: i64, unit: Unit) -> Result<Self, LifetimeError> {
        let seconds = count
            .checked_mul(unit.seconds())
            .ok_or(LifetimeError::OutOfRange)?;
        Self::from_seconds(seconds).in_range()
    }

    /// In the largest unit that is exact. Zero is in seconds.
    #[must_use]
    pub fn in_largest_exact_unit(self) -> Amount {
        if self.nanos == 0 && self.seconds != 0 {
            for unit in Unit::ALL {
                if self.seconds % unit.seconds() == 0 {
                    return Amount {
                        count: self.seconds / unit.seconds(),
                        nanos: 0,
                        unit,
                    };
                }
            }
        }
        Amount {
            count: self.seconds,
            nanos: self.nanos,
            unit: Unit::Seconds,
        }
    }

    /// Whether it is longer than nothing. One that is not shuts out whoever depends on it.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.seconds > 0 || (self.seconds == 0 && self.nanos > 0)
    }

    /// Refuses what the server would store differently.
    ///
    /// # Errors
    /// [`LifetimeError::OutOfRange`] or [`LifetimeError::LongerThanStored`].
    pub fn validate(self) -> Result<Self, LifetimeError> {
        let within = self.in_range()?;
        if stored(within) == within {
            Ok(within)
        } else {
            Err(LifetimeError::LongerThanStored)
        }
    }

    /// As the API writes it: seconds with no, three, six or nine digits of fraction, then `s`.
    #[must_use]
    pub fn to_api(self) -> String {
        let mut text = String::new();
        if self.seconds < 0 || self.nanos < 0 {
            text.push('-');
        }
        text.push_str(&self.seconds.unsigned_abs().to_string());
        let nanos = self.nanos.unsigned_abs();
        if nanos != 0 {
            let padded = (1_000_000_000 + u64::from(nanos)).to_string();
            let mut digits = padded.strip_prefix('1').unwrap_or(&padded);
            while let Some(shorter) = digits.strip_suffix("000") {
                digits = shorter;
            }
            text.push('.');
            text.push_str(digits);
        }
        text.push('s');
        text
    }

    fn in_range(self) -> Result<Self, LifetimeError> {
        let beyond = self.seconds.unsigned_abs() > LONGEST_SECONDS.unsigned_abs()
            || (self.seconds.abs() == LONGEST_SECONDS && self.nanos != 0)
            || self.nanos.unsigned_abs() > 999_999_999
            || (self.seconds > 0 && self.nanos < 0)
            || (self.seconds < 0 && self.nanos > 0);
        if beyond {
            Err(LifetimeError::OutOfRange)
        } else {
            Ok(self)
        }
    }
}

/// What ZITADEL stores for a lifetime: the same, or the longest it can.
#[must_use]
pub fn stored(lifetime: Lifetime) -> Lifetime {
    lifetime.clamp(SHORTEST_STORED, LONGEST_STORED)
}

impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_api())
    }
}

/// Reads the JSON form of `google.protobuf.Duration`: `864000s`, `1.500s`, `-3s`.
impl FromStr for Lifetime {
    type Err = LifetimeError;

    fn from_str(text: &str) -> Result<Self, LifetimeError> {
        let number = text.strip_suffix('s').ok_or(LifetimeError::NotADuration)?;
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, fraction) = match number.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(LifetimeError::NotADuration),
            None => (number, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err(LifetimeError::NotADuration);
        }
        if fraction.len() > 9 {
            return Err(LifetimeError::TooFine);
        }
        let seconds: i64 = whole.parse().map_err(|_| LifetimeError::OutOfRange)?;
        let nanos = (0..9).fold(0, |sum, place| {
            let digit = fraction
                .as_bytes()
                .get(place)
                .map_or(0, |byte| i32::from(byte - b'0'));
            sum * 10 + digit
        });
        let sign = if negative { -1 } else { 1 };
        Self {
            seconds: seconds * i64::from(sign),
            nanos: nanos * sign,
        }
        .in_range()
    }
}
