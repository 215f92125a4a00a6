//! Rust text without what only looks like code: comments and the insides of literals.

/// The text with comments blanked out, and strings too unless they are wanted. Line numbers stay.
pub fn code(text: &str, keep_strings: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, keep) = match first {
            '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), false),
            '/' if rest.starts_with("/*") => (block_comment(rest), false),
            'r' if !ends_in_word(&out) && raw_string(rest).is_some() => {
                (raw_string(rest).unwrap_or(1), keep_strings)
            }
            '"' => (string(rest), keep_strings),
            '\'' => (character(rest), true),
            other => (other.len_utf8(), true),
        };
        let (piece, behind) = rest.split_at(length);
        if keep {
            out.push_str(piece);
        } else {
            out.extend(
                piece
                    .chars()
                    .map(|one| if one == '\n' { '\n' } else { ' ' }),
            );
        }
        rest = behind;
    }
    out
}

/// The contents of the plain string literals in a text, comments left out.
pub fn literals(text: &str) -> Vec<String> {
    let code = code(text, true);
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => {
                let length = string(rest);
                found.push(rest[1..length].trim_end_matches('"').to_owned());
                length
            }
            '\'' => character(rest),
            other => other.len_utf8(),
        };
        rest = &rest[length..];
    }
    found
}

/// The text before the tests that stand at its end.
pub fn without_tests(text: &str) -> &str {
    let tests = text.find("#[cfg(test)]\nmod ");
    tests.map_or(text, |start| &text[..start])
}

fn ends_in_word(out: &str) -> bool {
    out.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut place = 0;
    while place < text.len() {
        let here = &text[place..];
        if here.starts_with("/*") {
            depth += 1;
            place += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            place += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (place, one) in text.char_indices().skip(1) {
        match one {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r"…"` or `r#"…"#`; `None` for an identifier or a raw one.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    let body = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end)?;
    Some(2 + hashes + length + end.len())
}

/// The length of a character literal, or 1 for the mark of a lifetime.
fn character(text: &str) -> usize {
    let mut inner = text.char_indices().skip(1);
    match (inner.next(), inner.next()) {
        (Some((_, '\\')), Some(_)) => inner
            .find(|(_, one)| *one == '\'')
            .map_or(1, |(place, _)| place + 1),
        (Some(_), Some((place, '\''))) => place + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, literals, without_tests};

    #[test]
    fn comments_and_strings_are_no_code() {
        let text = "a /* b /* c */ d */ e // f\n\"g\\\"h\" r#\"i\"j\"# 'k' '\\'' &'l m r#n";
        let plain = code(text, false);
        let words: Vec<&str> = plain.split_whitespace().collect();
        assert_eq!(words, ["a", "e", "'k'", "'\\''", "&'l", "m", "r#n"]);
        assert_eq!(plain.lines().count(), text.lines().count());
    }

    #[test]
    fn literals_are_found_whole() {
        let text = "text(\"start.title\") // \"not.this\"\n'\"' count(\"a.b\", 1) \"\\\"q\"";
        assert_eq!(literals(text), ["start.title", "a.b", "\\\"q"]);
    }

    #[test]
    fn tests_at_the_end_are_left_out() {
        assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {}"), "a\n");
    }
}
