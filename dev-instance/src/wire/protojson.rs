//! Protobuf's reading of JSON: names in both spellings, unknown members and unknown enum names
//! dropped, enum numbers taken, 64-bit numbers as text or number, durations, and its decode errors
//! with line and column. Knows the form of a message, not its meaning.

use super::duration::nanoseconds;
use super::json_text::{self, Kind, Malformed, Node};
use serde_json::{Map, Value};

/// The form of a field.
pub(crate) enum Field {
    Bool,
    Text,
    /// uint32 or uint64.
    Unsigned,
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

/// A decoded message. Fields that were not sent (or sent as `null`) are absent.
#[derive(Clone, Default)]
pub(crate) struct Message(pub Map<String, Value>);

impl Message {
    /// A bool; false when absent.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.optional_flag(name).unwrap_or(false)
    }

    /// A bool of a field with presence.
    pub(crate) fn optional_flag(&self, name: &str) -> Option<bool> {
        self.0.get(name).and_then(Value::as_bool)
    }

    /// A text; empty when absent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or("")
    }

    /// A number, an enum's number or a duration in nanoseconds; zero when absent.
    pub(crate) fn number(&self, name: &str) -> i64 {
        self.0.get(name).and_then(Value::as_i64).unwrap_or(0)
    }

    /// A message within; empty when absent.
    pub(crate) fn message(&self, name: &str) -> Self {
        self.optional_message(name).unwrap_or_default()
    }

    /// A message within, `None` when absent.
    pub(crate) fn optional_message(&self, name: &str) -> Option<Self> {
        match self.0.get(name) {
            Some(Value::Object(members)) => Some(Self(members.clone())),
            _ => None,
        }
    }

    /// The messages of a list.
    pub(crate) fn messages(&self, name: &str) -> Vec<Self> {
        let items = self.0.get(name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .map(|item| Self(item.as_object().cloned().unwrap_or_default()))
            .collect()
    }

    /// The texts of a list.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let items = self.0.get(name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    }
}

/// Decodes a request body. An empty one is a message of zeros.
///
/// # Errors
/// The sentence that the gateway answers with status 400.
pub(crate) fn decode(schema: &'static Schema, text: &str) -> Result<Message, String> {
    let node = match json_text::parse(text) {
        Ok(node) => node,
        Err(Malformed::Empty) => return Ok(Message::default()),
        Err(malformed) => return Err(malformed.message()),
    };
    // Protobuf is handed the value alone, so its positions count from there.
    let start = node.at;
    Decoder {
        text: node.raw,
        start,
    }
    .message(schema, &node)
    .map(Message)
}

struct Decoder<'a> {
    text: &'a str,
    start: usize,
}

impl Decoder<'_> {
    fn at(&self, node: &Node<'_>) -> String {
        let (line, column) = json_text::position(self.text, node.at - self.start);
        format!("(line {line}:{column})")
    }

    fn unexpected<T>(&self, node: &Node<'_>) -> Result<T, String> {
        // Of a value in brackets, only the bracket is the token.
        let token = match node.kind {
            Kind::List(_) => "[",
            Kind::Object(_) => "{",
            _ => node.raw,
        };
        Err(format!(
            "proto: syntax error {}: unexpected token {token}",
            self.at(node)
        ))
    }

    fn invalid<T>(&self, node: &Node<'_>, what: &str) -> Result<T, String> {
        Err(format!("proto: {}: {what}", self.at(node)))
    }

    fn message(
        &self,
        schema: &'static Schema,
        node: &Node<'_>,
    ) -> Result<Map<String, Value>, String> {
        let Kind::Object(members) = &node.kind else {
            return self.unexpected(node);
        };
        let mut message = Map::new();
        for (sent, value) in members {
            let known = schema
                .iter()
                .find(|(name, _)| name == sent || snake_case(name) == *sent);
            let Some((name, field)) = known else { continue };
            if matches!(value.kind, Kind::Null) {
                continue;
            }
            if let Some(decoded) = self.field(name, field, value)?
                && message.insert((*name).to_owned(), decoded).is_some()
            {
                return self.invalid(value, &format!("duplicate field \"{sent}\""));
            }
        }
        Ok(message)
    }

    fn field(
        &self,
        name: &str,
        field: &'static Field,
        node: &Node<'_>,
    ) -> Result<Option<Value>, String> {
        let wrong = |kind: &str| {
            let token = match node.kind {
                Kind::List(_) => "[",
                Kind::Object(_) => "{",
                _ => node.raw,
            };
            self.invalid(
                node,
                &format!("invalid value for {kind} field {name}: {token}"),
            )
        };
        Ok(Some(match (field, &node.kind) {
            (Field::Bool, Kind::Bool(value)) => Value::Bool(*value),
            (Field::Bool, _) => return wrong("bool"),
            (Field::Text, Kind::Text(value)) => Value::String(value.clone()),
            (Field::Text, _) => return wrong("string"),
            (Field::Unsigned, Kind::Number) => match node.raw.parse::<i64>() {
                Ok(value) if value >= 0 => value.into(),
                _ => return wrong("uint64"),
            },
            (Field::Unsigned, Kind::Text(value)) => match value.parse::<i64>() {
                Ok(value) if value >= 0 => value.into(),
                _ => return wrong("uint64"),
            },
            (Field::Unsigned, _) => return wrong("uint64"),
            (Field::Enum(names), Kind::Text(value)) => {
                return Ok(names
                    .iter()
                    .position(|known| known == value)
                    .map(Value::from));
            }
            (Field::Enum(_), Kind::Number) => match node.raw.parse::<i32>() {
                Ok(value) => value.into(),
                Err(_) => return wrong("enum"),
            },
            (Field::Enum(_), _) => return wrong("enum"),
            (Field::Duration, Kind::Text(value)) => match nanoseconds(value) {
                Some(value) => value.into(),
                None => {
                    let what = format!("invalid google.protobuf.Duration value {}", node.raw);
                    return self.invalid(node, &what);
                }
            },
            (Field::Timestamp, Kind::Text(value)) => {
                if super::clock::Moment::parse_rfc3339(value).is_none() {
                    let what = format!("invalid google.protobuf.Timestamp value {}", node.raw);
                    return self.invalid(node, &what);
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
mod tests {
    use super::*;

    static FORM: &Schema = &[
        ("type", Field::Enum(&["NONE", "ONE"])),
        ("forceMfa", Field::Bool),
        ("lifetime", Field::Duration),
        ("limit", Field::Unsigned),
        ("names", Field::List(&Field::Text)),
    ];

    #[track_caller]
    fn check(text: &str, expected: Value) {
        assert_eq!(Value::Object(decode(FORM, text).unwrap().0), expected);
    }

    #[track_caller]
    fn refused(text: &str, message: &str) {
        assert_eq!(decode(FORM, text).err().as_deref(), Some(message));
    }

    #[test]
    fn both_spellings_of_a_name_are_read() {
        check(
            r#"{"force_mfa":true}"#,
            serde_json::json!({"forceMfa":true}),
        );
    }

    #[test]
    fn unknown_members_unknown_enum_names_and_null_are_dropped() {
        check(
            r#"{"colour":"red","type":"PIGEON","forceMfa":null}"#,
            serde_json::json!({}),
        );
    }

    #[test]
    fn enum_numbers_and_long_numbers_are_taken() {
        check(
            r#"{"type":99,"limit":"7"}"#,
            serde_json::json!({"type":99,"limit":7}),
        );
    }

    #[test]
    fn decode_errors_name_the_place() {
        refused(
            r#"{"type":true}"#,
            "proto: (line 1:9): invalid value for enum field type: true",
        );
        refused("[]", "proto: syntax error (line 1:1): unexpected token [");
        refused(
            r#" "x""#,
            "proto: syntax error (line 1:1): unexpected token \"x\"",
        );
        refused(
            r#"{"lifetime":"240h"}"#,
            "proto: (line 1:13): invalid google.protobuf.Duration value \"240h\"",
        );
        refused(
            r#"{"lifetime":864000}"#,
            "proto: syntax error (line 1:13): unexpected token 864000",
        );
        refused(
            r#"{"forceMfa":"true"}"#,
            "proto: (line 1:13): invalid value for bool field forceMfa: \"true\"",
        );
    }
}
