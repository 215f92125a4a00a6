//! What a plan does, as findings to read: in four weights, to be acknowledged, or to be confirmed by
//! typing. The findings are `login_policy::guard`'s; here they get their sentence.

use super::findings::UNKNOWN_MEMBERS;
use super::owner_list::owner_name;
use super::said::{Said, mark};
use super::stories::{login_name_in, means_words, versions};
use crate::components::{Say, Weight, button, code, note, prose};
use crate::i18n::{count, list, text, text_with};
use crate::markup::{View, el, live_by, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::words::item_anchor;
use crate::routes::Page;
use login_policy::Item;
use login_policy::guard::{GuardId, Severity};
use login_policy::kinds::Kind;

/// How many providers are named at which people have an account.
const NAMED: usize = 3;

/// The section on the page of the plan.
pub fn section(model: Model) -> View {
    live_by(
        move || model.judged.get(),
        move || {
            let judged = model.judged.get_untracked();
            if judged.said.is_empty() && !judged.drops_unknown {
                return el("p").class("small").say("consequences.none").into();
            }
            let typed = judged
                .said
                .iter()
                .any(|one| one.severity == Severity::BlocksUntilTyped)
                .then(|| confirmation(model));
            let unknown = judged.drops_unknown.then(|| unknown_members(model));
            let notes = judged.said.iter().map(|one| in_full(model, one));
            let all = many(notes);
            el("div")
                .class("guards")
                .child(typed)
                .child(unknown)
                .child(all)
                .into()
        },
    )
}

/// The sentence of a finding.
pub fn sentence(guard: GuardId) -> String {
    text(&["guard.", guard.id()].concat())
}

/// The icon and weight of a severity.
pub fn weight(severity: Severity) -> (Weight, &'static str, &'static str) {
    match severity {
        Severity::ForInformation => (Weight::Information, "info", "note.information"),
        Severity::MustBeAcknowledged => (Weight::Acknowledge, "hand", "note.acknowledge"),
        Severity::BlocksUntilTyped => (Weight::Stop, "stop", "note.locks-out"),
        Severity::Refused => (Weight::Stop, "stop", "note.refused"),
    }
}

/// What is said: its weight, the sentence, and whom it concerns on which sign-in pages.
pub fn words(model: Model, said: &Said) -> View {
    let (_, _, kind) = weight(said.severity);
    let already = said.already_so.then(|| text("guard.already") + " ");
    let first = el("p")
        .child(el("strong").class("kind").say(kind))
        .child(" ")
        .child(already)
        .child(prose(&sentence(said.guard)));
    let whom = said.whom.iter().map(|whom| {
        let mut pages: Vec<String> = whom
            .login
            .iter()
            .map(|one| login_name_in(*one, &whom.rules))
            .collect();
        if pages.is_empty() && !whom.rules.is_empty() {
            pages.push(versions(&whom.rules));
        }
        let mut people = Vec::new();
        let mut accounts: usize = 0;
        for kind in &whom.who {
            let is_account = matches!(kind, Kind::ExternalAccount { .. });
            accounts += usize::from(is_account);
            if !is_account || accounts <= NAMED {
                people.push(means_words(model, &kind.methods()));
            }
        }
        if accounts > NAMED {
            people.push(count("count.more", accounts - NAMED, &[]));
        }
        let words = match (pages.is_empty(), people.is_empty()) {
            (true, true) => return nothing(),
            (false, true) => list(&pages) + ".",
            (is_any, false) => {
                let pages = if is_any {
                    text("login.any")
                } else {
                    list(&pages)
                };
                let people = people.join("; ");
                text_with("guard.whom", &[("pages", &pages), ("people", &people)])
            }
        };
        el("p").class("small").child(words).into()
    });
    let owners: Vec<String> = said
        .owners
        .iter()
        .filter(|id| !id.is_empty())
        .map(|id| owner_name(model, id))
        .collect();
    let owners = (!owners.is_empty()).then(|| {
        el("p")
            .class("small")
            .child(text("guard.owners") + " ")
            .child(list(&owners))
    });
    many([first.into(), many(whom), owners.into()])
}

fn in_full(model: Model, finding: &Said) -> View {
    let (weight, icon, _) = weight(finding.severity);
    let agree = (finding.severity == Severity::MustBeAcknowledged)
        .then(|| agree(model, mark(finding), "review"));
    let body = [
        words(model, finding),
        about(model, &finding.items),
        agree.into(),
        (finding.severity >= Severity::BlocksUntilTyped)
            .then(|| take_out(model, finding.items.clone()))
            .into(),
    ];
    note(weight, icon, body)
}

/// Links to the controls a finding is about.
fn about(model: Model, items: &[Item]) -> View {
    if items.is_empty() {
        return nothing();
    }
    let links = items.iter().enumerate().map(|(index, item)| {
        let href = [Page::LoginSettings.path(), "#", item_anchor(item)].concat();
        many([
            if index > 0 { " · ".into() } else { nothing() },
            el("a")
                .attr("href", &href)
                .child(model.item_name(item))
                .into(),
        ])
    });
    el("p")
        .class("small")
        .child(text("guard.about") + " ")
        .child(many(links))
        .into()
}

/// "I have read this and want it anyway."
pub fn agree(model: Model, mark: String, place: &str) -> View {
    let id = ["ack-", place, "-", &mark.replace(['|', ' '], "-")].concat();
    let (asked, given) = (mark.clone(), mark);
    let tick = el("input")
        .attr("type", "checkbox")
        .class("tick")
        .id(&id)
        .live_checked(move || model.is_acknowledged(&asked))
        .on("change", move |_| {
            let on = !model.is_acknowledged(&given);
            model.acknowledge(&given, on);
        });
    el("label")
        .class("agree")
        .attr("for", &id)
        .child(tick)
        .child(el("span").say("guard.agree"))
        .into()
}

/// The way round a risk: the changes go out of the plan.
fn take_out(model: Model, items: Vec<Item>) -> View {
    let take_out = button("btn btn-small", text("guard.take-out"), move || {
        for item in &items {
            if model.is_changed(item) {
                model.discard(item);
            }
        }
        crate::components::focus_soon("main");
    });
    el("div").class("btns").child(take_out).into()
}

fn confirmation(model: Model) -> View {
    let label = el("label")
        .attr("for", "typed")
        .child(text("typed.label") + " ")
        .child(code(model.instance.host()));
    let field = el("input")
        .class("field")
        .id("typed")
        .attr("type", "text")
        .attr("dir", "ltr")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "typed-d")
        .live_value(move || model.typed.get())
        .on("input", move |event| model.typed.set(event.value()));
    let body = [
        el("h3").say("typed.title").into(),
        el("p").say("typed.what").into(),
        el("div")
            .class("typed")
            .child(label)
            .child(field)
            .child(el("p").class("small").id("typed-d").say("typed.how"))
            .into(),
    ];
    note(Weight::Stop, "stop", body)
}

fn unknown_members(model: Model) -> View {
    let names = model.loaded.with_untracked(|loaded| {
        loaded
            .as_ref()
            .map(|read| read.unknown_members.join("`, `"))
            .unwrap_or_default()
    });
    let body = [
        el("p")
            .child(el("strong").class("kind").say("note.acknowledge"))
            .child(" ")
            .child(prose(&text_with("newer.replaces", &[("names", &names)])))
            .into(),
        agree(model, UNKNOWN_MEMBERS.to_owned(), "review"),
    ];
    note(Weight::Acknowledge, "hand", body)
}
