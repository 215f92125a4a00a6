//! What JSON and addresses of requests need beyond the general writer: enums, and segments of a path.

use plain_json::Writer;

/// Writes an enum: by its name, or as a number where only that is known. A number as text would be
/// dropped without a word and mean the value 0.
pub(crate) fn write_name(writer: &mut Writer, key: &str, name: &str) {
    if is_number(name) {
        writer.raw(key, name);
    } else {
        writer.text(key, name);
    }
}

/// Whether an enum value is known by its number only (a signed 32-bit number as JSON writes it).
fn is_number(name: &str) -> bool {
    let digits = name.strip_prefix('-').unwrap_or(name);
    name.parse::<i32>().is_ok()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

/// Percent-encodes one segment of a path, or one value of a query (RFC 3986 §2.3).
pub(crate) fn path_segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
                }
            }
        }
    }
    out
}
