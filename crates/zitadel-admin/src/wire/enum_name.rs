//! Enums: the name of the value, or its number where the sender knows no name for it.

use core::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A name such as `USER_STATE_ACTIVE`, or a number as text. Empty: left out, which stands for 0.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct EnumName(pub(crate) String);

impl EnumName {
    /// The number of a value that is known. The names are in the order of their numbers from 0,
    /// without the prefix they share.
    pub(crate) fn number(&self, prefix: &str, names: &[&str]) -> Option<usize> {
        if self.0.is_empty() {
            return Some(0);
        }
        match self.0.strip_prefix(prefix) {
            Some(short) => names.iter().position(|name| *name == short),
            None => self.0.parse().ok().filter(|number| *number < names.len()),
        }
    }

    /// The name of a value that is known, as it was sent otherwise.
    pub(crate) fn full_name(self, prefix: &str, names: &[&str]) -> String {
        match self
            .number(prefix, names)
            .and_then(|number| names.get(number))
        {
            Some(name) => [prefix, name].concat(),
            None => self.0,
        }
    }
}

impl<'de> Deserialize<'de> for EnumName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnumNameVisitor)
    }
}

/// A value that is known by its number only is written as a number: ZITADEL drops a number as text
/// without a word and takes it for 0.
impl Serialize for EnumName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.0.parse::<i32>().ok();
        match number.filter(|number| number.to_string() == self.0) {
            Some(number) => serializer.serialize_i32(number),
            None => serializer.serialize_str(&self.0),
        }
    }
}

struct EnumNameVisitor;

impl Visitor<'_> for EnumNameVisitor {
    type Value = EnumName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name or number of an enum value")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<EnumName, E> {
        Ok(EnumName(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<EnumName, E> {
        Ok(EnumName(number.to_string()))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<EnumName, E> {
        Ok(EnumName(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["UNSPECIFIED", "ACTIVE", "LOCKED"];

    fn number(json: &str) -> Option<usize> {
        let name: EnumName = serde_json::from_str(json).unwrap();
        name.number("STATE_", &NAMES)
    }

    #[test]
    fn known_values_are_found_by_name_and_number() {
        assert_eq!(number(r#""STATE_LOCKED""#), Some(2));
        assert_eq!(number("2"), Some(2));
        assert_eq!(number("3"), None);
        assert_eq!(number("-1"), None);
        assert_eq!(number(r#""LOCKED""#), None);
        assert_eq!(EnumName::default().number("STATE_", &NAMES), Some(0));
    }

    #[test]
    fn an_unknown_value_keeps_what_was_sent() {
        for (json, name) in [
            ("1", "STATE_ACTIVE"),
            (r#""STATE_ACTIVE""#, "STATE_ACTIVE"),
            (r#""STATE_NEW""#, "STATE_NEW"),
            ("7", "7"),
        ] {
            let read: EnumName = serde_json::from_str(json).unwrap();
            assert_eq!(read.full_name("STATE_", &NAMES), name);
        }
    }

    #[test]
    fn numbers_are_written_as_numbers() {
        let written = |name: &str| serde_json::to_string(&EnumName(name.to_owned())).unwrap();
        assert_eq!(written("17"), "17");
        assert_eq!(written("-1"), "-1");
        for name in ["STATE_NEW", "017", "+1", "", "99999999999"] {
            assert_eq!(written(name), format!("{name:?}"));
        }
    }

    #[test]
    fn other_types_are_no_enum() {
        for json in ["true", "1.5", "null", "{}"] {
            assert!(serde_json::from_str::<EnumName>(json).is_err(), "{json}");
        }
    }
}
