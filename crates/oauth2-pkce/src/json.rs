//! JSON as untrusted documents need it: one value type for every document of this crate, read by
//! one visitor that refuses a key that appears twice (two readers would disagree about such a
//! document) and objects or lists beyond a sane size. It knows nothing of tokens or metadata.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The most members one object or list may have.
const MOST_MEMBERS: usize = 2_000;

/// A JSON value; numbers are `f64` because `exp` may be written `1.7e9`.
#[derive(Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document that must be an object.
    pub(crate) fn object(text: &str) -> Option<Json> {
        serde_json::from_str::<Json>(text)
            .ok()
            .filter(|value| matches!(value, Json::Object(_)))
    }

    /// Writes the document in one line.
    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Json::as_text)
    }

    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Some(Json::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The strings of a list member; other elements make the whole list unreadable.
    pub(crate) fn texts(&self, name: &str) -> Option<Vec<&str>> {
        match self.get(name) {
            Some(Json::List(items)) => items.iter().map(Json::as_text).collect(),
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Builds an object in the order given, leaving out what is `None`.
pub(crate) fn object_of(members: Vec<(&str, Option<Json>)>) -> Json {
    Json::Object(
        members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
    )
}

/// A text value.
pub(crate) fn text_of(text: &str) -> Option<Json> {
    Some(Json::Text(text.to_owned()))
}

/// A list of texts.
pub(crate) fn texts_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Json> {
    Some(Json::List(
        texts.map(|text| Json::Text(text.to_owned())).collect(),
    ))
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            if items.len() == MOST_MEMBERS {
                return Err(de::Error::custom("too many elements"));
            }
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            if members.len() == MOST_MEMBERS || members.iter().any(|(known, _)| *known == name) {
                return Err(de::Error::custom("repeated key"));
            }
            members.push((name, access.next_value()?));
        }
        Ok(Json::Object(members))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(value) => serializer.serialize_f64(*value),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn a_key_that_appears_twice_is_refused_at_any_depth() {
        assert!(Json::object(r#"{"a":1,"b":2}"#).is_some());
        assert!(Json::object(r#"{"a":1,"a":1}"#).is_none());
        assert!(Json::object(r#"{"a":{"b":1,"b":2}}"#).is_none());
        assert!(Json::object(r#"{"a":1,"\u0061":2}"#).is_none());
    }

    #[test]
    fn only_an_object_is_a_document() {
        for text in [
            "",
            "[]",
            "1",
            "null",
            "\"a\"",
            "{} {}",
            "<html>",
            "{\"a\":1e999}",
        ] {
            assert!(Json::object(text).is_none(), "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_refused_without_a_stack_overflow() {
        let mut text = String::from("{\"a\":");
        text.push_str(&"[".repeat(100_000));
        assert!(Json::object(&text).is_none());
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        let text = r#"{"a":[1.5,"x",null,true],"b":{"c":"\"\\ü"}}"#;
        let value = Json::object(text).expect("an object");
        assert_eq!(value.to_text(), text);
    }
}
