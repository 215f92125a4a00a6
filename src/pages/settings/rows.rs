//! The rows of the page, drawn from the table.

use super::factors::{multi_factors, second_factors};
use super::model::Model;
use super::part::with_part;
use super::says::says;
use super::table::{Group, Kind, SETTINGS, Setting};
use super::words::on_off;
use super::{address, duration};
use crate::components::{ControlState, Row, Say, Switch, Weight, note, prose};
use crate::i18n::{count, text};
use crate::markup::{View, el, live, live_by, many, nothing};
use crate::watched::Asked;
use login_policy::{Field, Item, PasswordlessType, Value};
use std::rc::Rc;

/// The id of the notice that says why nothing can be changed.
pub const READ_ONLY: &str = "why";

/// A group of settings.
pub fn group(model: Model, group: Group) -> View {
    let rows = SETTINGS
        .iter()
        .filter(|setting| setting.group == group)
        .map(|setting| row(model, setting));
    let more = match group {
        Group::Second => second_factors(model),
        _ => nothing(),
    };
    el("fieldset")
        .class("group")
        .id(group.id())
        .child(el("legend").child(el("h2").say(group.name())))
        .child(el("p").class("group-note").say(group.note()))
        .child(read_only_line(model))
        .child(el("div").class("sheet").child(many(rows)).child(more))
        .into()
}

/// Why this group cannot be changed, in visible text.
fn read_only_line(model: Model) -> View {
    live(move || {
        (!model.access.get().write)
            .then(|| el("p").class("group-note").say_prose("read-only.group"))
            .into()
    })
}

fn row(model: Model, setting: &'static Setting) -> View {
    let item = Item::Field(setting.field);
    match setting.kind {
        Kind::Switch { inverted } => switch_row(model, setting, item, inverted),
        Kind::Passkeys => passkeys_row(model, setting, item),
        Kind::Lifetime => duration::row(model, setting),
        Kind::Address => address::row(model, setting),
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

/// What is to be known about an item's change, once the part that judges is here.
pub fn advice(model: Model, item: Item) -> View {
    with_part(model, move |part| (part.advice)(model, item.clone()))
}

/// The small print: the name in the API, with the stored value where the switch says the opposite.
fn field_words(model: Model, setting: &'static Setting, inverted: bool) -> String {
    let name = setting.field.api_name();
    match model.stored(&Item::Field(setting.field)) {
        Some(Value::Bool(stored)) if inverted => {
            [name, " = ", if stored { "true" } else { "false" }].concat()
        }
        _ => name.to_owned(),
    }
}

fn switch_row(model: Model, setting: &'static Setting, item: Item, inverted: bool) -> View {
    let on = {
        let item = item.clone();
        Rc::new(move || model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(!inverted))
    };
    let toggle = {
        let item = item.clone();
        Box::new(move |on: bool| model.set(&item, Value::Bool(on != inverted)))
    };
    let field = Box::new(move || field_words(model, setting, inverted));
    a_switch_row(model, setting, item, on, toggle, field, nothing())
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
        let (on, state) = (on.clone(), state.clone());
        Box::new(move || match state() {
            ControlState::Pending | ControlState::Late => text("value.pending"),
            ControlState::Unknown => text("value.unknown"),
            _ => on_off(on()),
        })
    };
    let control = crate::components::switch(Switch {
        id: setting.id,
        on,
        state: state.clone(),
        word,
        locked_by: locked(model),
        on_toggle,
    });
    crate::components::row(Row {
        id: setting.id,
        name: text(setting.name),
        effect: prose(&text(setting.effect)),
        field,
        link_words: text("row.link"),
        state,
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

/// How many changes a group has, as a mark in the contents.
pub fn changes_mark(model: Model, group: Group) -> View {
    let number = move || {
        let open = model.open_changes();
        open.iter()
            .filter(|change| group_of(&change.item) == group)
            .count()
    };
    live_by(number, move || {
        let number = number();
        (number > 0)
            .then(|| {
                el("span")
                    .class("tag tag-pencil")
                    .child(
                        el("span")
                            .attr("aria-hidden", "true")
                            .child(number.to_string()),
                    )
                    .child(
                        el("span")
                            .class("vh")
                            .child(count("count.changes", number, &[])),
                    )
            })
            .into()
    })
}

fn group_of(item: &Item) -> Group {
    match item {
        Item::Field(field) => super::table::of(*field).group,
        Item::SecondFactor(_) => Group::Second,
        Item::MultiFactor(_) | Item::Provider(_) => Group::Ways,
        Item::OrgRegistration => Group::Form,
    }
}
