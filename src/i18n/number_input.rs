//! Numbers as a person types them in their language, and as the APIs write them: Western digits, a
//! point before the fraction.

use crate::platform::intl::NumberSymbols;

/// The decimal separator that goes with Arabic-Indic digits.
const ARABIC_DECIMAL: char = '\u{66b}';
/// The group separator that goes with Arabic-Indic digits.
const ARABIC_GROUP: char = '\u{66c}';
/// The zeros of the Arabic-Indic and the Extended Arabic-Indic digits, which are understood in every
/// language.
const ARABIC_ZEROS: [char; 2] = ['\u{660}', '\u{6f0}'];

/// What was typed, as the APIs write numbers. What is no number stays as it is, to be refused by
/// whoever parses it.
///
/// Read are the digits and the signs of the language, and a point before the fraction wherever it
/// does not separate groups: `1.5` is one and a half in every language, and `1.500` is fifteen
/// hundred where numbers are grouped by points.
pub fn normalize(typed: &str, symbols: NumberSymbols) -> String {
    let typed: String = typed
        .chars()
        .filter(|typed| !is_direction_mark(*typed))
        .map(|typed| western_digit(typed, symbols.zero))
        .collect();
    let typed = typed.trim();
    let (sign, number) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(number) => ("-", number),
        None => ("", typed),
    };
    let is_decimal = |typed| typed == symbols.decimal || typed == ARABIC_DECIMAL;
    let (whole, fraction) = match number.split_once(is_decimal) {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (number, String::new()),
    };
    let whole = without_groups(whole, symbols.group);
    format!("{sign}{whole}{fraction}")
}

/// A number of the APIs as it is typed in a language. The digits stay Western, which every keyboard
/// has; a decimal separator that goes with other digits is left out.
pub fn localize(number: &str, symbols: NumberSymbols) -> String {
    if symbols.decimal == ARABIC_DECIMAL {
        number.to_owned()
    } else {
        number.replace('.', symbols.decimal.encode_utf8(&mut [0; 4]))
    }
}

fn western_digit(typed: char, zero: char) -> char {
    let zeros = ARABIC_ZEROS.into_iter().chain([zero]);
    zeros
        .filter_map(|zero| u32::from(typed).checked_sub(u32::from(zero)))
        .find_map(|value| char::from_digit(value, 10))
        .unwrap_or(typed)
}

/// What `Intl` and keyboards put around numbers where people read from right to left.
fn is_direction_mark(typed: char) -> bool {
    matches!(typed, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// The whole part of a number without what separates its groups; as it is if it is not grouped as
/// numbers are: three digits in the last group, two or three in those between, three at most in the
/// first.
fn without_groups(whole: &str, separator: Option<char>) -> String {
    let groups: Vec<&str> = whole
        .split(|typed| is_group_separator(typed, separator))
        .collect();
    let is_grouped = match groups.as_slice() {
        [first, between @ .., last] => {
            (1..=3).contains(&first.len())
                && between.iter().all(|group| (2..=3).contains(&group.len()))
                && last.len() == 3
        }
        _ => false,
    };
    let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    if is_grouped && groups.iter().all(is_digits) {
        groups.concat()
    } else {
        whole.to_owned()
    }
}

/// Whether this separates groups. No keyboard has the narrow no-break space that some languages
/// group by, nor the typographic apostrophe.
fn is_group_separator(typed: char, separator: Option<char>) -> bool {
    typed == ARABIC_GROUP
        || separator.is_some_and(|separator| {
            typed == separator
                || (separator.is_whitespace() && typed.is_whitespace())
                || (separator == '\u{2019}' && typed == '\'')
        })
}

#[cfg(test)]
mod tests {
    use super::{NumberSymbols, localize, normalize};

    const fn symbols(decimal: char, group: char, zero: char) -> NumberSymbols {
        NumberSymbols {
            decimal,
            group: Some(group),
            zero,
        }
    }

    const ENGLISH: NumberSymbols = symbols('.', ',', '0');
    const GERMAN: NumberSymbols = symbols(',', '.', '0');
    const FRENCH: NumberSymbols = symbols(',', '\u{202f}', '0');
    const SWISS: NumberSymbols = symbols('.', '\u{2019}', '0');
    const EGYPTIAN: NumberSymbols = symbols('\u{66b}', '\u{66c}', '\u{660}');
    const PERSIAN: NumberSymbols = symbols('\u{66b}', '\u{66c}', '\u{6f0}');
    const BENGALI: NumberSymbols = symbols('.', ',', '\u{9e6}');
    const ALL: [NumberSymbols; 7] = [ENGLISH, GERMAN, FRENCH, SWISS, EGYPTIAN, PERSIAN, BENGALI];

    fn check(typed: &str, symbols: NumberSymbols, wanted: &str) {
        assert_eq!(normalize(typed, symbols), wanted, "{typed}");
    }

    #[test]
    fn a_comma_is_a_point_where_the_language_writes_it_so() {
        check("1,5", GERMAN, "1.5");
        check("1,5", FRENCH, "1.5");
        check("1,5", ENGLISH, "1,5");
    }

    #[test]
    fn a_point_is_understood_in_every_language() {
        for symbols in ALL {
            check("1.5", symbols, "1.5");
            check("0.25", symbols, "0.25");
        }
    }

    #[test]
    fn arabic_digits_are_understood_in_every_language() {
        for symbols in ALL {
            check("١٠", symbols, "10");
            check("۱۰", symbols, "10");
            check("١٫٥", symbols, "1.5");
            check("۱٬۰۰۰", symbols, "1000");
        }
    }

    #[test]
    fn the_digits_of_the_language_are_understood() {
        check("১০.৫", BENGALI, "10.5");
    }

    #[test]
    fn groups_are_read_as_the_language_writes_them() {
        check("1,000", ENGLISH, "1000");
        check("1.000", GERMAN, "1000");
        check("1.234.567,5", GERMAN, "1234567.5");
        check("12\u{202f}345", FRENCH, "12345");
        check("12 345,5", FRENCH, "12345.5");
        check("12\u{a0}345", FRENCH, "12345");
        check("1'000", SWISS, "1000");
        check("1\u{2019}000.5", SWISS, "1000.5");
        check("১,০০,০০০", BENGALI, "100000");
    }

    #[test]
    fn what_is_not_grouped_as_numbers_are_stays() {
        check("1,0000", ENGLISH, "1,0000");
        check("1,00", ENGLISH, "1,00");
        check(",000", ENGLISH, ",000");
        check("1.5.5", GERMAN, "1.5.5");
        check("1.5,5", GERMAN, "1.5.5");
        check("1 000", ENGLISH, "1 000");
    }

    #[test]
    fn signs_are_understood_with_what_stands_around_them() {
        check("-1", ENGLISH, "-1");
        check("\u{2212}1", FRENCH, "-1");
        check("\u{61c}-١", EGYPTIAN, "-1");
        check("\u{200e}-۱", PERSIAN, "-1");
    }

    #[test]
    fn spaces_around_are_left_out_and_what_is_no_number_stays() {
        check(" 10 ", ENGLISH, "10");
        check("ten", ENGLISH, "ten");
        check("", GERMAN, "");
    }

    #[test]
    fn what_is_written_for_people_reads_back_as_the_same() {
        for symbols in ALL {
            for number in ["0", "10", "1.500", "86400.000000001"] {
                assert_eq!(normalize(&localize(number, symbols), symbols), number);
            }
        }
    }

    #[test]
    fn numbers_are_written_with_the_sign_of_the_language() {
        assert_eq!(localize("1.500", GERMAN), "1,500");
        assert_eq!(localize("1.500", ENGLISH), "1.500");
        assert_eq!(localize("1.500", EGYPTIAN), "1.500");
    }
}
