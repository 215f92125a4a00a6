//! Findings on the page of the settings: below the control they are about, and counted in the bar.

use super::consequences::{agree, weight, words};
use super::said::{Said, mark};
use crate::components::{Tone, button, note, tag};
use crate::i18n::{count, text};
use crate::markup::{View, el, live_by, many};
use crate::pages::settings::model::Model;
use crate::routes::Page;
use login_policy::Item;
use login_policy::guard::Severity;

/// What is to be known about an item's change: the findings that begin with it.
pub fn below(model: Model, item: Item) -> View {
    let of_item = move || -> Vec<Said> {
        model.judged.with(|judged| {
            let first = |one: &&Said| one.items.first() == Some(&item);
            judged.said.iter().filter(first).cloned().collect()
        })
    };
    let shown = of_item.clone();
    live_by(of_item, move || {
        many(shown().iter().map(|finding| {
            let (weight, icon, _) = weight(finding.severity);
            let agree = (finding.severity == Severity::MustBeAcknowledged)
                .then(|| agree(model, mark(finding), "row"));
            note(weight, icon, [words(model, finding), agree.into()])
        }))
    })
}

/// How many findings of each weight there are.
pub fn weights(model: Model) -> View {
    let counts = move || {
        model.judged.with(|judged| {
            let of = |severity| {
                let same = |one: &&Said| one.severity == severity;
                judged.said.iter().filter(same).count()
            };
            [
                of(Severity::Refused),
                of(Severity::BlocksUntilTyped),
                of(Severity::MustBeAcknowledged) + usize::from(judged.drops_unknown),
                of(Severity::ForInformation),
            ]
        })
    };
    live_by(counts, move || {
        let kinds = [
            (Tone::Stop, "stop", "bar.refused"),
            (Tone::Stop, "stop", "bar.typed"),
            (Tone::Pencil, "hand", "bar.acknowledge"),
            (Tone::Plain, "info", "bar.information"),
        ];
        let all = counts().into_iter().zip(kinds);
        many(
            all.filter(|(number, _)| *number > 0)
                .map(|(number, (tone, icon, key))| tag(tone, icon, count(key, number, &[]))),
        )
    })
}

/// The way on from the settings: a plan with nothing that must be read first may be applied at once.
pub fn way_on(model: Model) -> View {
    live_by(
        move || {
            (
                model.is_plain() && model.knows_own(),
                model.open.with(Vec::len),
            )
        },
        move || {
            let open = model.open.with(Vec::len);
            let review = |class: &str| {
                el("a")
                    .class(class)
                    .attr("href", Page::Review.path())
                    .child(text("bar.review"))
                    .into()
            };
            if model.is_plain() && model.knows_own() {
                let apply = button(
                    "btn btn-main",
                    count("review.apply", open, &[]),
                    move || {
                        if model.is_open() && model.obstacle().is_none() {
                            model.apply();
                        }
                    },
                );
                many([review("btn btn-quiet"), apply.into()])
            } else {
                review("btn btn-main")
            }
        },
    )
}
