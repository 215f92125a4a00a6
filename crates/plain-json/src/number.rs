//! A number as the document writes it, and what it is worth.
//!
//! The text is kept, so that no digit of a 64-bit number is lost and a number can be handed on as it
//! came. It does not write floating-point numbers: the tables for that weigh more than all the rest.

/// A number as it is written in a document; as a floating-point number it is finite.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number(String);

impl Number {
    /// The text of a number by the grammar of RFC 8259 §6; `None` if it is too large for any use.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let number = Self(text.to_owned());
        number.to_f64().is_finite().then_some(number)
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is written as a whole number and not below zero.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The value, if it is written as a whole number.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The value in floating point. It is the nearest one where there are at most 15 digits and the
    /// point is moved by at most 22 places, which is true of any time or amount; beyond that it may
    /// be off by a few units in the last of its 53 binary places.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        let (number, negative) = match self.0.strip_prefix('-') {
            Some(rest) => (rest, true),
            None => (self.0.as_str(), false),
        };
        let mut digits = 0_u64;
        let mut exponent = 0_i32;
        let mut behind_point = false;
        let mut rest = number.bytes();
        for byte in rest.by_ref() {
            match byte {
                b'0'..=b'9' => {
                    // What more than nineteen digits would add is far below the last place.
                    let full = digits >= u64::MAX / 10;
                    if !full {
                        digits = digits * 10 + u64::from(byte - b'0');
                    }
                    exponent += i32::from(full) - i32::from(behind_point);
                }
                b'.' => behind_point = true,
                _ => break,
            }
        }
        let value = scaled(digits, exponent.saturating_add(written_exponent(rest)));
        if negative { -value } else { value }
    }
}

/// The number behind `e`: its sign, if any, and its digits.
fn written_exponent(text: std::str::Bytes<'_>) -> i32 {
    let mut exponent = 0_i32;
    let mut negative = false;
    for byte in text {
        match byte {
            b'-' => negative = true,
            b'+' => {}
            digit => {
                exponent = exponent
                    .saturating_mul(10)
                    .saturating_add(i32::from(digit.wrapping_sub(b'0')));
            }
        }
    }
    if negative { -exponent } else { exponent }
}

/// `digits` times ten to the power of `exponent`.
fn scaled(digits: u64, exponent: i32) -> f64 {
    /// Ten to this power is a floating-point number; to one and a half times of it, it is none.
    const STEP: i32 = 300;
    if digits == 0 {
        return 0.0;
    }
    let mut value = digits as f64;
    if exponent >= 0 {
        return value * 10_f64.powi(exponent.min(2 * STEP));
    }
    let mut places = exponent.saturating_neg().min(3 * STEP);
    if places > STEP {
        value /= 10_f64.powi(STEP);
        places -= STEP;
    }
    value / 10_f64.powi(places)
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::of(text).expect("a number of some use")
    }

    #[test]
    fn whole_numbers_keep_every_digit() {
        assert_eq!(number("18446744073709551615").to_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").to_u64(), None);
        assert_eq!(number("-9223372036854775808").to_i64(), Some(i64::MIN));
        assert_eq!(number("-1").to_u64(), None);
        for text in ["1.0", "1e3", "0.5"] {
            assert_eq!((number(text).to_u64(), number(text).to_i64()), (None, None));
        }
        assert_eq!(
            number("9223372036854775807000").as_str(),
            "9223372036854775807000"
        );
    }

    #[test]
    fn times_and_amounts_are_exact() {
        for (text, value) in [
            ("0", 0.0),
            ("1.7e9", 1.7e9),
            ("1763959200.123", 1_763_959_200.123),
            ("1763959200123e-3", 1_763_959_200.123),
            ("0.1", 0.1),
            ("-2.5E+2", -250.0),
            ("123456789012345e22", 123_456_789_012_345e22),
            ("1e-22", 1e-22),
        ] {
            assert_eq!(number(text).to_f64(), value, "{text}");
        }
        assert!(number("-0").to_f64().is_sign_negative());
    }

    #[test]
    fn the_ends_of_the_range_are_met() {
        assert!(Number::of("1e308").is_some());
        for text in ["1e309", "-1e999", "1e99999999999", "1000e306"] {
            assert_eq!(Number::of(text), None, "{text}");
        }
        for text in ["1e-999", "0e999", "0.0e99999999999", "1e-99999999999"] {
            assert_eq!(number(text).to_f64(), 0.0, "{text}");
        }
        assert_eq!(number("5e-324").to_f64(), 5e-324);
        let long = format!("0.{}1e400", "0".repeat(400));
        assert_eq!(number(&long).to_f64(), 0.1);
    }
}
