//! Protobuf's writing of JSON: members of zero value are left out, 64-bit numbers are text. Knows no
//! message.

use serde_json::{Map, Value};

/// A message under construction: members of zero value leave no trace.
#[derive(Default)]
pub(crate) struct Writer(Map<String, Value>);

impl Writer {
    /// An empty message.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a member unless it is `false`, zero, empty text, an empty list or `null`. An empty
    /// message is not zero.
    pub(crate) fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let zero = match &value {
            Value::Null => true,
            Value::Bool(flag) => !flag,
            Value::Number(number) => number.as_i64() == Some(0),
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(_) => false,
        };
        if !zero {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// Adds a 64-bit number, which is written as text.
    pub(crate) fn put_long(self, name: &str, value: u64) -> Self {
        let text = if value == 0 {
            String::new()
        } else {
            value.to_string()
        };
        self.put(name, text)
    }

    /// The finished message.
    pub(crate) fn done(self) -> Value {
        Value::Object(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_values_are_left_out_but_an_empty_message_stays() {
        let written = Writer::new()
            .put("flag", false)
            .put("text", "")
            .put_long("count", 0)
            .put("details", serde_json::json!({}))
            .done();
        assert_eq!(written, serde_json::json!({"details":{}}));
    }
}
