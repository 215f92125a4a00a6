//! The default redirect address: judged as ZITADEL does, and refused where its scheme runs code.

use super::faults::fault_line;
use super::model::Model;
use super::rows::{locked, says, state};
use super::table::Setting;
use crate::components::{SettingRow, prose};
use crate::i18n::text;
use leptos::prelude::*;
use login_policy::redirect::{RedirectFault, judge};
use login_policy::{Item, Value};

/// A row for an address.
pub fn row(model: Model, setting: &'static Setting) -> AnyView {
    let field = setting.field;
    let item = Item::Field(field);
    let shown = move || match model.fault_of(field) {
        Some(fault) => fault.typed,
        None => match model.wanted.with(|wanted| wanted.get(field)) {
            Value::Text(address) => address,
            _ => String::new(),
        },
    };
    let id = setting.id;
    let fault_id = [id, "-e"].concat();
    let locked = locked(model);
    let described = {
        let fault_id = fault_id.clone();
        move || match model.fault_of(field) {
            Some(_) => [&fault_id, " ", id, "-d ", id, "-s"].concat(),
            None => [id, "-d ", id, "-s"].concat(),
        }
    };
    let typed = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let judged = match judge(&typed) {
            Ok(()) => Ok(Value::Text(typed.clone())),
            Err(fault) => Err(text(match fault {
                RedirectFault::DangerousScheme => "fault.runs-code",
                _ => "fault.address",
            })),
        };
        model.take_typed(field, typed, judged);
    };
    let control = view! {
        <input
            class="field wide"
            type="text"
            inputmode="url"
            dir="ltr"
            autocomplete="off"
            spellcheck="false"
            id=[id, "-x"].concat()
            prop:value=shown
            aria-describedby=described
            aria-invalid=move || model.fault_of(field).map(|_| "true")
            readonly=move || locked.get().is_some()
            on:change=typed
        />
    }
    .into_any();
    view! {
        <SettingRow
            id=id
            name=text(setting.name)
            effect=prose(&text(setting.effect))
            field=Signal::derive(move || field.api_name().to_owned())
            link_words=text("row.link")
            state=state(model, &item)
            control=control
            says=says(model, item)
        >
            {fault_line(model, field, fault_id)}
        </SettingRow>
    }
    .into_any()
}
