//! Enums, which are sent by name or number. A name that does not exist counts as not sent, a number
//! that does not exist is kept: validation refuses it later.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// An enum as it was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum EnumValue {
    /// By its name.
    Name(String),
    /// By its number.
    Number(i32),
}

impl EnumValue {
    /// Its number among `names`, which stand in the order of their numbers, from zero.
    pub(crate) fn number(&self, names: &[&str]) -> i32 {
        match self {
            Self::Number(number) => *number,
            Self::Name(wanted) => {
                let index = names.iter().position(|name| name == wanted);
                index.and_then(|index| index.try_into().ok()).unwrap_or(0)
            }
        }
    }
}

impl<'de> Deserialize<'de> for EnumValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(name) => Ok(Self::Name(name)),
            Value::Number(number) => {
                let number = number.as_i64().and_then(|number| number.try_into().ok());
                number
                    .map(Self::Number)
                    .ok_or_else(|| D::Error::custom("no number of an enum"))
            }
            _ => Err(D::Error::custom("neither name nor number of an enum")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["NONE", "ONE"];

    #[track_caller]
    fn check(json: &str, number: Option<i32>) {
        let read: Result<EnumValue, _> = serde_json::from_str(json);
        assert_eq!(
            read.ok().map(|value| value.number(&NAMES)),
            number,
            "{json}"
        );
    }

    #[test]
    fn names_and_numbers_are_read_and_unknown_names_are_zero() {
        check(r#""ONE""#, Some(1));
        check(r#""PIGEON""#, Some(0));
        check("1", Some(1));
        check("99", Some(99));
        check("true", None);
        check("1.5", None);
    }
}
