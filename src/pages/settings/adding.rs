//! Adding an identity provider: a search over those that are not shown yet. Only the first that fit
//! are drawn, so that an instance may have a thousand. Knows no call.

use super::find::{folded, has_words};
use super::model::Model;
use super::providers::{LIST, control_id, kind_words, provider_effect};
use super::rows::locked;
use super::state::Known;
use crate::components::{Choice, ControlState, Find, Say, button, choice, find, focus_soon};
use crate::i18n::{count, text};
use crate::markup::{View, el, live_by, many, nothing};
use crate::watched::Asked;
use login_policy::{Item, Value};
use std::cell::RefCell;
use std::rc::Rc;
use zitadel_admin::Provider;

/// How many are shown at once. Of more than these none is shown before something is typed.
const MOST: usize = 10;

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
                    search(model, others)
                }
            }
        })
    })
}

fn not_read(model: Model) -> View {
    let again = button("btn btn-small", text("button.check-again"), move || {
        model.read_providers();
        focus_soon(LIST);
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

/// What was found among the others.
#[derive(Clone, Default)]
struct Found {
    typed: String,
    /// The ids of the first.
    first: Vec<String>,
    /// How many there are.
    number: usize,
}

/// The search over the others. Three parts of the page ask for what is found; it looks once.
struct Search {
    others: Vec<Other>,
    last: RefCell<Found>,
}

impl Search {
    fn found(&self, model: Model) -> Found {
        let typed = model.find_provider.get();
        let mut last = self.last.borrow_mut();
        if last.typed != typed {
            *last = look(&self.others, typed);
        }
        last.clone()
    }
}

fn look(others: &[Other], typed: String) -> Found {
    let words = folded(&typed);
    let mut found = Found {
        typed,
        ..Found::default()
    };
    for other in others {
        if has_words(&other.words, &words) {
            found.number += 1;
            if found.first.len() < MOST {
                found.first.push(other.id.clone());
            }
        }
    }
    if words.is_empty() && found.number > MOST {
        found.first.clear();
    }
    found
}

/// The search field, and what is found.
fn search(model: Model, others: Vec<Other>) -> View {
    let last = RefCell::new(look(&others, String::new()));
    let search = Rc::new(Search { others, last });
    let (for_number, for_key, for_rest) = (search.clone(), search.clone(), search.clone());
    let field = find(Find {
        id: "find-provider",
        label: text("providers.find"),
        typed: model.find_provider,
        found: Rc::new(move || {
            let found = for_number.found(model);
            if found.typed.is_empty() {
                return String::new();
            }
            count("providers.found", found.number, &[])
        }),
    });
    let lines = live_by(
        move || for_key.found(model).first,
        move || {
            let found = search.found(model);
            many(found.first.iter().map(|id| candidate(model, id)))
        },
    );
    let rest = move || {
        let found = for_rest.found(model);
        match found.number - found.first.len() {
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

/// A provider that can be added. Ticked, it moves to those that are listed, and the focus with it.
fn candidate(model: Model, id: &str) -> View {
    let item = Item::Provider(id.to_owned());
    let control = control_id(id);
    choice(Choice {
        id: control.clone(),
        name: el("bdi").child(model.provider_name(id)).into(),
        effect: provider_effect(model, id).into(),
        field: id.to_owned(),
        on: Rc::new(|| false),
        state: Rc::new(|| ControlState::Plain),
        locked_by: locked(model),
        mark: nothing(),
        says: nothing(),
        on_change: Box::new(move |_| {
            model.set(&item, Value::Bool(true));
            focus_soon(&control);
        }),
    })
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
