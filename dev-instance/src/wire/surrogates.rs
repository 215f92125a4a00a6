//! Half a surrogate pair in a JSON string, such as `"\ud800"`: grammar to Go's `encoding/json`, no
//! text to protobuf. Knows no place of it in a document.

use super::malformed::escaped;

/// The six bytes behind the first half, where the other should be, as Go quotes them; `None` when
/// the text ends before. The text begins with a whole string that has such a half.
pub(super) fn behind_half(text: &str) -> Option<String> {
    let end = end_of_half(text)?;
    let found = text.as_bytes().get(end..end + 6)?;
    let mut quoted = String::from("\"");
    for chunk in found.utf8_chunks() {
        quoted.extend(chunk.valid().chars().map(|letter| escaped(letter, '"')));
        let halves = chunk.invalid().iter();
        quoted.extend(halves.map(|byte| format!("\\x{byte:02x}")));
    }
    Some(quoted + "\"")
}

fn end_of_half(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += match (unit(text, at), text.as_bytes().get(at)?) {
            (Some(first), _) => match count_units(first, unit(text, at + 6)) {
                Some(count) => 6 * count,
                None => return Some(at + 6),
            },
            (None, b'\\') => 2,
            (None, _) => 1,
        };
    }
}

/// How many units the character has that begins with this one; `None` when it is but a half.
fn count_units(first: u16, second: Option<u16>) -> Option<usize> {
    let units = [first].into_iter().chain(second);
    let letter = char::decode_utf16(units).next()?.ok()?;
    Some(letter.len_utf16())
}

/// The UTF-16 unit of the `\u` escape that begins here.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, behind: Option<&str>) {
        assert_eq!(behind_half(text).as_deref(), behind, "{text}");
    }

    #[test]
    fn what_stands_in_place_of_the_other_half_is_quoted() {
        check(r#""\ud83d\u0041 ""#, Some(r#""\\u0041""#));
        check(r#""\udc00\ud83d""#, Some(r#""\\ud83d""#));
        check(r#""\ud83d\ude00\ude00abcdef""#, Some("\"abcdef\""));
        check(r#""\\ud83d\ud83d123456""#, Some("\"123456\""));
        check("\"é\\ud83d\",\n123", Some(r#""\",\n123""#));
        check(r#""\ud83déuro€""#, Some(r#""éuro\xe2""#));
        check(r#""\ud83d"}"#, None);
    }
}
