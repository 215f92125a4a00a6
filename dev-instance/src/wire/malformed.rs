//! Why a text is no JSON, in the words of Go's `encoding/json`. Knows no grammar.

/// What stops the reading of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// Nothing but white space; an empty body is an empty message.
    Empty,
    /// The text ends inside a value.
    CutOff,
    /// A byte that cannot stand here. Of a character of several bytes Go looks at the first alone.
    Unexpected { byte: u8, place: String },
}

impl Malformed {
    /// The byte at `at` cannot stand there, or there is none.
    pub(super) fn at(text: &str, at: usize, place: &str) -> Self {
        match text.as_bytes().get(at) {
            Some(byte) => Self::Unexpected {
                byte: *byte,
                place: place.to_owned(),
            },
            None => Self::CutOff,
        }
    }

    /// Go's sentence for it.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Empty => "EOF".to_owned(),
            Self::CutOff => "unexpected EOF".to_owned(),
            Self::Unexpected { byte, place } => {
                let letter = escaped(char::from(*byte), '\'');
                format!("invalid character '{letter}' {place}")
            }
        }
    }
}

/// A letter as Go writes it between marks of this kind.
pub(super) fn escaped(letter: char, mark: char) -> String {
    match letter {
        '\\' => r"\\".to_owned(),
        '\u{7}' => r"\a".to_owned(),
        '\u{8}' => r"\b".to_owned(),
        '\t' => r"\t".to_owned(),
        '\n' => r"\n".to_owned(),
        '\u{b}' => r"\v".to_owned(),
        '\u{c}' => r"\f".to_owned(),
        '\r' => r"\r".to_owned(),
        _ if letter == mark => format!("\\{mark}"),
        _ if letter.is_ascii_control() => format!("\\x{:02x}", u32::from(letter)),
        _ => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, quoted: &str) {
        let message = Malformed::at(text, 0, "here").message();
        assert_eq!(message, format!("invalid character {quoted} here"));
    }

    #[test]
    fn bytes_are_quoted_as_go_quotes_them() {
        check("x", "'x'");
        check("'", r"'\''");
        check("\"", "'\"'");
        check("\\", r"'\\'");
        check("\n", r"'\n'");
        check("\t", r"'\t'");
        check("\u{7}", r"'\a'");
        check("\u{8}", r"'\b'");
        check("\u{b}", r"'\v'");
        check("\u{c}", r"'\f'");
        check("\r", r"'\r'");
        check("\0", r"'\x00'");
        check("\u{1f}", r"'\x1f'");
        check("\u{7f}", r"'\x7f'");
        check("é", "'Ã'");
        check("€", "'â'");
        check("\u{feff}", "'ï'");
    }
}
