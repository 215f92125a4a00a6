//! Which of the server's texts a person may be shown, and ids within them.
//!
//! ZITADEL localizes some texts, sends raw keys for others and, where a request did not get far,
//! what its libraries say. Only sentences are for a person.

/// The longest text for a person.
pub(super) const MAX_TEXT_CHARS: usize = 300;
/// The longest text for a supporter.
pub(super) const MAX_RAW_CHARS: usize = 500;

/// The text without its id, unless it is empty, a raw key, program text or longer than
/// [`MAX_TEXT_CHARS`].
pub(super) fn for_people(message: &str) -> Option<String> {
    if is_program_text(message) {
        return None;
    }
    let text = cleaned(without_id(message));
    let text = text.trim();
    let fits = !text.is_empty() && !is_raw_key(text) && !is_program_text(text);
    (fits && text.chars().count() <= MAX_TEXT_CHARS).then(|| text.to_owned())
}

/// At most that many characters, without control characters.
pub(super) fn truncate(text: &str, max_chars: usize) -> String {
    let end = text
        .char_indices()
        .nth(max_chars)
        .map_or(text.len(), |(index, _)| index);
    cleaned(text.get(..end).unwrap_or_default())
}

/// The id that ends a message: `Multifactor not existing (INSTANCE-3M9df)`.
pub(super) fn trailing_id(message: &str) -> Option<&str> {
    let (_, id) = in_last_brackets(message)?;
    is_id(id).then_some(id)
}

/// `AUTH-7fs1e`: capitals and digits, a hyphen, letters and digits.
pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str, allowed: fn(&u8) -> bool| {
        !part.is_empty() && part.len() <= 40 && part.as_bytes().iter().all(allowed)
    };
    text.split_once('-').is_some_and(|(area, code)| {
        is_part(area, |byte| {
            byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_'
        }) && is_part(code, u8::is_ascii_alphanumeric)
    })
}

fn without_id(message: &str) -> &str {
    let message = message.trim_end();
    // Errors without an id end with empty brackets.
    match in_last_brackets(message) {
        Some((before, id)) if id.is_empty() || is_id(id) => before,
        _ => message,
    }
}

/// What stands before and within brackets that end a text.
fn in_last_brackets(text: &str) -> Option<(&str, &str)> {
    let (before, within) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    Some((before.strip_suffix(' ')?, within))
}

/// A key of ZITADEL's catalogue instead of its text, possibly with what was to be filled in:
/// `Errors.Languages.NotSupported: [el fi]`.
fn is_raw_key(text: &str) -> bool {
    let is_key = |start: &str| {
        text.strip_prefix(start)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let is_dotted_word = text.contains('.')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    is_key("Errors") || is_key("Error") || is_key("Quota") || is_dotted_word
}

/// What a library or the server's own plumbing says. The marks are looked for in the whole message,
/// upper and lower case as here.
fn is_program_text(text: &str) -> bool {
    const STARTS: [&str; 17] = [
        "proto:",
        "json:",
        "rpc error",
        "sql:",
        "pq:",
        "SQL",
        "ERROR:",
        "panic",
        "type mismatch, parameter",
        "unexpected EOF",
        "unexpected end of JSON",
        "invalid character",
        "invalid auth header",
        "auth header missing",
        "Method Not Allowed",
        "Not Found",
        "EOF",
    ];
    const WITHIN: [&str; 24] = [
        "ID=",
        "Message=",
        "Parent=",
        "SQLSTATE",
        "caused by:",
        "code = ",
        "desc = ",
        "goroutine ",
        "runtime error",
        "nil pointer",
        ".go:",
        "\n\tat ",
        "context deadline exceeded",
        "context canceled",
        "connection refused",
        "connection reset",
        "db connection error",
        "dial tcp",
        "i/o timeout",
        "no such host",
        "unable to set instance",
        "upstream connect",
        "0x",
        "%!",
    ];
    let named = text.split(':').next().unwrap_or_default();
    let is_rule = text.starts_with("invalid ") && named.contains('.') && named.len() < text.len();
    let is_markup = text.trim_start().starts_with(['<', '{', '[']);
    is_rule
        || is_markup
        || STARTS.iter().any(|start| text.starts_with(start))
        || WITHIN.iter().any(|mark| text.contains(mark))
}

/// Without characters that draw nothing but change how the rest is drawn.
fn cleaned(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\t' => Some(' '),
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => None,
            '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
            control if control.is_control() => None,
            other => Some(other),
        })
        .collect()
}
