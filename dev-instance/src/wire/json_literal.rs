//! How long a string, a word or a number of JSON is, judged byte by byte as Go's `encoding/json`
//! does. Each text begins with the literal; what follows it is not looked at. Knows no values.

use super::malformed::Malformed;

/// The length of a string, its quotes included. The text begins with the opening one.
pub(super) fn string(text: &str) -> Result<usize, Malformed> {
    let mut at = 1;
    loop {
        at += match text.as_bytes().get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => escape(text, at)?,
            Some(b' '..) => 1,
            _ => return Err(Malformed::at(text, at, "in string literal")),
        };
    }
}

/// The length of `true`, `false` or `null`. The text begins with the word's first letter.
pub(super) fn word(text: &str, word: &str) -> Result<usize, Malformed> {
    for (at, letter) in word.char_indices() {
        if !text[at..].starts_with(letter) {
            let place = format!("in literal {word} (expecting '{letter}')");
            return Err(Malformed::at(text, at, &place));
        }
    }
    Ok(word.len())
}

/// The length of a number. A digit behind a leading zero is none of it.
pub(super) fn number(text: &str) -> Result<usize, Malformed> {
    let bytes = text.as_bytes();
    let mut at = usize::from(text.starts_with('-'));
    at = match bytes.get(at) {
        Some(b'0') => at + 1,
        _ => digits(text, at, "in numeric literal")?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(text, at + 1, "after decimal point in numeric literal")?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        at = digits(text, at, "in exponent of numeric literal")?;
    }
    Ok(at)
}

/// The length of an escape, which begins with its backslash.
fn escape(text: &str, at: usize) -> Result<usize, Malformed> {
    let bytes = text.as_bytes();
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => {
            for at in at + 2..at + 6 {
                if !bytes.get(at).is_some_and(u8::is_ascii_hexdigit) {
                    let place = "in \\u hexadecimal character escape";
                    return Err(Malformed::at(text, at, place));
                }
            }
            Ok(6)
        }
        _ => Err(Malformed::at(text, at + 1, "in string escape code")),
    }
}

/// The end of one digit or more.
fn digits(text: &str, start: usize, place: &str) -> Result<usize, Malformed> {
    let rest = &text.as_bytes()[start..];
    match rest.iter().take_while(|byte| byte.is_ascii_digit()).count() {
        0 => Err(Malformed::at(text, start, place)),
        count => Ok(start + count),
    }
}

#[cfg(test)]
mod tests {
    use crate::wire::json_text::{parse, tests::refused};

    #[test]
    fn words_are_refused_with_the_letter_that_is_missed() {
        refused(
            "tru}",
            "invalid character '}' in literal true (expecting 'e')",
        );
        refused(
            "[trxe]",
            "invalid character 'x' in literal true (expecting 'u')",
        );
        refused(
            "fals ",
            "invalid character ' ' in literal false (expecting 'e')",
        );
        refused(
            "nuLl",
            "invalid character 'L' in literal null (expecting 'l')",
        );
        refused(
            "tré",
            "invalid character 'Ã' in literal true (expecting 'u')",
        );
        refused("tru", "unexpected EOF");
    }

    #[test]
    fn numbers_are_refused_where_they_go_astray() {
        refused(
            r#"{"a":01}"#,
            "invalid character '1' after object key:value pair",
        );
        refused("[01]", "invalid character '1' after array element");
        refused("[1.2.3]", "invalid character '.' after array element");
        refused(
            "[1.}",
            "invalid character '}' after decimal point in numeric literal",
        );
        refused(
            "[1e}",
            "invalid character '}' in exponent of numeric literal",
        );
        refused(
            "[1e+}",
            "invalid character '}' in exponent of numeric literal",
        );
        refused("[-}", "invalid character '}' in numeric literal");
        refused(
            "[+1]",
            "invalid character '+' looking for beginning of value",
        );
        refused("-", "unexpected EOF");
        refused("1.", "unexpected EOF");
        assert!(parse("[-0, 10.50, 1e999, 2E-7]").is_ok());
    }

    #[test]
    fn strings_are_refused_at_the_letter_that_is_wrong() {
        refused(r#""\x""#, "invalid character 'x' in string escape code");
        refused(r#""\é""#, "invalid character 'Ã' in string escape code");
        refused(
            r#""\u00g""#,
            r"invalid character 'g' in \u hexadecimal character escape",
        );
        refused(
            r#""\u""#,
            r#"invalid character '"' in \u hexadecimal character escape"#,
        );
        refused("\"\n\"", r"invalid character '\n' in string literal");
        refused("\"\u{1}\"", r"invalid character '\x01' in string literal");
        refused(r#""\u00"#, "unexpected EOF");
    }
}
