//! A line of a list of the draft: something that is listed or not, with how far that has come.
//! Knows no list.

use super::model::Model;
use super::rows::{advice, locked, state};
use super::says::choice_says;
use crate::components::{Choice, ControlState, Tone, tag};
use crate::i18n::text;
use crate::markup::{View, live_by, many, nothing};
use login_policy::{Item, Value};
use std::rc::Rc;

/// The words of a line of a list.
pub struct Line {
    /// The id of its control.
    pub id: String,
    /// Its name in the API.
    pub field: String,
    /// What it is called.
    pub name: View,
    /// What it is.
    pub effect: View,
    /// Whether the console does not know this kind.
    pub is_unknown: bool,
}

/// A line of a list, for an item that is there or not.
pub fn choice(model: Model, words: Line, item: Item) -> View {
    let on = {
        let item = item.clone();
        Rc::new(move || model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(true))
    };
    let on_change = {
        let item = item.clone();
        Box::new(move |on: bool| model.set(&item, Value::Bool(on)))
    };
    let state = state(model, &item);
    let is_unknown = words.is_unknown;
    let for_mark = state.clone();
    let shown = state.clone();
    let mark = live_by(
        move || shown(),
        move || match for_mark() {
            ControlState::Draft => tag(Tone::Pencil, "pencil", text("tag.draft")),
            ControlState::Refused => tag(Tone::Stop, "stop", text("tag.refused")),
            ControlState::Conflict => tag(Tone::Stop, "two", text("tag.conflict")),
            ControlState::Plain if is_unknown => tag(Tone::Plain, "info", text("factor.newer-tag")),
            _ => nothing(),
        },
    );
    let below = advice(model, item.clone());
    let line = crate::components::choice(Choice {
        id: words.id,
        name: words.name,
        effect: words.effect,
        field: words.field,
        on,
        state,
        locked_by: locked(model),
        mark,
        says: choice_says(model, item),
        on_change,
    });
    many([line, below])
}
