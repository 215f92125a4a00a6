//! `application/x-www-form-urlencoded` as RFC 6749 appendix B has it: parameters in a body or a
//! query, written and read. It knows no parameter by name.

/// Writes parameters.
pub(crate) fn encode(fields: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        if !form.is_empty() {
            form.push('&');
        }
        push(&mut form, name);
        form.push('=');
        push(&mut form, value);
    }
    form
}

/// Reads one name or value. Text that is not UTF-8 keeps its ASCII only; each other byte becomes
/// U+FFFD, so that it equals nothing anybody meant.
pub(crate) fn decode(text: &str) -> String {
    String::from_utf8(unescape(text, true)).unwrap_or_else(|error| {
        let bytes = error.as_bytes().iter();
        let readable = |byte: &u8| match byte {
            0..=0x7f => char::from(*byte),
            _ => char::REPLACEMENT_CHARACTER,
        };
        bytes.map(readable).collect()
    })
}

/// Takes percent signs and, in a form, plus signs for what they stand for, once. A percent sign
/// without two hexadecimal digits stands for itself.
#[inline(never)]
pub(crate) fn unescape(text: &str, is_form: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let mut byte = *first;
        if byte == b'+' && is_form {
            byte = b' ';
        } else if let (b'%', [high, low, after @ ..]) = (byte, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            byte = high << 4 | low;
            rest = after;
        }
        bytes.push(byte);
    }
    bytes
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[inline(never)]
fn push(form: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => {
                form.push(char::from(byte));
            }
            b' ' => form.push('+'),
            _ => {
                form.push('%');
                for half in [byte >> 4, byte & 15] {
                    let letter = half + if half < 10 { b'0' } else { b'A' - 10 };
                    form.push(char::from(letter));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use proptest::prelude::*;

    #[test]
    fn text_that_is_not_utf_8_keeps_its_ascii() {
        assert_eq!(decode("a%ffb+%c3%bc%"), "a\u{fffd}b \u{fffd}\u{fffd}%");
        assert_eq!(decode("%c3%BC%2g%"), "\u{fc}%2g%");
    }

    proptest! {
        #[test]
        fn writes_what_other_programs_write(name in any::<String>(), value in any::<String>()) {
            let mut other = form_urlencoded::Serializer::new(String::new());
            other.append_pair(&name, &value).append_pair("b", "");
            prop_assert_eq!(encode(&[(&name, &value), ("b", "")]), other.finish());
        }

        #[test]
        fn reads_what_it_wrote(text in any::<String>()) {
            let form = encode(&[("", &text)]);
            prop_assert_eq!(decode(form.strip_prefix('=').expect("a pair")), text);
        }
    }
}
