//! Protobuf's reading of JSON: names in both spellings, unknown members and unknown enum names
//! dropped, enum numbers taken, 64-bit numbers as text or number, durations, and its decode errors
//! with line and column. Knows the form of a message, not its meaning.

use super::duration::{NoDuration, nanoseconds};
use super::json_text::{self, Kind, Node};
use super::malformed::Malformed;
use super::message::Message;
use super::surrogates::behind_half;
use super::whole_number::{whole_number, whole_number_in_text};
use serde_json::{Map, Value};

/// The form of a field.
pub(crate) enum Field {
    Bool,
    Text,
    /// uint32 or uint64, by its bits; kept saturated at 2^63 - 1.
    Unsigned(u8),
    /// The names in the order of their numbers, from zero.
    Enum(&'static [&'static str]),
    /// google.protobuf.Duration, kept as nanoseconds, saturated at 64 bits.
    Duration,
    /// google.protobuf.Timestamp, kept as the text that was sent.
    Timestamp,
    List(&'static Field),
    Message(&'static Schema),
    /// Taken as it is: its form plays no part in any answer.
    Any,
}

/// A message: its fields under their names in lowerCamelCase.
pub(crate) type Schema = [(&'static str, Field)];

/// Decodes a request body. An empty one is a message of zeros.
///
/// # Errors
/// The sentence that the gateway answers with status 400.
pub(crate) fn decode(schema: &'static Schema, text: &str) -> Result<Message, String> {
    let document = match json_text::parse(text) {
        Ok(document) => document,
        Err(Malformed::Empty) => return Ok(Message::default()),
        Err(malformed) => return Err(malformed.message()),
    };
    let decoder = Decoder {
        text: document.value.raw,
    };
    let decoded = decoder.message(schema, &document.value);
    // Protobuf reads in order and stops at the first thing that it refuses.
    match (decoded, document.half_pair) {
        (Err(refusal), Some(at)) if refusal.at < at => Err(refusal.message),
        (_, Some(at)) => Err(decoder.half_pair(at).message),
        (Err(refusal), None) => Err(refusal.message),
        (Ok(members), None) => Ok(Message(members)),
    }
}

/// What is said of the token that began at this byte.
struct Refusal {
    at: usize,
    message: String,
}

struct Decoder<'a> {
    text: &'a str,
}

impl Decoder<'_> {
    fn refusal(&self, at: usize, kind: &str, what: &str) -> Refusal {
        let (line, column) = json_text::position(self.text, at);
        Refusal {
            at,
            message: format!("proto: {kind}(line {line}:{column}): {what}"),
        }
    }

    fn unexpected<T>(&self, node: &Node<'_>) -> Result<T, Refusal> {
        let what = format!("unexpected token {}", token(node));
        Err(self.refusal(node.at, "syntax error ", &what))
    }

    fn invalid<T>(&self, at: usize, what: &str) -> Result<T, Refusal> {
        Err(self.refusal(at, "", what))
    }

    fn half_pair(&self, at: usize) -> Refusal {
        match behind_half(&self.text[at..]) {
            Some(code) => {
                let what = format!("invalid escape code {code} in string");
                self.refusal(at, "syntax error ", &what)
            }
            None => Refusal {
                at,
                message: "proto: unexpected EOF".to_owned(),
            },
        }
    }

    fn message(
        &self,
        schema: &'static Schema,
        node: &Node<'_>,
    ) -> Result<Map<String, Value>, Refusal> {
        let Kind::Object(members) = &node.kind else {
            return self.unexpected(node);
        };
        let mut message = Map::new();
        let mut seen = Vec::new();
        for member in members {
            let known = schema
                .iter()
                .find(|(name, _)| *name == member.name || snake_case(name) == member.name);
            let Some((name, field)) = known else { continue };
            if seen.contains(name) {
                return self.invalid(member.at, &format!("duplicate field {}", member.raw));
            }
            seen.push(name);
            if matches!(member.value.kind, Kind::Null) {
                continue;
            }
            if let Some(decoded) = self.field(name, field, &member.value)? {
                message.insert((*name).to_owned(), decoded);
            }
        }
        Ok(message)
    }

    fn field(
        &self,
        name: &str,
        field: &'static Field,
        node: &Node<'_>,
    ) -> Result<Option<Value>, Refusal> {
        let wrong = |kind: &str| {
            let token = token(node);
            let what = format!("invalid value for {kind} field {name}: {token}");
            self.invalid(node.at, &what)
        };
        Ok(Some(match (field, &node.kind) {
            (Field::Bool, Kind::Bool(value)) => Value::Bool(*value),
            (Field::Bool, _) => return wrong("bool"),
            (Field::Text, Kind::Text(value)) => Value::String(value.clone()),
            (Field::Text, _) => return wrong("string"),
            (Field::Unsigned(bits), _) => match unsigned(*bits, node) {
                Some(value) => value.into(),
                None => return wrong(&format!("uint{bits}")),
            },
            (Field::Enum(names), Kind::Text(value)) => {
                return Ok(names
                    .iter()
                    .position(|known| known == value)
                    .map(Value::from));
            }
            (Field::Enum(_), _) => match enum_number(node) {
                Some(value) => value.into(),
                None => return wrong("enum"),
            },
            (Field::Duration, Kind::Text(value)) => match nanoseconds(value) {
                Ok(value) => value.into(),
                Err(NoDuration::Invalid) => {
                    let what = format!("invalid google.protobuf.Duration value {}", node.raw);
                    return self.invalid(node.at, &what);
                }
                Err(NoDuration::OutOfRange) => {
                    let what = format!("google.protobuf.Duration value out of range: {}", node.raw);
                    return self.invalid(node.at, &what);
                }
            },
            (Field::Timestamp, Kind::Text(value)) => {
                if super::clock::Moment::parse_rfc3339(value).is_none() {
                    let what = format!("invalid google.protobuf.Timestamp value {}", node.raw);
                    return self.invalid(node.at, &what);
                }
                Value::String(value.clone())
            }
            (Field::List(item), Kind::List(nodes)) => {
                let mut items = Vec::new();
                for node in nodes {
                    items.extend(self.field(name, item, node)?);
                }
                Value::Array(items)
            }
            (Field::Duration | Field::Timestamp | Field::List(_), _) => {
                return self.unexpected(node);
            }
            (Field::Message(schema), _) => Value::Object(self.message(schema, node)?),
            (Field::Any, _) => serde_json::from_str(node.raw).unwrap_or(Value::Null),
        }))
    }
}

/// A node's token: of a value in brackets, only the bracket.
fn token<'a>(node: &Node<'a>) -> &'a str {
    match node.kind {
        Kind::List(_) => "[",
        Kind::Object(_) => "{",
        _ => node.raw,
    }
}

fn unsigned(bits: u8, node: &Node<'_>) -> Option<i64> {
    let number = match &node.kind {
        Kind::Number => whole_number(node.raw)?,
        Kind::Text(text) => whole_number_in_text(text)?,
        _ => return None,
    };
    let fits = (0..1_i128 << bits).contains(&number);
    fits.then(|| i64::try_from(number).unwrap_or(i64::MAX))
}

fn enum_number(node: &Node<'_>) -> Option<i32> {
    match node.kind {
        Kind::Number => whole_number(node.raw)?.try_into().ok(),
        _ => None,
    }
}

fn snake_case(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
#[path = "protojson_tests.rs"]
mod tests;
