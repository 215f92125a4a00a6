//! A row with a switch.

use super::inline_findings::InlineFindings;
use super::row_state::{control_state, locked_reason};
use super::row_status::RowStatus;
use super::search::use_filter;
use crate::components::{ControlState, SettingRow, Switch};
use crate::i18n::use_i18n;
use crate::login_settings::labels::{api_field, on_off};
use crate::login_settings::schema::Setting;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{Item, Value};

/// A setting that is stored as true or false.
#[component]
pub fn SwitchRow(
    /// The setting.
    setting: &'static Setting,
    /// What it edits.
    item: Item,
    /// The id of the sentence that says why it takes no input, where it has reasons of its own.
    #[prop(optional)]
    locked_by: Option<Memo<Option<&'static str>>>,
    /// What stands below, before the findings.
    #[prop(optional, into)]
    below: ViewFnOnce,
) -> impl IntoView {
    let store = use_settings();
    let is_inverted = setting.is_inverted();
    let edited = item.clone();
    let checked = Memo::new(move |_| {
        store.stored(&edited).is_some() && store.wanted(&edited) == Value::Bool(!is_inverted)
    });
    let printed = item.clone();
    let field = Memo::new(move |_| {
        let name = api_field(&printed);
        match store.stored(&printed) {
            Some(Value::Bool(stored)) if is_inverted => format!("{name} = {stored}"),
            _ => name.to_owned(),
        }
    });
    let toggled = item.clone();
    let on_toggle = move |on: bool| store.set_value(&toggled, Value::Bool(on != is_inverted));
    let locked_by = locked_by.unwrap_or_else(|| locked_reason(store));
    view! { <ToggleRow setting item checked field locked_by on_toggle below/> }
}

/// The row of a switch, however its value is stored.
#[component]
pub fn ToggleRow(
    /// The setting.
    setting: &'static Setting,
    /// What it edits.
    item: Item,
    /// Whether the draft has it on.
    checked: Memo<bool>,
    /// The name in the API, with the stored value where the switch says something else.
    field: Memo<String>,
    /// The id of the sentence that says why it takes no input, if it does not.
    locked_by: Memo<Option<&'static str>>,
    /// Called with the new value.
    #[prop(into)]
    on_toggle: Callback<(bool,)>,
    /// What stands below, before the findings.
    #[prop(into)]
    below: ViewFnOnce,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let state = control_state(store, &item);
    let stored = item.clone();
    let is_read = Memo::new(move |_| store.stored(&stored).is_some());
    let value_text = Signal::derive(move || match state.get() {
        ControlState::Pending | ControlState::Overdue => i18n.text("value.pending"),
        ControlState::Unknown => i18n.text("value.unknown"),
        _ if !is_read.get() => i18n.text("value.unknown"),
        _ => on_off(i18n, checked.get()),
    });
    let status_item = item.clone();
    view! {
        <SettingRow
            id=setting.id
            name=Signal::derive(move || i18n.text(store.setting_name(setting)))
            effect=Signal::derive(move || i18n.text(store.setting_effect(setting)))
            field
            state
            hidden=use_filter().hides(setting)
            status=move || view! { <RowStatus item=status_item state/> }
            below=move || view! { {below.run()} <InlineFindings item/> }
        >
            <Switch id=setting.id checked state value_text locked_by on_toggle/>
        </SettingRow>
    }
    .into_any()
}
