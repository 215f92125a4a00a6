//! The plan, to be read before it is applied: the difference in words, the calls in order.

use super::calls::Tense;
use super::findings::Obstacle;
use super::{consequences, owner_list, people};
use crate::components::{Say, Tone, becomes, button, code, sequence, set_title, tag};
use crate::i18n::{count, number, text};
use crate::markup::{View, el, live_by, many};
use crate::navigation::Navigation;
use crate::pages::settings::model::Model;
use crate::pages::settings::title;
use crate::pages::settings::words::item_field;
use crate::routes::Page;
use login_policy::{Change, Plan, changes};
use zitadel_admin::exchange_for;

/// The parts of the page, by id and the key of their heading.
const PARTS: [(&str, &str); 5] = [
    ("consequences", "consequences.title"),
    ("changes", "review.changes"),
    ("people", "people.title"),
    ("owners", "owners.title"),
    ("calls", "review.calls"),
];

/// The page of the plan.
pub fn page(model: Model, navigation: Navigation) -> View {
    set_title(&title(model, &text("review.title")));
    crate::components::focus_soon("main");
    live_by(
        move || model.open.get(),
        move || {
            if model.open.with(Vec::is_empty) {
                nothing_to_apply()
            } else {
                plan_view(model, navigation.clone())
            }
        },
    )
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
    let open = model.open.get();
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
            "consequences",
            "consequences.title",
            "consequences.note",
            false,
            consequences::section(model),
        ))
        .child(section(
            "changes",
            "review.changes",
            "review.changes-note",
            true,
            change_list(model, &open),
        ))
        .child(section(
            "people",
            "people.title",
            "people.note",
            false,
            people::people(model),
        ))
        .child(section(
            "owners",
            "owners.title",
            "owners.note",
            false,
            owner_list::section(model),
        ))
        .child(section(
            "calls",
            "review.calls",
            "review.calls-note",
            true,
            call_list(model, &plan),
        ));
    let link = |(id, name): (&str, &str)| {
        el("li")
            .child(el("a").attr("href", &["#", id].concat()).say(name))
            .into()
    };
    let toc = el("nav")
        .class("toc")
        .attr("aria-labelledby", "toc-h")
        .child(el("h2").id("toc-h").say("toc.plan"))
        .child(el("ul").child(many(PARTS.map(link))));
    let page = el("main")
        .class("page page-cols")
        .id("main")
        .attr("tabindex", "-1")
        .child(head)
        .child(toc)
        .child(body);
    let stands_in_the_way = move || model.obstacle();
    let apply = button(
        "btn btn-main",
        count("review.apply", open.len(), &[]),
        move || {
            if model.is_open() && model.obstacle().is_none() {
                model.apply();
                navigation.go(Page::LoginSettings);
            }
        },
    )
    .live_flag("aria-disabled", move || stands_in_the_way().is_some())
    .attr("aria-describedby", "plan-tags");
    let why = live_by(stands_in_the_way, move || match model.obstacle() {
        None => tag(Tone::Pencil, "pencil", text("tag.draft")),
        Some(obstacle) => {
            let (tone, icon, key) = match obstacle {
                Obstacle::NotConfirmed => (Tone::Stop, "wait", "obstacle.not-confirmed"),
                Obstacle::Refused => (Tone::Stop, "stop", "obstacle.refused"),
                Obstacle::Asking => (Tone::Pencil, "wait", "obstacle.asking"),
                Obstacle::NotAcknowledged => (Tone::Pencil, "hand", "obstacle.acknowledge"),
                Obstacle::NotTyped => (Tone::Stop, "stop", "obstacle.typed"),
            };
            tag(tone, icon, text(key))
        }
    });
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
        .child(el("div").class("tags").id("plan-tags").child(why))
        .child(buttons);
    let bar = el("section")
        .class("bar")
        .attr("aria-label", &text("review.bar"))
        .child(inside);
    many([page.into(), bar.into()])
}

fn section(id: &str, title: &str, note: &str, sheet: bool, list: View) -> View {
    let heading = [id, "-h"].concat();
    let list = if sheet {
        el("div").class("sheet").child(list).into()
    } else {
        list
    };
    el("section")
        .class("section")
        .id(id)
        .attr("aria-labelledby", &heading.clone())
        .child(el("h2").id(&heading).say(title))
        .child(el("p").class("group-note").say_prose(note))
        .child(list)
        .into()
}

fn change_list(model: Model, open: &[Change]) -> View {
    let lines = open.iter().map(|change| {
        let name = el("div")
            .child(el("p").class("name").child(model.item_name(&change.item)))
            .child(el("p").class("sub").child(code(item_field(&change.item))));
        let values = becomes(
            crate::pages::settings::words::value_words(&change.item, &change.from),
            text("word.becomes"),
            crate::pages::settings::words::value_words(&change.item, &change.to),
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
        let words = model.call_words(call, &changes(&before, &shown), Tense::Planned);
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
