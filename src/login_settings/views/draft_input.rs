//! A text input for a field of the draft: what is typed is taken when the person leaves the input or
//! presses Enter, and stays as typed where it is no value.

use super::element_ids;
use crate::login_settings::state::FieldError;
use leptos::prelude::*;

/// The text input in the row of a setting.
#[component]
pub fn DraftInput(
    /// The id of the row.
    id: &'static str,
    /// The class of the input.
    class: &'static str,
    /// What a touch keyboard should offer (`inputmode`).
    input_mode: &'static str,
    /// The value of the draft, as it is written here.
    value: Memo<String>,
    /// What is wrong with what was typed, if something is.
    error: Memo<Option<FieldError>>,
    /// The id of the sentence that says why it takes no input, if it does not.
    locked_by: Memo<Option<&'static str>>,
    /// Called with what was typed.
    #[prop(into)]
    on_commit: Callback<(String,)>,
) -> impl IntoView {
    // A value that was typed otherwise than it is written (`010`) leaves the draft as it was; the
    // input must show it as it is written all the same.
    let commits = RwSignal::new(0_u32);
    let shown = move || {
        commits.track();
        error.with(|error| match error {
            Some(error) => error.typed.clone(),
            None => value.get(),
        })
    };
    let is_invalid = move || error.with(Option::is_some);
    let described_by = move || {
        let mut ids = format!("{id}-d {id}-s");
        if is_invalid() {
            ids = format!("{} {ids}", element_ids::field_error(id));
        }
        if let Some(reason) = locked_by.get() {
            ids = format!("{ids} {reason}");
        }
        ids
    };
    let commit = move |typed: String| {
        on_commit.run((typed,));
        commits.update(|number| *number = number.wrapping_add(1));
    };
    view! {
        <input
            class=class
            type="text"
            inputmode=input_mode
            dir="ltr"
            autocomplete="off"
            spellcheck="false"
            id=format!("{id}-x")
            prop:value=shown
            aria-describedby=described_by
            aria-invalid=move || is_invalid().then_some("true")
            readonly=move || locked_by.get().is_some()
            on:change=move |event| commit(event_target_value(&event))
        />
    }
}
