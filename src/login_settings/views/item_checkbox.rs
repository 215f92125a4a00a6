//! A line of a list of the draft: something that is listed or not. Knows no list.

use super::inline_findings::InlineFindings;
use super::row_state::{control_state, locked_reason};
use super::row_status::CheckboxStatus;
use crate::components::{Badge, CheckboxRow, ControlState, Tone};
use crate::i18n::t;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{Item, Value};

/// A checkbox for an item that is listed or not, with what became of it and what to know about it.
#[component]
pub fn ItemCheckbox(
    /// The item.
    item: Item,
    /// The id of the checkbox.
    id: String,
    /// Its name in the API.
    field: String,
    /// What it is called.
    #[prop(into)]
    name: ViewFnOnce,
    /// One line of what it is.
    #[prop(into)]
    effect: Signal<String>,
    /// Whether this console does not know this kind.
    #[prop(optional)]
    is_unknown: bool,
) -> impl IntoView {
    let store = use_settings();
    let state = control_state(store, &item);
    let wanted = item.clone();
    let checked = Memo::new(move |_| store.wanted(&wanted) == Value::Bool(true));
    let changed = item.clone();
    let on_change = move |on: bool| store.set_value(&changed, Value::Bool(on));
    let status_item = item.clone();
    view! {
        <CheckboxRow
            id
            field
            name
            effect=move || effect
            checked
            state
            locked_by=locked_reason(store)
            badge=move || view! { <StateBadge state is_unknown/> }
            status=move || view! { <CheckboxStatus item=status_item state/> }
            on_change
        />
        <InlineFindings item/>
    }
    .into_any()
}

/// What is said at the end of the line in one or two words; the rest stands below.
#[component]
fn StateBadge(state: Memo<ControlState>, is_unknown: bool) -> impl IntoView {
    move || {
        let (tone, icon, key) = match state.get() {
            ControlState::Draft => (Tone::Draft, "pencil", "tag.draft"),
            ControlState::Refused => (Tone::Danger, "stop", "tag.refused"),
            ControlState::Conflict => (Tone::Danger, "two", "tag.conflict"),
            ControlState::Plain if is_unknown => (Tone::Neutral, "info", "factor.newer-tag"),
            _ => return None,
        };
        Some(view! { <Badge tone icon text=t(key)/> })
    }
}
