//! Adding an identity provider: a search over those that are not shown yet. Only the first that fit
//! are drawn, so that an instance may have a thousand. Knows no call.

use super::find::{folded, has_words};
use super::model::{Known, Model};
use super::providers::{LIST, control_id, kind_words};
use super::rows::locked;
use crate::browser::document;
use crate::components::{Choice, ControlState, Find, Say, button, find, on_next_frame};
use crate::i18n::{count, text};
use crate::markup::{View, el, live_by, many, nothing};
use crate::watched::Asked;
use login_policy::{Item, Value};
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
        (stage, model.access.get().write, ids())
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
struct Other {
    id: String,
    name: String,
    kind: String,
    /// Name, kind and id, as they are searched.
    words: String,
}

/// The providers that are not shown yet, by name.
fn others(all: &[Provider], shown: &[String]) -> Vec<Other> {
    let mut others: Vec<Other> = all
        .iter()
        .filter(|one| !shown.contains(&one.id))
        .map(|one| {
            let kind = kind_words(one);
            let called = one.kind.as_ref().map(|_| kind.clone());
            let name = one.name.clone().or(called);
            let name = name.unwrap_or_else(|| one.id.clone());
            Other {
                words: folded(&[&name, "\n", &kind, "\n", &one.id].concat()),
                id: one.id.clone(),
                name,
                kind,
            }
        })
        .collect();
    others.sort_unstable_by(|one, other| one.words.cmp(&other.words));
    others
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
                    .map(|place| candidate(model, &others[place])),
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

/// A provider that can be added. Ticked, it moves to those that are shown, and the focus with it.
fn candidate(model: Model, other: &Other) -> View {
    let id = other.id.clone();
    crate::components::choice(Choice {
        id: control_id(&other.id),
        name: el("bdi").child(other.name.as_str()).into(),
        effect: other.kind.as_str().into(),
        field: other.id.clone(),
        on: Rc::new(|| false),
        state: Rc::new(|| ControlState::Plain),
        locked_by: locked(model),
        mark: nothing(),
        says: nothing(),
        on_change: Box::new(move |_| {
            model.set(&Item::Provider(id.clone()), Value::Bool(true));
            let control = control_id(&id);
            on_next_frame(move || document::focus(&control));
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::others;
    use zitadel_admin::{Details, Provider, ProviderKind};

    fn provider(id: &str, name: Option<&str>, kind: Option<ProviderKind>) -> Provider {
        Provider {
            id: id.to_owned(),
            details: Details::default(),
            name: name.map(str::to_owned),
            kind,
        }
    }

    #[test]
    fn what_is_not_shown_yet_stands_by_name_and_is_called_by_its_kind_at_least() {
        let all = [
            provider("1", Some("zeta"), Some(ProviderKind::Oidc)),
            provider("2", None, Some(ProviderKind::Google)),
            provider("3", Some("Alpha"), Some(ProviderKind::Saml)),
            provider("4", Some("Beta"), Some(ProviderKind::Saml)),
        ];
        let others = others(&all, &["4".to_owned()]);
        let named: Vec<_> = others.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(named, ["Alpha", "Google", "zeta"]);
        assert_eq!(others[2].words, "zeta\nopenid connect\n1");
    }
}
