//! A lifetime: a number, a unit, and what the server would store.

use super::draft_input::DraftInput;
use super::element_ids;
use super::field_error::FieldErrorMessage;
use super::inline_findings::InlineFindings;
use super::lifetime_input::{display_unit, format, parse};
use super::row_state::{control_state, locked_reason};
use super::row_status::RowStatus;
use super::search::use_filter;
use crate::components::SettingRow;
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::unit_name;
use crate::login_settings::schema::Setting;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::lifetime::Unit;
use login_policy::{Field, Item, Lifetime, Value};

/// A row for a lifetime.
#[component]
pub fn LifetimeRow(
    /// The setting.
    setting: &'static Setting,
    /// What it edits.
    field: Field,
) -> impl IntoView {
    let store = use_settings();
    let item = Item::Field(field);
    let state = control_state(store, &item);
    let wanted = Memo::new(move |_| match store.wanted(&Item::Field(field)) {
        Value::Lifetime(lifetime) => lifetime,
        _ => Lifetime::default(),
    });
    let error = Memo::new(move |_| store.field_error(field));
    let id = setting.id;
    let status_item = item.clone();
    view! {
        <SettingRow
            id
            name=t(setting.name)
            effect=t(setting.effect)
            field=Signal::derive(move || format!("{} = {}", field.api_name(), wanted.get().to_api()))
            state
            hidden=use_filter().hides(setting)
            stacked=true
            status=move || view! { <RowStatus item=status_item state/> }
            below=move || {
                view! {
                    <FieldErrorMessage id=element_ids::field_error(id) error/>
                    <InlineFindings item/>
                }
            }
        >
            <LifetimeControl setting field wanted/>
        </SettingRow>
    }
    .into_any()
}

/// The number and its unit.
#[component]
fn LifetimeControl(
    setting: &'static Setting,
    field: Field,
    wanted: Memo<Lifetime>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let error = Memo::new(move |_| store.field_error(field));
    let unit = Memo::new(move |_| {
        let chosen = store.chosen_unit(field);
        // What is no value stands in the unit in which it was typed.
        chosen
            .filter(|_| error.with(Option::is_some))
            .unwrap_or_else(|| display_unit(wanted.get(), chosen))
    });
    let value = Memo::new(move |_| i18n.localize_number(&format(wanted.get(), unit.get())));
    let locked_by = locked_reason(store);
    let commit = move |typed: String, unit: Unit| {
        let parsed = parse(field, &i18n.normalize_number(&typed), unit);
        store.choose_unit(field, unit);
        store.commit_input(field, typed, parsed);
    };
    let choose_unit = move |name: String| {
        let Some(unit) = Unit::ALL.into_iter().find(|unit| unit_name(*unit) == name) else {
            return;
        };
        let error = error.get_untracked();
        let typed = error.map_or_else(|| value.get_untracked(), |error| error.typed);
        commit(typed, unit);
    };
    let id = setting.id;
    let unit_id = format!("{id}-u");
    let options: Vec<_> = Unit::ALL
        .into_iter()
        .rev()
        .map(|unit| view! { <option value=unit_name(unit)>{t(unit_key(unit))}</option> })
        .collect();
    view! {
        <div class="span end" role="group" aria-labelledby=format!("{id}-l")>
            <DraftInput
                id
                class="field"
                input_mode="decimal"
                value
                error
                locked_by
                on_commit=move |typed: String| commit(typed, unit.get_untracked())
            />
            <label class="vh" for=unit_id.clone()>
                {t("word.unit")}
                ": "
                {t(setting.name)}
            </label>
            <select
                class="field"
                id=unit_id
                prop:value=move || unit_name(unit.get())
                disabled=move || locked_by.get().is_some()
                on:change=move |event| choose_unit(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// The text key of a unit in the list of units.
fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "unit.days",
        Unit::Hours => "unit.hours",
        Unit::Minutes => "unit.minutes",
        Unit::Seconds => "unit.seconds",
    }
}
