//! The two lists of factors: what the server lists, each once, and what the console knows besides.

use super::model::Model;
use super::rows::{advice, locked, state};
use super::says::choice_says;
use super::words::{
    multi_factor_effect, multi_factor_name, second_factor_effect, second_factor_name,
};
use crate::components::{Choice, ControlState, Say, Tone, code, tag};
use crate::i18n::text;
use crate::markup::{View, el, live, live_by, many, nothing};
use login_policy::{Item, MultiFactorType, SecondFactorType, Value};
use std::rc::Rc;

/// The kinds of passkey: those the server lists, each once, and those the console knows besides.
pub fn multi_factors(model: Model) -> View {
    let shown = move || {
        let mut all = model.base().multi_factors;
        all.extend(model.wanted.with(|wanted| wanted.multi_factors.clone()));
        all.extend(MultiFactorType::KNOWN);
        once_each(all)
    };
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["multi-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: multi_factor_name(&factor),
                effect: multi_factor_effect(&factor),
                is_unknown: matches!(factor, MultiFactorType::Unknown(_)),
            };
            choice(model, words, Item::MultiFactor(factor))
        }))
    });
    let twice = live(move || {
        model
            .loaded
            .with(|loaded| loaded.as_ref().is_some_and(|read| read.duplicated))
            .then(|| el("p").class("small").say("factor.twice"))
            .into()
    });
    el("fieldset")
        .class("choices wide")
        .child(
            el("legend")
                .child(text("multi.legend") + " ")
                .child(code("multiFactors")),
        )
        .child(lines)
        .child(twice)
        .into()
}

pub fn second_factors(model: Model) -> View {
    let shown = move || {
        let mut all = SecondFactorType::KNOWN.to_vec();
        all.extend(model.base().second_factors);
        all.extend(model.wanted.with(|wanted| wanted.second_factors.clone()));
        once_each(all)
    };
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["second-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: second_factor_name(&factor),
                effect: second_factor_effect(&factor),
                is_unknown: matches!(factor, SecondFactorType::Unknown(_)),
            };
            choice(model, words, Item::SecondFactor(factor))
        }))
    });
    let list = el("fieldset")
        .class("wide choices")
        .child(
            el("legend")
                .child(el("span").class("name").say("second.legend"))
                .child(" ")
                .child(code("secondFactors")),
        )
        .child(el("p").class("effect").say_prose("second.effect"))
        .child(lines);
    el("div")
        .class("row")
        .id("second-factors")
        .attr("tabindex", "-1")
        .child(list)
        .into()
}

fn once_each<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// The words of a line of a list.
pub struct Line {
    /// The id of its control.
    pub id: String,
    /// Its name in the API.
    pub field: String,
    name: String,
    effect: String,
    is_unknown: bool,
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
