//! A JSON object in which no member name appears twice, as RFC 7519 §4 asks of a claims set:
//! two readers that disagree about which one counts would read two different tokens.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

/// The members of an object, by name.
pub(crate) struct UniqueObject(Map<String, Value>);

impl UniqueObject {
    /// Parses a text that is one such object and nothing else.
    pub(crate) fn parse(text: &[u8]) -> Option<UniqueObject> {
        serde_json::from_slice(text).ok()
    }

    /// A member; `null` is a member, too.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A member that is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }
}

impl<'de> Deserialize<'de> for UniqueObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UniqueMembers)
    }
}

struct UniqueMembers;

impl<'de> Visitor<'de> for UniqueMembers {
    type Value = UniqueObject;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with unique member names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<UniqueObject, A::Error> {
        let mut object = Map::new();
        while let Some((name, value)) = members.next_entry::<String, Value>()? {
            if object.insert(name, value).is_some() {
                return Err(A::Error::custom("a member name appears twice"));
            }
        }
        Ok(UniqueObject(object))
    }
}

#[cfg(test)]
mod tests {
    use super::UniqueObject;

    #[test]
    fn a_repeated_name_is_refused_however_it_is_escaped() {
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            "[1]",
            "1",
            "{} {}",
            "",
        ] {
            assert!(UniqueObject::parse(text.as_bytes()).is_none(), "{text}");
        }
        let object = UniqueObject::parse(br#"{"a":"x","b":null}"#).expect("an object");
        assert_eq!(object.text("a"), Some("x"));
        assert!(object.get("b").is_some() && object.get("c").is_none());
    }
}
