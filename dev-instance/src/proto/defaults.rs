//! Members with their default value are not written.

use serde_json::Value;

/// This message without the members that are `false`, zero, empty text, an empty list or `null`.
/// Messages within stay as they are, empty ones too: an empty message is a value.
pub(crate) fn without_defaults(mut message: Value) -> Value {
    if let Value::Object(members) = &mut message {
        members.retain(|_, value| !is_default(value));
    }
    message
}

/// Whether a member with this value is left out.
pub(crate) fn is_default(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(flag) => !flag,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn zero_values_are_left_out_but_an_empty_message_stays() {
        let message = json!({
            "flag": false, "text": "", "number": 0, "list": [], "none": null, "details": {},
        });
        assert_eq!(without_defaults(message), json!({"details": {}}));
    }
}
