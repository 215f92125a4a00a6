//! Numbers as a person types them in their language.

/// What was typed with Western digits and a point before the fraction, as the APIs write numbers.
/// Anything else stays as it is, to be refused by whoever parses it.
///
/// Understood are the Arabic-Indic and the Extended Arabic-Indic digits with their decimal separator
/// (Unicode blocks U+0660 and U+06F0), and the decimal separator of the person's language.
pub fn normalize(typed: &str, decimal_separator: char) -> String {
    typed
        .trim()
        .chars()
        .map(|typed| match typed {
            '\u{66b}' => '.',
            '\u{660}'..='\u{669}' => western(typed, '\u{660}'),
            '\u{6f0}'..='\u{6f9}' => western(typed, '\u{6f0}'),
            _ if typed == decimal_separator => '.',
            _ => typed,
        })
        .collect()
}

fn western(digit: char, zero: char) -> char {
    u32::from(digit)
        .checked_sub(u32::from(zero))
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::normalize;

    fn check(typed: &str, decimal_separator: char, wanted: &str) {
        assert_eq!(normalize(typed, decimal_separator), wanted, "{typed}");
    }

    #[test]
    fn a_comma_is_a_point_where_the_language_writes_it_so() {
        check("1,5", ',', "1.5");
        check("1,5", '.', "1,5");
    }

    #[test]
    fn a_point_is_understood_in_every_language() {
        check("1.5", ',', "1.5");
        check("1.5", '.', "1.5");
    }

    #[test]
    fn arabic_digits_are_understood_in_every_language() {
        check("١٠", '٫', "10");
        check("۱۰", '.', "10");
        check("١٫٥", '.', "1.5");
    }

    #[test]
    fn spaces_around_are_left_out_and_what_is_no_number_stays() {
        check(" 10 ", '.', "10");
        check("ten", '.', "ten");
        check("-1", '.', "-1");
    }
}
