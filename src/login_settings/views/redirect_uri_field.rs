//! The default redirect address: validated as ZITADEL does, and refused where its scheme runs code.

use super::draft_input::DraftInput;
use super::element_ids;
use super::field_error::FieldErrorMessage;
use super::inline_findings::InlineFindings;
use super::row_state::{control_state, locked_reason};
use super::row_status::RowStatus;
use super::search::use_filter;
use crate::components::SettingRow;
use crate::i18n::t;
use crate::login_settings::schema::Setting;
use crate::login_settings::state::{InputError, use_settings};
use leptos::prelude::*;
use login_policy::redirect::{RedirectError, validate};
use login_policy::{Field, Item, Value};

/// A row for an address.
#[component]
pub fn RedirectUriRow(
    /// The setting.
    setting: &'static Setting,
    /// What it edits.
    field: Field,
) -> impl IntoView {
    let store = use_settings();
    let item = Item::Field(field);
    let state = control_state(store, &item);
    let id = setting.id;
    let status_item = item.clone();
    let error = Memo::new(move |_| store.field_error(field));
    let value = Memo::new(move |_| match store.wanted(&Item::Field(field)) {
        Value::Text(address) => address,
        _ => String::new(),
    });
    let commit = move |typed: String| {
        let parsed = parse(&typed);
        store.commit_input(field, typed, parsed);
    };
    view! {
        <SettingRow
            id
            name=t(setting.name)
            effect=t(setting.effect)
            field=field.api_name().to_owned()
            state
            hidden=use_filter().hides(setting)
            status=move || view! { <RowStatus item=status_item state/> }
            below=move || {
                view! {
                    <FieldErrorMessage id=element_ids::field_error(id) error/>
                    <InlineFindings item/>
                }
            }
        >
            <DraftInput
                id
                class="field wide"
                input_mode="url"
                value
                error
                locked_by=locked_reason(store)
                on_commit=commit
            />
        </SettingRow>
    }
    .into_any()
}

/// What was typed, as an address that the server takes and that runs no code.
fn parse(typed: &str) -> Result<Value, InputError> {
    validate(typed).map_err(|error| match error {
        RedirectError::DangerousScheme => InputError::RunsCode,
        _ => InputError::NotAnAddress,
    })?;
    Ok(Value::Text(typed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::login_settings::state::InputError;
    use login_policy::Value;

    #[test]
    fn an_address_is_taken_as_it_was_typed() {
        for typed in ["", "https://portal.example.com/"] {
            assert_eq!(parse(typed), Ok(Value::Text(typed.to_owned())));
        }
    }

    #[test]
    fn what_the_server_cannot_read_and_what_runs_code_is_refused() {
        assert_eq!(parse("example"), Err(InputError::NotAnAddress));
        assert_eq!(parse("javascript:alert(1)"), Err(InputError::RunsCode));
    }
}
