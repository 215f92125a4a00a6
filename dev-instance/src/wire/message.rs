//! A decoded message, its fields read by kind. Knows neither JSON nor the form of any message.

use serde_json::{Map, Value};

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
