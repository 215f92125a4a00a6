//! The plan bar: how much is not applied yet, and the way on.

use super::model::Model;
use super::part::part_mark;
use crate::components::{DialogWords, Say, Tone, button, question, show_dialog, tag};
use crate::i18n::{count, text};
use crate::markup::{View, el, live_by, many, nothing};
use crate::routes::Page;

/// The bar at the bottom of the settings, while there is a draft.
pub fn plan_bar(model: Model) -> View {
    let shown = move || model.access.get().write && (open(model) > 0 || faults(model) > 0);
    live_by(shown, move || {
        if shown() {
            many([bar(model), discard(model)])
        } else {
            nothing()
        }
    })
}

fn open(model: Model) -> usize {
    model.open.with(Vec::len)
}

fn faults(model: Model) -> usize {
    model.faults.with(Vec::len)
}

fn bar(model: Model) -> View {
    let moved = move || model.clash.with(Option::is_some);
    let marks = move || (faults(model), moved());
    let tags = live_by(marks, move || {
        let (faults, moved) = marks();
        vec![
            (faults > 0).then(|| tag(Tone::Stop, "stop", count("bar.faults", faults, &[]))),
            moved.then(|| tag(Tone::Stop, "two", text("bar.clash"))),
        ]
        .into()
    });
    let step = move || {
        let blocked = faults(model) > 0 || open(model) == 0;
        (moved(), blocked, model.part().is_some())
    };
    let way_on = live_by(step, move || {
        let link = |href: &str, words: &str| {
            el("a")
                .class("btn btn-main")
                .attr("href", href)
                .say(words)
                .into()
        };
        let (moved, blocked, _) = step();
        if moved {
            link("#clash", "bar.decide")
        } else if blocked {
            button("btn btn-main", text("bar.review"), || {})
                .attr("aria-disabled", "true")
                .attr("aria-describedby", "plan-tags")
                .into()
        } else if let Some(part) = model.part() {
            (part.way_on)(model)
        } else {
            link(Page::Review.path(), "bar.review")
        }
    });
    let discard = button("btn btn-quiet", text("bar.discard"), || {
        show_dialog("discard", true);
    });
    let inside = el("div")
        .class("bar-in")
        .child(el("p").class("count").live_text(move || match open(model) {
            0 => text("bar.label"),
            number => count("count.open", number, &[]),
        }))
        .child(
            el("div")
                .class("tags")
                .id("plan-tags")
                .child(tags)
                .child(part_mark(model)),
        )
        .child(el("div").class("btns").child(discard).child(way_on));
    el("section")
        .class("bar")
        .id("plan")
        .attr("aria-label", &text("bar.label"))
        .attr("tabindex", "-1")
        .child(inside)
        .into()
}

fn discard(model: Model) -> View {
    question(
        "discard",
        move || DialogWords {
            question: count("discard.question", open(model), &[]),
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
