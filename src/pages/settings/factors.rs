//! The two lists of factors: what the server lists, each once, and what the console knows besides.

use super::choices::{Line, choice};
use super::find::hidden;
use super::model::Model;
use super::table::Setting;
use super::words::{
    multi_factor_effect, multi_factor_name, second_factor_effect, second_factor_name,
};
use crate::components::{Say, code};
use crate::i18n::text;
use crate::markup::{View, el, live, live_by, many};
use login_policy::{Item, MultiFactorType, SecondFactorType};

/// The kinds of passkey: those the server lists, each once, and those the console knows besides.
pub fn shown_multi_factors(model: Model) -> Vec<MultiFactorType> {
    let mut all = model.base().multi_factors;
    all.extend(model.wanted.with(|wanted| wanted.multi_factors.clone()));
    all.extend(MultiFactorType::KNOWN);
    once_each(all)
}

/// The second factors that a sign-in page offers, and those the server lists besides, each once.
/// What no page offers is not proposed, and an older server would refuse it.
pub fn shown_second_factors(model: Model) -> Vec<SecondFactorType> {
    let mut all = SecondFactorType::KNOWN.to_vec();
    all.retain(SecondFactorType::is_offered);
    all.extend(model.base().second_factors);
    all.extend(model.wanted.with(|wanted| wanted.second_factors.clone()));
    once_each(all)
}

/// The list of kinds of passkey.
pub fn multi_factors(model: Model) -> View {
    let shown = move || shown_multi_factors(model);
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["multi-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: multi_factor_name(&factor).into(),
                effect: multi_factor_effect(&factor).into(),
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

/// The row of the second factors.
pub fn second_factors(model: Model, setting: &'static Setting) -> View {
    let shown = move || shown_second_factors(model);
    let hidden = hidden(model, setting);
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["second-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: second_factor_name(&factor).into(),
                effect: second_factor_effect(&factor).into(),
                is_unknown: matches!(factor, SecondFactorType::Unknown(_)),
            };
            choice(model, words, Item::SecondFactor(factor))
        }))
    });
    let list = el("fieldset")
        .class("wide choices")
        .child(
            el("legend")
                .child(el("span").class("name").say(setting.name))
                .child(" ")
                .child(code("secondFactors")),
        )
        .child(el("p").class("effect").say_prose(setting.effect))
        .child(lines);
    el("div")
        .class("row")
        .id(setting.id)
        .attr("tabindex", "-1")
        .live_attr("hidden", move || hidden().then(String::new))
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
