//! Whole numbers as protobuf reads them in JSON, where `1.5e1` is one. Knows no field.

use super::json_literal;

/// The number that a JSON number stands for; `None` when it is not whole or has over twenty digits.
pub(super) fn whole_number(number: &str) -> Option<i128> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number),
    };
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let before = before.trim_start_matches('0');
    let after = after.trim_end_matches('0');
    if before.is_empty() && after.is_empty() {
        return Some(0);
    }
    let all = format!("{before}{after}");
    let kept = all.trim_end_matches('0');
    let point = i64::try_from(before.len()).ok()? + i64::from(exponent.parse::<i32>().ok()?);
    let length = usize::try_from(point).ok()?;
    if length < kept.len() || length > 20 {
        return None;
    }
    let value: i128 = format!("{kept:0<length$}").parse().ok()?;
    Some(sign * value)
}

/// The number that a text begins with. It needs a delimiter behind it, not an end: `"7 days"` is 7,
/// `"7days"` is none.
pub(super) fn whole_number_in_text(text: &str) -> Option<i128> {
    if text.trim() != text {
        return None;
    }
    let (number, behind) = text.split_at(json_literal::number(text).ok()?);
    let goes_on = |letter: char| letter.is_ascii_alphanumeric() || "-+._".contains(letter);
    if behind.starts_with(goes_on) {
        return None;
    }
    whole_number(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_may_have_a_point_and_an_exponent() {
        let check = |number, value| assert_eq!(whole_number(number), value, "{number}");
        check("7", Some(7));
        check("-70", Some(-70));
        check("-0", Some(0));
        check("0e99999999999", Some(0));
        check("1.50e1", Some(15));
        check("1e2", Some(100));
        check("100e-2", Some(1));
        check("18446744073709551615", Some(u64::MAX.into()));
        check("1.5", None);
        check("15e-1", None);
        check("1e20", None);
        check("1e99999999999", None);
    }

    #[test]
    fn a_number_in_a_text_needs_no_end_but_a_delimiter() {
        let check = |text, value| assert_eq!(whole_number_in_text(text), value, "{text}");
        check("7", Some(7));
        check("7 days", Some(7));
        check("7days", None);
        check(" 7", None);
        check("+7", None);
        check("07", None);
        check("", None);
    }
}
