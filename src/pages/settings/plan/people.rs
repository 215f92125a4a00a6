//! What each kind of person goes through when signing in: before and after, step by step.

use super::stories::{Line, kind_name, login_name, story, versions};
use super::versions::notes;
use crate::components::{Say, Tone, tag};
use crate::i18n::{count, list, text, text_with};
use crate::markup::{View, el, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::state::Known;
use login_policy::guard::Logins;
use login_policy::kinds::{Kind, Preview, preview};
use login_policy::outcome::{NotKnown, Outcome};
use login_policy::{Access, LoginVersion};

/// How many providers are named where all fare alike.
const NAMED: usize = 3;

/// The section: for each of the sign-in pages that people meet.
pub fn people(model: Model) -> View {
    let logins = model.judged_logins();
    let rows = preview(&model.base(), &model.target(), &model.judged_pages());
    let which = text(match logins {
        Logins::V2 => "login.only-v2",
        Logins::BuiltIn => "login.only-built-in",
        Logins::EitherAppDecides if model.logins.with(|known| *known == Known::Not) => {
            "login.not-read"
        }
        Logins::EitherAppDecides => "login.either",
    });
    let parts = logins.versions().iter().map(|login| {
        let rows: Vec<&Preview> = rows.iter().filter(|row| row.login == *login).collect();
        of_login(model, *login, &rows)
    });
    let notes = notes(&model.server_version(), logins)
        .into_iter()
        .map(|note| el("p").class("group-note").child(note).into());
    many([
        el("p").class("group-note").child(which).into(),
        many(notes),
        many(parts),
    ])
}

/// Kinds whose sign-ins read alike; they differ only by the provider.
struct Alike<'a> {
    row: &'a Preview,
    /// Whether other versions of the same pages have a card of their own.
    is_of_some_versions: bool,
    today: Vec<Line>,
    then: Vec<Line>,
    providers: Vec<&'a str>,
}

impl Alike<'_> {
    /// Whether such a person would notice: other pages, or another end. What else stands on the
    /// first page does not count, nor what their token may do.
    fn differs(&self) -> bool {
        self.today != self.then
    }
}

fn alike<'a>(rows: &[&'a Preview]) -> Vec<Alike<'a>> {
    let mut all: Vec<Alike<'a>> = Vec::new();
    let differs = |row: &Preview| {
        rows.iter()
            .any(|other| other.kind == row.kind && other.rules != row.rules)
    };
    for row in rows {
        let provider = match &row.kind {
            Kind::ExternalAccount { provider } => provider.as_deref(),
            _ => None,
        };
        let (today, then) = (story(&row.before), story(&row.after));
        let twin = all.iter_mut().find(|other| {
            provider.is_some()
                && !other.providers.is_empty()
                && other.today == today
                && other.then == then
                && other.row.rules == row.rules
        });
        match (twin, provider) {
            (Some(twin), Some(id)) => twin.providers.push(id),
            _ => all.push(Alike {
                row,
                is_of_some_versions: differs(row),
                today,
                then,
                providers: provider.into_iter().collect(),
            }),
        }
    }
    all
}

fn of_login(model: Model, login: LoginVersion, rows: &[&Preview]) -> View {
    let all = alike(rows);
    let (changed, same): (Vec<_>, Vec<_>) = all.into_iter().partition(Alike::differs);
    let cards = |all: &[Alike<'_>]| {
        el("div")
            .class("people")
            .child(many(all.iter().map(|one| card(model, one))))
            .into()
    };
    let nothing_changes = changed
        .is_empty()
        .then(|| el("p").class("small").say("people.no-change"));
    let others = (!same.is_empty()).then(|| {
        el("details")
            .class("more")
            .child(
                el("summary")
                    .child(crate::components::icon("chev"))
                    .child(count("people.same", same.len(), &[])),
            )
            .child(cards(&same))
    });
    el("div")
        .class("login")
        .child(el("h3").child(login_name(login)))
        .child(nothing_changes)
        .child(if changed.is_empty() {
            nothing()
        } else {
            cards(&changed)
        })
        .child(others)
        .into()
}

fn card(model: Model, one: &Alike<'_>) -> View {
    let row = one.row;
    let name = match one.providers.as_slice() {
        [_, _, ..] => {
            let mut names: Vec<String> = one
                .providers
                .iter()
                .take(NAMED)
                .map(|id| model.provider_name(id))
                .collect();
            let more = one.providers.len() - names.len();
            if more > 0 {
                names.push(count("count.more", more, &[]));
            }
            text_with("kind.external-at", &[("name", &list(&names))])
        }
        _ => kind_name(model, &row.kind),
    };
    let name = if one.is_of_some_versions {
        let versions = versions(&row.rules);
        text_with(
            "kind.in-versions",
            &[("kind", &name), ("versions", &versions)],
        )
    } else {
        name
    };
    let (mark, class) = verdict(one);
    let column = |heading: &str, class: &str, lines: &[Line]| {
        let lines = lines.iter().map(|line| {
            el("li")
                .attr_if("class", line.is_out.then_some("gone"))
                .child(line.words.as_str())
                .into()
        });
        el("div")
            .attr_if("class", (!class.is_empty()).then_some(class))
            .child(el("h5").say(heading))
            .child(el("ol").child(many(lines)))
    };
    let both = el("div")
        .class("ba")
        .child(column("people.today", "", &one.today))
        .child(column("people.after", class, &one.then));
    el("article")
        .class("sheet person")
        .child(el("h4").child(el("span").child(name)).child(mark))
        .child(both)
        .into()
}

/// The mark of a card, and the class of what comes after.
fn verdict(one: &Alike<'_>) -> (View, &'static str) {
    let access = |outcome: &Result<Outcome, NotKnown>| {
        outcome.as_ref().ok().map(|outcome| outcome.end.access())
    };
    let (was, is) = (access(&one.row.before), access(&one.row.after));
    if !one.differs() {
        let mark = if is == Some(Access::ShutOut) {
            "people.out-as-before"
        } else {
            "people.same-mark"
        };
        let tag = el("span").class("tag").say(mark);
        return (tag.into(), "after same");
    }
    match (was, is) {
        (_, None) => (tag(Tone::Pencil, "ask", text("people.not-known")), "after"),
        (_, Some(Access::ShutOut)) => (tag(Tone::Stop, "stop", text("people.out")), "after out"),
        (Some(Access::ShutOut), _) => (
            tag(Tone::Pencil, "pencil", text("people.in-again")),
            "after",
        ),
        (_, Some(Access::AfterSetUp)) => {
            (tag(Tone::Pencil, "hand", text("people.set-up")), "after")
        }
        _ => (
            tag(Tone::Pencil, "pencil", text("people.different")),
            "after",
        ),
    }
}
