//! The sentence beside a control whose input is no value.

use crate::components::Icon;
use crate::i18n::{I18n, use_i18n};
use crate::login_settings::state::{FieldError, InputError};
use leptos::prelude::*;

/// Why the input of a field is no value.
#[component]
pub fn FieldErrorMessage(
    /// The id by which the control refers to it.
    id: String,
    /// What is wrong, if something is.
    error: Memo<Option<FieldError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let input_error = Memo::new(move |_| error.with(|error| error.as_ref().map(|one| one.error)));
    let text = move || {
        let error = input_error.get();
        error.map_or_else(String::new, |error| input_error_text(i18n, error))
    };
    view! {
        <Show when=move || input_error.with(Option::is_some)>
            <p class="wrong" id=id.clone()>
                <Icon name="stop"/>
                <span>{text}</span>
            </p>
        </Show>
    }
}

/// What is wrong with an input, and how to write it.
fn input_error_text(i18n: I18n, error: InputError) -> String {
    match error {
        InputError::NotANumber => {
            let example = i18n.text_with("fault.number-example", &[("example", &i18n.number(1.5))]);
            i18n.text("fault.not-a-number") + " " + &example
        }
        InputError::TooLong => i18n.text("fault.too-long"),
        InputError::NotPositive => {
            let least = i18n.quantity(1.0, "second");
            i18n.text_with("fault.not-positive", &[("least", &least)])
        }
        InputError::Negative => i18n.text("fault.negative"),
        InputError::RunsCode => i18n.text("fault.runs-code"),
        InputError::NotAnAddress => i18n.text("fault.address"),
    }
}
