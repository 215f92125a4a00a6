//! The plan bar: how much is not applied yet, and the way on.

use super::model::Model;
use crate::components::{DialogWords, Tone, button, question, show_dialog, tag};
use crate::i18n::{count, text};
use crate::markup::{View, el, live, many, nothing};
use crate::routes::Page;
use leptos::prelude::*;

/// The bar at the bottom of the settings, while there is a draft.
pub fn plan_bar(model: Model) -> View {
    let number = Memo::new(move |_| model.open_changes().len());
    let faults = Memo::new(move |_| model.faults.with(Vec::len));
    let shown =
        Memo::new(move |_| model.access.get().write && (number.get() > 0 || faults.get() > 0));
    live(move || {
        if shown.get() {
            many([bar(model, number, faults), discard(model, number)])
        } else {
            nothing()
        }
    })
}

fn bar(model: Model, number: Memo<usize>, faults: Memo<usize>) -> View {
    let tags = live(move || {
        let faults = faults.get();
        let moved = model.clash.with(Option::is_some);
        vec![
            (faults > 0).then(|| tag(Tone::Stop, "stop", count("bar.faults", faults, &[]))),
            moved.then(|| tag(Tone::Stop, "two", text("bar.clash"))),
        ]
        .into()
    });
    let way_on = live(move || {
        let link = |href: &str, words: &str| {
            el("a")
                .class("btn btn-main")
                .attr("href", href)
                .child(text(words))
                .into()
        };
        if model.clash.with(Option::is_some) {
            link("#clash", "bar.decide")
        } else if faults.get() > 0 || number.get() == 0 {
            button("btn btn-main", text("bar.review"), || {})
                .attr("aria-disabled", "true")
                .attr("aria-describedby", "plan-tags")
                .into()
        } else {
            link(Page::Review.path(), "bar.review")
        }
    });
    let discard = button("btn btn-quiet", text("bar.discard"), || {
        show_dialog("discard", true);
    });
    let inside = el("div")
        .class("bar-in")
        .child(
            el("p")
                .class("count")
                .live_text(move || match number.get() {
                    0 => text("bar.label"),
                    number => count("count.open", number, &[]),
                }),
        )
        .child(el("div").class("tags").id("plan-tags").child(tags))
        .child(el("div").class("btns").child(discard).child(way_on));
    el("section")
        .class("bar")
        .id("plan")
        .attr("aria-label", &text("bar.label"))
        .attr("tabindex", "-1")
        .child(inside)
        .into()
}

fn discard(model: Model, number: Memo<usize>) -> View {
    question(
        "discard",
        move || DialogWords {
            question: count("discard.question", number.get(), &[]),
            fact: text("discard.fact"),
            stay: text("discard.stay"),
            go: text("discard.go"),
        },
        move || {
            model.discard_all();
            model.announcer.say(text("say.discarded"));
            crate::components::focus_soon("main");
        },
    )
}
