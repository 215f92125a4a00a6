//! The instance login settings: one draft, one plan, one apply, and receipts that stay.
//!
//! `table` says what there is, `model` what is known (as values of `state`), `load` asks for it, `words` and `refusals` say
//! it; `part` brings `plan`, which is downloaded when there is something to apply; the other modules
//! draw.

mod adding;
mod address;
mod bar;
mod choices;
mod duration;
mod factors;
mod faults;
mod find;
mod group;
mod keep;
mod load;
mod model;
mod notices;
mod part;
mod plan;
mod providers;
mod refusals;
mod registration;
mod rows;
mod says;
mod state;
mod support;
mod table;
mod told;
mod trouble;
mod words;

pub use model::Model;
pub use part::review_page;
pub use state::Stage;

use crate::components::{
    Say, button, code, on_next_frame, scroll_to_fragment, sequence, set_title,
};
use crate::i18n::{moment, text};
use crate::markup::{View, el, live_by, many, nothing};
use crate::session::Way;
use login_policy::guard::Logins;
use state::Known;
use table::Group;

/// The title of the tab on a page of an instance.
fn title(model: Model, page: &str) -> String {
    [page, " · ", &model.instance.name].concat()
}

/// The page of the settings.
pub fn page(model: Model) -> View {
    set_title(&title(model, &text("settings.title")));
    live_by(
        move || model.stage.get(),
        move || match model.stage.get() {
            Stage::Loading => loading(),
            Stage::Failed {
                operation,
                error,
                at,
            } => trouble::page(model, operation, &error, &at),
            Stage::Ready => {
                on_next_frame(scroll_to_fragment);
                ready(model)
            }
        },
    )
}

/// The outline of the page while the settings are read.
fn loading() -> View {
    let ghost = |key: &str| el("span").class("ghost").say(key);
    let row = || {
        let words = el("div")
            .child(el("p").class("name").child(ghost("set.password.name")))
            .child(el("p").class("effect").child(ghost("set.external.effect")));
        let control = el("div")
            .class("flip-switch end")
            .child(el("span").class("switch ghost"));
        el("div").class("row").child(words).child(control).into()
    };
    let sheet = el("div").class("sheet").child(many((0..4).map(|_| row())));
    let head = el("div")
        .class("head")
        .child(el("h1").say("settings.title"))
        .child(el("p").class("scope").say("settings.scope"))
        .child(
            el("p")
                .class("facts")
                .attr("role", "status")
                .say("settings.loading"),
        );
    el("main")
        .class("page page-cols")
        .id("main")
        .attr("tabindex", "-1")
        .attr("aria-busy", "true")
        .child(head)
        .child(
            el("div")
                .class("body")
                .attr("aria-hidden", "true")
                .child(sheet),
        )
        .into()
}

fn ready(model: Model) -> View {
    // Whoever comes to the page, perhaps to a setting by its link, finds all of it.
    model.find.set(String::new());
    model.find_provider.set(String::new());
    let link = |id: &str, name: &str, mark: View| {
        el("li")
            .child(
                el("a")
                    .attr("href", &["#", id].concat())
                    .say(name)
                    .child(mark),
            )
            .into()
    };
    let contents = many(
        Group::ALL
            .into_iter()
            .map(|group| link(group.id(), group.name(), group::changes_mark(model, group))),
    );
    let receipts_link = live_by(
        move || model.sets.with(Vec::is_empty),
        move || {
            if model.sets.with(Vec::is_empty) {
                nothing()
            } else {
                link("receipts", "receipts.title", nothing())
            }
        },
    );
    let head = el("div")
        .class("head")
        .child(el("h1").say("settings.title"))
        .child(el("p").class("scope").say("settings.scope"))
        .child(facts(model))
        .child(find::field(model));
    let toc = el("nav")
        .class("toc")
        .attr("aria-labelledby", "toc-h")
        // Where a link leads must not be hidden by the search.
        .on("click", move |_| model.find.set(String::new()))
        .child(el("h2").id("toc-h").say("toc.title"))
        .child(el("ul").child(receipts_link).child(contents));
    let groups = many(
        Group::ALL
            .into_iter()
            .map(|group| group::group(model, group)),
    );
    let form = el("form")
        .class("body")
        .on("submit", |event| event.prevent_default())
        .child(part::with_part(model, move |part| (part.slips)(model)))
        .child(groups);
    let page = el("main")
        .class("page page-cols")
        .id("main")
        .attr("tabindex", "-1")
        .child(head)
        .child(notices::notices(model))
        .child(toc)
        .child(form);
    many([page.into(), bar::plan_bar(model)])
}

/// Sequence, last change and owner of the policy, as the server says; and which sign-in pages people
/// meet, once that is read.
fn facts(model: Model) -> View {
    let key = move || {
        let details = model
            .loaded
            .with(|loaded| loaded.as_ref().map(|read| read.details.clone()));
        (details, model.logins.get())
    };
    live_by(key, move || {
        let (Some(details), logins) = key() else {
            return nothing();
        };
        let changed = details.change_date.or(details.creation_date).map(|date| {
            let time = el("time")
                .attr("datetime", &date.clone())
                .child(moment(&date, false));
            el("span").child(text("facts.changed") + " ").child(time)
        });
        let owner = el("span")
            .child(text("word.owner") + " ")
            .child(code(details.resource_owner));
        el("p")
            .class("facts")
            .child(sequence(text("word.sequence"), details.sequence))
            .child(changed)
            .child(owner)
            .child(met(&logins))
            .into()
    })
}

/// Which sign-in pages people meet; until it is known its place is kept, so that nothing moves.
fn met(logins: &Known<Logins>) -> View {
    let (class, pages) = match logins {
        Known::NotYet => (Some("ghost"), "login.either-short"),
        Known::Is(Logins::BuiltIn) => (None, "login.built-in"),
        Known::Is(Logins::V2) => (None, "login.v2"),
        Known::Is(Logins::EitherAppDecides) => (None, "login.either-short"),
        Known::Not => return nothing(),
    };
    let words = [&text("facts.login"), ": ", &text(pages)].concat();
    el("span")
        .attr_if("class", class)
        .attr_if("aria-hidden", class.map(|_| "true"))
        .child(words)
        .into()
}

/// The button that leads back to this page through the sign-in server.
fn sign_in_button(model: Model) -> View {
    button("btn btn-main", text("button.sign-in-again"), move || {
        model.session.sign_in(Way::Again);
    })
    .into()
}
