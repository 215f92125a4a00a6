//! Adding an identity provider: a search over those that are not shown yet. Only the first that fit
//! are drawn, so that an instance may have a thousand. Knows no call.

use super::find::{folded, has_words};
use super::model::{Known, Model};
use super::providers::{LIST, kind_words, line};
use crate::components::{Find, Say, button, find};
use crate::i18n::{count, text};
use crate::markup::{View, el, live_by, many, nothing};
use crate::watched::Asked;
use std::rc::Rc;
use zitadel_admin::Provider;

/// How many are shown at once. Of more than these none is shown before something is typed.
const MOST: usize = 20;

/// The way to add one, as far as there is something to add; `shown` are those that are shown.
pub fn adding(model: Model, shown: Asked<Vec<String>>) -> View {
    let ids = shown.clone();
    let key = move || {
        let stage = model.providers.with(|known| match known {
            Known::NotYet => None,
            Known::Is(all) => Some(all.len()),
            Known::Not => Some(usize::MAX),
        });
        (stage, model.access.get().write, ids().len())
    };
    live_by(key, move || {
        model.providers.with(|known| match known {
            Known::NotYet => nothing(),
            Known::Not => not_read(model),
            Known::Is(_) if !model.access.get().write => nothing(),
            Known::Is(all) => {
                let others = others(all, &shown());
                if others.is_empty() {
                    el("p").class("small").say("providers.empty").into()
                } else {
                    search(model, Rc::new(others))
                }
            }
        })
    })
}

fn not_read(model: Model) -> View {
    let again = button("btn btn-small", text("button.check-again"), move || {
        model.read_providers();
        crate::components::focus_soon(LIST);
    });
    el("p")
        .class("says")
        .child(el("span").say("providers.not-read"))
        .child(again)
        .into()
}

/// A provider that is not shown yet.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Other {
    id: String,
    /// Name, kind and id, as they are searched.
    words: String,
}

/// The providers that are not shown yet, by name.
fn others(all: &[Provider], shown: &[String]) -> Vec<Other> {
    let mut others = Vec::new();
    for one in all {
        if !shown.contains(&one.id) {
            let name = one.name.as_deref().unwrap_or_default();
            let words = folded(&[name, " ", &kind_words(one), " ", &one.id].concat());
            let id = one.id.clone();
            put_in_order(&mut others, Other { id, words });
        }
    }
    others
}

/// Puts it where it belongs. Sorting all at once would be quicker and weigh more.
fn put_in_order(others: &mut Vec<Other>, one: Other) {
    let place = others.partition_point(|other| other.words <= one.words);
    others.insert(place, one);
}

/// The places of those that have the words that were typed, the first of them; and how many there
/// are.
fn matching(model: Model, others: &[Other]) -> (Vec<usize>, usize) {
    let typed = model.find_provider.with(|typed| folded(typed));
    let mut first = Vec::new();
    let mut number = 0;
    for (place, other) in others.iter().enumerate() {
        if has_words(&other.words, &typed) {
            number += 1;
            if first.len() < MOST {
                first.push(place);
            }
        }
    }
    if typed.is_empty() && number > MOST {
        first.clear();
    }
    (first, number)
}

/// The search over the others, and what it finds.
fn search(model: Model, others: Rc<Vec<Other>>) -> View {
    let (for_number, for_key, for_rest) = (others.clone(), others.clone(), others.clone());
    let field = find(Find {
        id: "find-provider",
        label: text("providers.find"),
        typed: model.find_provider,
        found: Rc::new(move || {
            if model.find_provider.with(String::is_empty) {
                return String::new();
            }
            count("providers.found", matching(model, &for_number).1, &[])
        }),
    });
    let lines = live_by(
        move || matching(model, &for_key).0,
        move || {
            let (places, _) = matching(model, &others);
            many(
                places
                    .into_iter()
                    .map(|place| line(model, others[place].id.clone())),
            )
        },
    );
    let rest = move || {
        let (places, number) = matching(model, &for_rest);
        match number - places.len() {
            0 => String::new(),
            more => count("providers.more", more, &[]),
        }
    };
    el("section")
        .class("adding")
        .child(field)
        .child(lines)
        .child(el("p").class("small").live_text(rest))
        .into()
}

#[cfg(test)]
mod tests {
    use super::{Other, put_in_order};

    #[test]
    fn others_stand_by_their_words() {
        let mut others = Vec::new();
        for (id, words) in [("1", "zeta oidc 1"), ("2", "alpha 2"), ("3", "beta 3")] {
            put_in_order(
                &mut others,
                Other {
                    id: id.to_owned(),
                    words: words.to_owned(),
                },
            );
        }
        let ids: Vec<_> = others.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["2", "3", "1"]);
    }
}
