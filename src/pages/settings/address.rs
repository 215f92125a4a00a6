//! The default redirect address: judged as ZITADEL does, and refused where its scheme runs code.

use super::faults::fault_line;
use super::find::hidden;
use super::model::Model;
use super::rows::{advice, locked, state};
use super::says::says;
use super::table::Setting;
use crate::components::{Row, prose};
use crate::i18n::text;
use crate::markup::{View, el, many};
use login_policy::redirect::{RedirectError, validate};
use login_policy::{Field, Item, Value};

/// A row for an address.
pub fn row(model: Model, setting: &'static Setting, field: Field) -> View {
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
        move || {
            Some(match model.fault_of(field) {
                Some(_) => [&fault_id, " ", id, "-d ", id, "-s"].concat(),
                None => [id, "-d ", id, "-s"].concat(),
            })
        }
    };
    let typed = move |event: crate::markup::Event| {
        let typed = event.value();
        let judged = match validate(&typed) {
            Ok(()) => Ok(Value::Text(typed.clone())),
            Err(fault) => Err(text(match fault {
                RedirectError::DangerousScheme => "fault.runs-code",
                _ => "fault.address",
            })),
        };
        model.take_typed(field, typed, judged);
    };
    let control = el("input")
        .class("field wide")
        .attr("type", "text")
        .attr("inputmode", "url")
        .attr("dir", "ltr")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .id(&[id, "-x"].concat())
        .live_value(shown)
        .live_attr("aria-describedby", described)
        .live_flag("aria-invalid", move || model.fault_of(field).is_some())
        .live_flag("readonly", move || locked().is_some())
        .on("change", typed);
    crate::components::row(Row {
        id,
        name: text(setting.name),
        effect: prose(&text(setting.effect)),
        field: Box::new(move || field.api_name().to_owned()),
        link_words: text("row.link"),
        state: state(model, &item),
        hidden: hidden(model, setting),
        stacked: false,
        control: control.into(),
        says: says(model, item.clone()),
        below: many([fault_line(model, field, fault_id), advice(model, item)]),
    })
}
