//! JSON read the way Go's `encoding/json` reads it, keeping where each value stood: the gateway's
//! decode errors name a line and a column, and are said before anything else is looked at.

/// A value and where it began: `at` counts bytes from the start of the text.
pub(crate) struct Node<'a> {
    pub at: usize,
    /// The text of the value as it was sent.
    pub raw: &'a str,
    pub kind: Kind<'a>,
}

/// The six kinds of JSON value.
pub(crate) enum Kind<'a> {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Node<'a>>),
    Object(Vec<(String, Node<'a>)>),
}

/// Why a text is no JSON, in Go's words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// Nothing but white space; an empty body is an empty message.
    Empty,
    /// The text ends inside a value.
    CutOff,
    /// A letter that cannot stand here.
    Unexpected { letter: char, place: &'static str },
}

impl Malformed {
    /// Go's sentence for it.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Empty => "EOF".to_owned(),
            Self::CutOff => "unexpected EOF".to_owned(),
            Self::Unexpected { letter, place } => {
                let quoted = if *letter == '\'' {
                    "'\\''".to_owned()
                } else {
                    format!("'{letter}'")
                };
                format!("invalid character {quoted} {place}")
            }
        }
    }
}

/// Reads the first value of the text; what follows it is not looked at.
///
/// # Errors
/// [`Malformed`] when there is no whole value.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, Malformed> {
    let mut reader = Reader { text, at: 0 };
    reader.skip_space();
    if reader.at == text.len() {
        return Err(Malformed::Empty);
    }
    reader.value()
}

/// Line and column of a byte, both from one; columns count characters.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |index| index + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Result<char, Malformed> {
        self.text[self.at..].chars().next().ok_or(Malformed::CutOff)
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.at += rest.len() - trimmed.len();
    }

    fn refuse<T>(&self, place: &'static str) -> Result<T, Malformed> {
        Err(Malformed::Unexpected {
            letter: self.peek()?,
            place,
        })
    }

    fn value(&mut self) -> Result<Node<'a>, Malformed> {
        self.skip_space();
        let start = self.at;
        let kind = match self.peek()? {
            '{' => self.object()?,
            '[' => self.list()?,
            '"' => Kind::Text(self.string()?),
            't' => self.word("true", Kind::Bool(true))?,
            'f' => self.word("false", Kind::Bool(false))?,
            'n' => self.word("null", Kind::Null)?,
            '-' | '0'..='9' => self.number()?,
            _ => return self.refuse("looking for beginning of value"),
        };
        Ok(Node {
            at: start,
            raw: &self.text[start..self.at],
            kind,
        })
    }

    fn object(&mut self) -> Result<Kind<'a>, Malformed> {
        let mut members = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.peek()? == '}' {
            self.at += 1;
            return Ok(Kind::Object(members));
        }
        loop {
            self.skip_space();
            if self.peek()? != '"' {
                return self.refuse("looking for beginning of object key string");
            }
            let name = self.string()?;
            self.skip_space();
            if self.peek()? != ':' {
                return self.refuse("after object key");
            }
            self.at += 1;
            members.push((name, self.value()?));
            self.skip_space();
            match self.peek()? {
                ',' => self.at += 1,
                '}' => {
                    self.at += 1;
                    return Ok(Kind::Object(members));
                }
                _ => return self.refuse("after object key:value pair"),
            }
        }
    }

    fn list(&mut self) -> Result<Kind<'a>, Malformed> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.peek()? == ']' {
            self.at += 1;
            return Ok(Kind::List(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            match self.peek()? {
                ',' => self.at += 1,
                ']' => {
                    self.at += 1;
                    return Ok(Kind::List(items));
                }
                _ => return self.refuse("after array element"),
            }
        }
    }

    /// Stands on the opening quote. Escapes are undone by `serde_json`, which knows surrogates.
    fn string(&mut self) -> Result<String, Malformed> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek()? {
                '"' => break,
                '\\' => {
                    self.at += 1;
                    self.at += self.peek()?.len_utf8();
                }
                control if control < ' ' => return self.refuse("in string literal"),
                other => self.at += other.len_utf8(),
            }
        }
        self.at += 1;
        serde_json::from_str(&self.text[start..self.at]).map_err(|_| Malformed::Unexpected {
            letter: '\\',
            place: "in string escape code",
        })
    }

    fn word(&mut self, word: &'static str, kind: Kind<'a>) -> Result<Kind<'a>, Malformed> {
        for letter in word.chars() {
            if self.peek()? != letter {
                return self.refuse("in literal");
            }
            self.at += 1;
        }
        Ok(kind)
    }

    fn number(&mut self) -> Result<Kind<'a>, Malformed> {
        let start = self.at;
        let letters = |letter: char| matches!(letter, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        while self.text[self.at..].starts_with(letters) {
            self.at += 1;
        }
        match serde_json::from_str::<serde_json::Number>(&self.text[start..self.at]) {
            Ok(_) => Ok(Kind::Number),
            Err(_) if self.at == self.text.len() => Err(Malformed::CutOff),
            Err(_) => self.refuse("in numeric literal"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str) {
        let found = parse(text).err().map(|fault| fault.message());
        assert_eq!(found.as_deref(), Some(message), "{text}");
    }

    #[test]
    fn what_is_no_json_is_refused_in_gos_words() {
        refused("", "EOF");
        refused("{", "unexpected EOF");
        refused(r#"{"type":"MULTI"#, "unexpected EOF");
        refused("x", "invalid character 'x' looking for beginning of value");
        refused(
            "{x",
            "invalid character 'x' looking for beginning of object key string",
        );
        refused(r#"{"a" 1}"#, "invalid character '1' after object key");
        refused(
            r#"{"a":1 2}"#,
            "invalid character '2' after object key:value pair",
        );
    }

    #[test]
    fn what_follows_the_first_value_is_not_looked_at() {
        assert!(parse("{} and so on").is_ok());
    }

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        assert_eq!(position("{\n é:", 5), (2, 3));
    }
}
