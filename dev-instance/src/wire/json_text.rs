//! JSON read the way Go's `encoding/json` reads it, keeping where each value stood: the gateway's
//! decode errors name a line and a column, and are said before anything else is looked at.

use super::json_literal as literal;
use super::malformed::Malformed;

/// A text's first value.
pub(crate) struct Document<'a> {
    pub value: Node<'a>,
    /// Where the first string begins that has half a surrogate pair: such a one is read as empty.
    pub half_pair: Option<usize>,
}

/// A value and where it began: `at` counts bytes from the start of the document's value.
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
    Object(Vec<Member<'a>>),
}

/// A member of an object, and where its name began.
pub(crate) struct Member<'a> {
    pub at: usize,
    /// The name as it was sent, in its quotes.
    pub raw: &'a str,
    pub name: String,
    pub value: Node<'a>,
}

/// Reads the first value of the text; what follows it is not looked at.
///
/// # Errors
/// [`Malformed`] when there is no whole value.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Malformed> {
    let text = text.trim_start_matches(SPACE);
    if text.is_empty() {
        return Err(Malformed::Empty);
    }
    let mut reader = Reader {
        text,
        at: 0,
        half_pair: None,
    };
    Ok(Document {
        value: reader.value()?,
        half_pair: reader.half_pair,
    })
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

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

struct Reader<'a> {
    text: &'a str,
    at: usize,
    half_pair: Option<usize>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(SPACE).len();
    }

    fn refuse<T>(&self, place: &str) -> Result<T, Malformed> {
        Err(Malformed::at(self.text, self.at, place))
    }

    fn value(&mut self) -> Result<Node<'a>, Malformed> {
        self.skip_space();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.list()?,
            Some(b'"') => Kind::Text(self.string()?),
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
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
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Kind::Object(members));
        }
        loop {
            members.push(self.member()?);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Kind::Object(members));
                }
                _ => return self.refuse("after object key:value pair"),
            }
        }
    }

    fn member(&mut self) -> Result<Member<'a>, Malformed> {
        self.skip_space();
        let at = self.at;
        if self.peek() != Some(b'"') {
            return self.refuse("looking for beginning of object key string");
        }
        let name = self.string()?;
        let raw = &self.text[at..self.at];
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.refuse("after object key");
        }
        self.at += 1;
        Ok(Member {
            at,
            raw,
            name,
            value: self.value()?,
        })
    }

    fn list(&mut self) -> Result<Kind<'a>, Malformed> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Kind::List(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Kind::List(items));
                }
                _ => return self.refuse("after array element"),
            }
        }
    }

    /// Stands on the opening quote. Escapes are undone by `serde_json`, to which half a pair is the
    /// only thing amiss in a string that Go's scanner lets pass.
    fn string(&mut self) -> Result<String, Malformed> {
        let start = self.at;
        self.at += literal::string(self.rest())?;
        Ok(
            serde_json::from_str(&self.text[start..self.at]).unwrap_or_else(|_| {
                self.half_pair.get_or_insert(start);
                String::new()
            }),
        )
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, Malformed> {
        self.at += literal::word(self.rest(), word)?;
        Ok(kind)
    }

    fn number(&mut self) -> Result<Kind<'a>, Malformed> {
        self.at += literal::number(self.rest())?;
        Ok(Kind::Number)
    }
}

#[cfg(test)]
pub(in crate::wire) mod tests {
    use super::*;

    /// Fails unless a text is refused with this message.
    #[track_caller]
    pub(in crate::wire) fn refused(text: &str, message: &str) {
        let found = parse(text).err().map(|error| error.message());
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
        refused("[1 2]", "invalid character '2' after array element");
        refused(
            "[1,]",
            "invalid character ']' looking for beginning of value",
        );
        refused(
            "{\"a\":\u{b}1}",
            r"invalid character '\v' looking for beginning of value",
        );
        refused("é", "invalid character 'Ã' looking for beginning of value");
    }

    #[test]
    fn what_follows_the_first_value_is_not_looked_at() {
        assert!(parse("{} and so on").is_ok());
        assert_eq!(parse("01").ok().map(|found| found.value.raw), Some("0"));
    }

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        assert_eq!(position("{\n é:", 5), (2, 3));
    }
}
