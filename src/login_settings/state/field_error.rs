//! Input that is no value: kept as typed, explained beside its control, and never sent.

use leptos::prelude::*;
use login_policy::{Field, Item, Value};

/// Input that is no value of its field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The field it was typed for.
    pub field: Field,
    /// The input as typed.
    pub typed: String,
    /// What is wrong with it.
    pub error: InputError,
}

/// Why an input is no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum InputError {
    /// Not a number, or finer than the server stores.
    #[error("not a number")]
    NotANumber,
    /// Longer than the server stores.
    #[error("longer than the server stores")]
    TooLong,
    /// Zero or less, where the server would ask at every request.
    #[error("not positive")]
    NotPositive,
    /// Less than zero.
    #[error("negative")]
    Negative,
    /// An address whose scheme runs code (`javascript:` and the like).
    #[error("the scheme of the address runs code")]
    RunsCode,
    /// An address that ZITADEL cannot parse.
    #[error("not an address")]
    NotAnAddress,
}

impl super::SettingsStore {
    /// What is wrong with the input of a field; tracked.
    pub fn field_error(self, field: Field) -> Option<FieldError> {
        self.draft
            .field_errors
            .with(|errors| errors.iter().find(|error| error.field == field).cloned())
    }

    /// Takes what was typed: a value goes into the draft, other input stays beside its control.
    pub fn commit_input(self, field: Field, typed: String, parsed: Result<Value, InputError>) {
        self.draft
            .field_errors
            .update(|errors| errors.retain(|error| error.field != field));
        match parsed {
            Ok(value) => self.set_value(&Item::Field(field), value),
            Err(error) => self.draft.field_errors.update(|errors| {
                errors.push(FieldError {
                    field,
                    typed,
                    error,
                });
            }),
        }
    }
}
