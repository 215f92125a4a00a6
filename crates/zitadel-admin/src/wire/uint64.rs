//! `uint64`: text, or a number from senders that write it so.

use core::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// E.g. `"18446744073709551615"`: JSON numbers lose their last digits in many programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Uint64(pub(crate) u64);

impl<'de> Deserialize<'de> for Uint64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Uint64Visitor)
    }
}

struct Uint64Visitor;

impl Visitor<'_> for Uint64Visitor {
    type Value = Uint64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number of 64 bits, as text or number")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Uint64, E> {
        Ok(Uint64(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Uint64, E> {
        let number = text.parse();
        number
            .map(Uint64)
            .map_err(|_| E::custom("not a whole number of 64 bits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_numbers_are_read_and_nothing_else() {
        let read = |text: &str| serde_json::from_str::<Uint64>(text).ok();
        assert_eq!(read(r#""18446744073709551615""#), Some(Uint64(u64::MAX)));
        assert_eq!(read("7"), Some(Uint64(7)));
        for text in ["-1", "1.5", r#""""#, r#""-1""#, "true", "null", "[]"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
