//! The one reader: RFC 8259 to the letter, with limits that no honest document comes near.
//!
//! It reads each byte once and knows no type but [`Json`].

use std::fmt;

use crate::{Json, Number, find};

/// The most objects and lists within one another.
pub const MOST_DEPTH: usize = 127;
/// The most members of one object.
pub const MOST_MEMBERS: usize = 2_000;

/// Why a text is not read, and where that was seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadError {
    /// What is wrong.
    pub trouble: Trouble,
    /// How many bytes had been read.
    pub at: usize,
}

/// What is wrong with a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It is the beginning of a document and ends too soon.
    CutOff,
    /// It is not JSON.
    NotJson,
    /// A key appears twice in one object.
    RepeatedKey,
    /// A number is too large for floating point.
    TooLarge,
    /// It is nested deeper than [`MOST_DEPTH`], or an object has more than [`MOST_MEMBERS`] members.
    TooMuch,
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Trouble {
    /// English, for a log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CutOff => "the text ends too soon",
            Self::NotJson => "this is not JSON",
            Self::RepeatedKey => "a key appears twice",
            Self::TooLarge => "a number is too large",
            Self::TooMuch => "too deep, or too many members",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.trouble.as_str())?;
        out.write_str(" at byte ")?;
        self.at.fmt(out)
    }
}

impl std::error::Error for ReadError {}

impl ReadError {
    /// The line of that text, counted from 1, in which it was seen.
    #[must_use]
    pub fn line_of(&self, text: &str) -> usize {
        let before = text.bytes().take(self.at);
        before.filter(|byte| *byte == b'\n').count() + 1
    }
}

pub(crate) fn read(text: &str) -> Result<Json, ReadError> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = reader.value()?;
    reader.skip_blank();
    match reader.peek() {
        None => Ok(value),
        Some(_) => reader.fail(Trouble::NotJson),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Json, ReadError> {
        match self.ahead()? {
            b'"' => Ok(Json::Text(self.string()?)),
            b'{' => self.object(),
            b'[' => self.list(),
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            _ => self.fail(Trouble::NotJson),
        }
    }

    fn object(&mut self) -> Result<Json, ReadError> {
        let mut members = Vec::new();
        let mut more = self.open(b'}')?;
        while more {
            if self.ahead()? != b'"' {
                return self.fail(Trouble::NotJson);
            }
            let key = self.string()?;
            if find(&members, &key).is_some() {
                return self.fail(Trouble::RepeatedKey);
            }
            if members.len() == MOST_MEMBERS {
                return self.fail(Trouble::TooMuch);
            }
            if self.ahead()? != b':' {
                return self.fail(Trouble::NotJson);
            }
            self.at += 1;
            members.push((key, self.value()?));
            more = self.more(b'}')?;
        }
        Ok(Json::Object(members))
    }

    fn list(&mut self) -> Result<Json, ReadError> {
        let mut items = Vec::new();
        let mut more = self.open(b']')?;
        while more {
            items.push(self.value()?);
            more = self.more(b']')?;
        }
        Ok(Json::List(items))
    }

    /// Goes into an object or list; whether there is anything in it.
    fn open(&mut self, end: u8) -> Result<bool, ReadError> {
        if self.depth == MOST_DEPTH {
            return self.fail(Trouble::TooMuch);
        }
        self.depth += 1;
        self.at += 1;
        if self.ahead()? == end {
            return self.more(end);
        }
        Ok(true)
    }

    /// Goes on to the next member or element, or out of the object or list.
    fn more(&mut self, end: u8) -> Result<bool, ReadError> {
        let byte = self.ahead()?;
        if byte != b',' && byte != end {
            return self.fail(Trouble::NotJson);
        }
        self.at += 1;
        let more = byte == b',';
        self.depth -= usize::from(!more);
        Ok(more)
    }

    fn number(&mut self) -> Result<Json, ReadError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        // RFC 8259 §6: no digit follows a zero at the beginning.
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        match Number::of(self.since(start)) {
            Some(number) => Ok(Json::Number(number)),
            None => self.fail(Trouble::TooLarge),
        }
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), ReadError> {
        if !self.bite()?.is_ascii_digit() {
            return self.fail(Trouble::NotJson);
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    /// RFC 8259 §7.
    fn string(&mut self) -> Result<String, ReadError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..0x20)) {
                self.at += 1;
            }
            out.push_str(self.since(start));
            match self.bite()? {
                b'"' => return Ok(out),
                b'\\' => out.push(self.escape()?),
                _ => return self.fail(Trouble::NotJson),
            }
        }
    }

    fn escape(&mut self) -> Result<char, ReadError> {
        Ok(match self.bite()? {
            same @ (b'"' | b'\\' | b'/') => char::from(same),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return self.fail(Trouble::NotJson),
        })
    }

    /// A code point behind `\u`; one beyond the first plane is written as two surrogates.
    fn code_point(&mut self) -> Result<char, ReadError> {
        let mut code = self.hexadecimal()?;
        if (0xd800..0xdc00).contains(&code) {
            if self.bite()? != b'\\' || self.bite()? != b'u' {
                return self.fail(Trouble::NotJson);
            }
            let low = self.hexadecimal()?;
            if !(0xdc00..0xe000).contains(&low) {
                return self.fail(Trouble::NotJson);
            }
            code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        }
        match char::from_u32(code) {
            Some(character) => Ok(character),
            // A low surrogate without a high one before it.
            None => self.fail(Trouble::NotJson),
        }
    }

    fn hexadecimal(&mut self) -> Result<u32, ReadError> {
        let mut code = 0;
        for _ in 0..4 {
            match char::from(self.bite()?).to_digit(16) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail(Trouble::NotJson),
            }
        }
        Ok(code)
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, ReadError> {
        for byte in word.bytes() {
            if self.bite()? != byte {
                return self.fail(Trouble::NotJson);
            }
        }
        Ok(value)
    }

    /// The next byte that is no white space, not yet taken.
    fn ahead(&mut self) -> Result<u8, ReadError> {
        self.skip_blank();
        match self.peek() {
            Some(byte) => Ok(byte),
            None => self.fail(Trouble::CutOff),
        }
    }

    /// Takes the next byte.
    fn bite(&mut self) -> Result<u8, ReadError> {
        match self.peek() {
            Some(byte) => {
                self.at += 1;
                Ok(byte)
            }
            None => self.fail(Trouble::CutOff),
        }
    }

    fn skip_blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn since(&self, start: usize) -> &str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn fail<T>(&self, trouble: Trouble) -> Result<T, ReadError> {
        Err(ReadError {
            trouble,
            at: self.at,
        })
    }
}
