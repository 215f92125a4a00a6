//! The plan, to be read before it is applied: the difference in words, the calls in order.

use super::model::Model;
use super::words::{Tense, call_words, item_field, item_name, value_words};
use crate::components::{Say, Tone, becomes, button, code, sequence, set_title, tag};
use crate::i18n::{count, number, text};
use crate::markup::{View, el, live, many};
use crate::navigation::Navigation;
use crate::routes::Page;
use login_policy::{Change, Plan, changes};
use zitadel_admin::exchange_for;

/// The page of the plan.
pub fn page(model: Model, navigation: Navigation) -> View {
    set_title(&super::title(model, &text("review.title")));
    crate::components::focus_soon("main");
    live(move || {
        if model.open_changes().is_empty() {
            nothing_to_apply()
        } else {
            plan_view(model, navigation.clone())
        }
    })
}

fn back_link(class: &str, words: &str) -> View {
    el("a")
        .attr_if("class", (!class.is_empty()).then_some(class))
        .attr("href", Page::LoginSettings.path())
        .say(words)
        .into()
}

fn nothing_to_apply() -> View {
    let back = back_link("btn btn-main btn-big", "review.back");
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .child(el("h1").say("review.title"))
                .child(el("p").class("scope").say("review.empty"))
                .child(el("div").class("btns").child(back)),
        )
        .into()
}

fn plan_view(model: Model, navigation: Navigation) -> View {
    let open = model.open_changes();
    let plan = model.plan();
    let calls = number(plan.calls.len() as f64);
    let in_calls = [("calls", calls.as_str())];
    let based_on = model
        .loaded
        .with(|loaded| loaded.as_ref().map_or(0, |read| read.details.sequence));
    let facts = el("p")
        .class("facts")
        .child(el("span").say("review.based-on"))
        .child(sequence(text("word.sequence"), based_on))
        .child(el("span").say("review.read-again"));
    let head = el("div")
        .class("head")
        .child(el("p").class("back").child(back_link("", "review.back")))
        .child(el("h1").say("review.title"))
        .child(
            el("p")
                .class("scope")
                .child(count("review.scope", open.len(), &in_calls)),
        )
        .child(facts);
    let body = el("div")
        .class("body")
        .child(section(
            "changes",
            "review.changes",
            "review.changes-note",
            change_list(&open),
        ))
        .child(section(
            "calls",
            "review.calls",
            "review.calls-note",
            call_list(model, &plan),
        ));
    let page = el("main")
        .class("page page-cols")
        .id("main")
        .attr("tabindex", "-1")
        .child(head)
        .child(body);
    let apply = button(
        "btn btn-main",
        count("review.apply", open.len(), &[]),
        move || {
            if model.is_open() {
                model.apply();
                navigation.go(Page::LoginSettings);
            }
        },
    );
    let buttons = el("div")
        .class("btns")
        .child(back_link("btn", "button.back"))
        .child(apply);
    let inside = el("div")
        .class("bar-in")
        .child(
            el("p")
                .class("count")
                .child(count("review.scope-short", open.len(), &in_calls)),
        )
        .child(
            el("div")
                .class("tags")
                .child(tag(Tone::Pencil, "pencil", text("tag.draft"))),
        )
        .child(buttons);
    let bar = el("section")
        .class("bar")
        .attr("aria-label", &text("review.bar"))
        .child(inside);
    many([page.into(), bar.into()])
}

fn section(id: &str, title: &str, note: &str, list: View) -> View {
    let heading = [id, "-h"].concat();
    el("section")
        .class("section")
        .id(id)
        .attr("aria-labelledby", &heading.clone())
        .child(el("h2").id(&heading).say(title))
        .child(el("p").class("group-note").say(note))
        .child(el("div").class("sheet").child(list))
        .into()
}

fn change_list(open: &[Change]) -> View {
    let lines = open.iter().map(|change| {
        let name = el("div")
            .child(el("p").class("name").child(item_name(&change.item)))
            .child(el("p").class("sub").child(code(item_field(&change.item))));
        let values = becomes(
            value_words(&change.item, &change.from),
            text("word.becomes"),
            value_words(&change.item, &change.to),
        );
        el("li").child(name).child(el("p").child(values)).into()
    });
    el("ul").class("list changes").child(many(lines)).into()
}

fn call_list(model: Model, plan: &Plan) -> View {
    let mut shown = model.base();
    let lines = plan.calls.iter().map(|call| {
        let before = shown.clone();
        call.apply(&mut shown);
        let words = call_words(call, &changes(&before, &shown), Tense::Planned);
        let request = exchange_for(call).request;
        let line = el("code")
            .class("call")
            .child(el("b").child(request.method.as_str()))
            .child([" ", &request.path].concat());
        el("li")
            .child(el("p").class("name").child(words))
            .child(line)
            .into()
    });
    el("ol").class("list calls").child(many(lines)).into()
}
