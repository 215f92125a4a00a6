//! From a value to a type that was derived with serde, or in plain words to why it does not fit.
//!
//! It is stricter than serde asks for: a struct is an object and never a list. The words name the
//! member; those of serde would bring the code along that writes any value.

use std::fmt;
use std::vec::IntoIter;

use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::Json;

/// Why a document is not of the form that was asked for. English, for whoever wrote the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormError {
    /// The members that lead to the place, with points between; empty for the document itself.
    pub place: String,
    /// What is wrong there.
    pub fault: String,
}

impl FormError {
    /// Place and fault in one line.
    #[must_use]
    pub fn words(&self) -> String {
        let colon = if self.place.is_empty() { "" } else { ": " };
        [&self.place, colon, &self.fault].concat()
    }

    fn of(fault: &[&str]) -> Self {
        Self {
            place: String::new(),
            fault: fault.concat(),
        }
    }

    fn expected(what: &str, found: &Json) -> Self {
        Self::of(&["expected ", what, ", found ", found.kind()])
    }

    fn within(mut self, step: &str) -> Self {
        let point = if self.place.is_empty() { "" } else { "." };
        self.place = [step, point, &self.place].concat();
        self
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words())
    }
}

impl std::error::Error for FormError {}

impl Error for FormError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of(&[&message.to_string()])
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::of(&["expected ", &expected.to_string()])
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::of(&["unknown member `", field, "`"])
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of(&["missing member `", field, "`"])
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::of(&["repeated member `", field, "`"])
    }
}

impl IntoDeserializer<'_, FormError> for Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = FormError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(on) => visitor.visit_bool(on),
            Self::Number(number) => match (number.to_u64(), number.to_i64()) {
                (Some(whole), _) => visitor.visit_u64(whole),
                (None, Some(whole)) => visitor.visit_i64(whole),
                (None, None) => visitor.visit_f64(number.to_f64()),
            },
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(Items::of(items)),
            Self::Object(members) => visitor.visit_map(Members::of(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self {
            Self::Null => visitor.visit_none(),
            some => visitor.visit_some(some),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, FormError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            other => Err(FormError::expected("a text", &other)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self {
            Self::List(items) => visitor.visit_seq(Items::of(items)),
            other => Err(FormError::expected("a list", &other)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self {
            Self::Object(members) => visitor.visit_map(Members::of(members)),
            other => Err(FormError::expected("an object", &other)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FormError> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// The elements of a list that are not read yet.
struct Items {
    rest: IntoIter<Json>,
    index: usize,
}

impl Items {
    fn of(items: Vec<Json>) -> Self {
        Self {
            rest: items.into_iter(),
            index: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for Items {
    type Error = FormError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, FormError> {
        let Some(item) = self.rest.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        match seed.deserialize(item) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(error.within(&index.to_string())),
        }
    }
}

/// The members of an object that are not read yet.
struct Members {
    rest: IntoIter<(String, Json)>,
    key: String,
    value: Json,
}

impl Members {
    fn of(members: Vec<(String, Json)>) -> Self {
        Self {
            rest: members.into_iter(),
            key: String::new(),
            value: Json::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Members {
    type Error = FormError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, FormError> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.key.clone_from(&key);
        self.value = value;
        seed.deserialize(Json::Text(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, FormError> {
        let value = std::mem::replace(&mut self.value, Json::Null);
        seed.deserialize(value)
            .map_err(|error| error.within(&self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::FormError;
    use crate::Json;
    use serde::Deserialize;

    #[derive(Deserialize, PartialEq, Debug)]
    #[serde(deny_unknown_fields)]
    struct Whole {
        parts: Vec<Part>,
        note: Option<String>,
    }

    #[derive(Deserialize, PartialEq, Debug)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    struct Part {
        part_name: String,
        #[serde(default)]
        count: u32,
        #[serde(default)]
        share: f64,
    }

    fn whole(text: &str) -> Result<Whole, FormError> {
        Whole::deserialize(Json::read(text).expect("JSON"))
    }

    #[test]
    fn a_document_of_the_form_is_taken() {
        let text =
            r#"{"note":null,"parts":[{"count":3,"partName":"a"},{"partName":"","share":0.5}]}"#;
        let part = |name: &str, count, share| Part {
            part_name: name.to_owned(),
            count,
            share,
        };
        assert_eq!(
            whole(text),
            Ok(Whole {
                parts: vec![part("a", 3, 0.0), part("", 0, 0.5)],
                note: None,
            })
        );
        assert_eq!(
            whole(text).ok(),
            serde_json::from_str(text).ok(),
            "as serde_json has it"
        );
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        for (text, words) in [
            ("[]", "expected an object, found a list"),
            ("{}", "missing member `parts`"),
            (r#"{"parts":{}}"#, "parts: expected a list, found an object"),
            (
                r#"{"parts":["x"]}"#,
                "parts.0: expected an object, found a text",
            ),
            (
                r#"{"parts":[{"partName":"a"},{"partName":1}]}"#,
                "parts.1.partName: expected a text, found a number",
            ),
            (
                r#"{"parts":[{"partName":"a","secret":"x"}]}"#,
                "parts.0: unknown member `secret`",
            ),
            (
                r#"{"parts":[{"partName":"a","count":"x"}]}"#,
                "parts.0.count: expected u32",
            ),
            (
                r#"{"parts":[],"note":false}"#,
                "note: expected a text, found true or false",
            ),
            (
                r#"{"parts":[["a"]]}"#,
                "parts.0: expected an object, found a list",
            ),
        ] {
            let error = whole(text).expect_err(text);
            assert_eq!(error.to_string(), words, "{text}");
        }
    }
}
