//! The rows of the page, drawn from the table.

use super::factors::{multi_factors, second_factors};
use super::find::hidden;
use super::model::Model;
use super::part::with_part;
use super::providers::providers;
use super::says::says;
use super::table::{Edits, Kind, Setting};
use super::words::{item_field, on_off};
use super::{address, duration, registration};
use crate::components::{ControlState, Row, Say, Switch, Weight, note, prose};
use crate::i18n::text;
use crate::markup::{View, el, many, nothing};
use crate::watched::Asked;
use login_policy::{Field, Item, PasswordlessType, Value};
use std::rc::Rc;

/// The id of the notice that says why nothing can be changed.
pub const READ_ONLY: &str = "why";

/// The row of a setting.
pub fn row(model: Model, setting: &'static Setting) -> View {
    let field = match setting.edits {
        Edits::Field(field) => field,
        Edits::SecondFactors => return second_factors(model, setting),
        Edits::OrgRegistration => {
            let below = registration::reason(model);
            return switch_row(model, setting, Item::OrgRegistration, below);
        }
    };
    let item = Item::Field(field);
    match setting.kind {
        Kind::Passkeys => passkeys_row(model, setting, item),
        Kind::Providers => switch_row(model, setting, item, providers(model)),
        Kind::Lifetime => duration::row(model, setting, field),
        Kind::Address => address::row(model, setting, field),
        Kind::Switch { .. } | Kind::List => switch_row(model, setting, item, nothing()),
    }
}

/// The state of an item's control.
pub fn state(model: Model, item: &Item) -> Asked<ControlState> {
    let item = item.clone();
    Rc::new(move || model.state_of(&item))
}

/// Why a control takes no input, as the id of the sentence that says so.
pub fn locked(model: Model) -> Asked<Option<&'static str>> {
    Rc::new(move || {
        if model.access.get().write {
            model.busy.get().then_some("working")
        } else {
            Some(READ_ONLY)
        }
    })
}

/// Likewise, for an item that may have a reason of its own.
fn locked_item(model: Model, item: &Item) -> Asked<Option<&'static str>> {
    let always = locked(model);
    if *item == Item::OrgRegistration {
        Rc::new(move || registration::lock(model, always()))
    } else {
        always
    }
}

/// What is to be known about an item's change, once the part that judges is here.
pub fn advice(model: Model, item: Item) -> View {
    with_part(model, move |part| (part.advice)(model, item.clone()))
}

/// The small print: the name in the API, with the stored value where the switch says the opposite.
fn field_words(model: Model, item: &Item, inverted: bool) -> String {
    let name = item_field(item);
    match model.stored(item) {
        Some(Value::Bool(stored)) if inverted => {
            [name, " = ", if stored { "true" } else { "false" }].concat()
        }
        _ => name.to_owned(),
    }
}

fn switch_row(model: Model, setting: &'static Setting, item: Item, below: View) -> View {
    let inverted = setting.is_inverted();
    let (shown, changed, printed) = (item.clone(), item.clone(), item.clone());
    let on = Rc::new(move || {
        let wanted = model.wanted.with(|wanted| wanted.item(&shown));
        wanted == Value::Bool(!inverted) && model.stored(&shown).is_some()
    });
    let toggle = Box::new(move |on: bool| model.set(&changed, Value::Bool(on != inverted)));
    let field = Box::new(move || field_words(model, &printed, inverted));
    a_switch_row(model, setting, item, on, toggle, field, below)
}

fn a_switch_row(
    model: Model,
    setting: &'static Setting,
    item: Item,
    on: Asked<bool>,
    on_toggle: Box<dyn FnMut(bool)>,
    field: Box<dyn FnMut() -> String>,
    below: View,
) -> View {
    let state = state(model, &item);
    let word = {
        let (item, on, state) = (item.clone(), on.clone(), state.clone());
        Box::new(move || match state() {
            ControlState::Pending | ControlState::Late => text("value.pending"),
            ControlState::Unknown => text("value.unknown"),
            _ if model.stored(&item).is_none() => text("value.unknown"),
            _ => on_off(on()),
        })
    };
    let control = crate::components::switch(Switch {
        id: setting.id,
        on,
        state: state.clone(),
        word,
        locked_by: locked_item(model, &item),
        on_toggle,
    });
    crate::components::row(Row {
        id: setting.id,
        name: text(setting.name),
        effect: prose(&text(setting.effect)),
        field,
        link_words: text("row.link"),
        state,
        hidden: hidden(model, setting),
        stacked: false,
        control,
        says: says(model, item.clone()),
        below: many([below, advice(model, item)]),
    })
}

fn passkeys_row(model: Model, setting: &'static Setting, item: Item) -> View {
    let on = Rc::new(move || {
        model
            .wanted
            .with(|wanted| wanted.passwordless_type != PasswordlessType::NotAllowed)
    });
    let toggle = {
        let item = item.clone();
        Box::new(move |on: bool| {
            let kind = if on {
                PasswordlessType::Allowed
            } else {
                PasswordlessType::NotAllowed
            };
            model.set(&item, Value::Passwordless(kind));
        })
    };
    let field = Box::new(move || {
        let name = Field::PasswordlessType.api_name();
        model.loaded.with(|loaded| match loaded {
            Some(read) => [name, " = ", read.settings.passwordless_type.api_name()].concat(),
            None => name.to_owned(),
        })
    });
    let first = el("p")
        .child(el("strong").class("kind").say("note.information"))
        .child(" ")
        .say_prose("passkeys.truth");
    let truth = note(
        Weight::Information,
        "info",
        [first.into(), el("p").say_prose("multi.truth").into()],
    );
    let below = many([multi_factors(model), truth]);
    a_switch_row(model, setting, item, on, toggle, field, below)
}
