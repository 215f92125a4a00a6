//! What the person should know before they read on, one below the other.

use super::model::Model;
use super::part::with_part;
use super::{part, rows, sign_in_button};
use crate::components::{Say, Weight, button, focus_soon, lead_note, note, prose};
use crate::i18n::{count, list, quantity, text, text_with};
use crate::markup::{View, el, follow_forever, live, live_by, many, nothing, unfollowed};
use crate::pages::failures::sign_in_words;
use crate::session::SessionState;

/// All notices that hold now.
pub fn notices(model: Model) -> View {
    many([
        live(move || read_only(model)),
        live(move || ended(model)),
        live(move || not_left(model)),
        expiring(model),
        live(move || other_person(model)),
        live(move || brought_back(model)),
        live(move || newer(model)),
        with_part(model, move |part| (part.clash)(model)),
        live(move || not_brought(model)),
        live(move || working(model)),
    ])
}

fn heading(words: String) -> View {
    el("h2").child(words).into()
}

fn said(words: &str) -> View {
    el("p").child(prose(words)).into()
}

fn read_only(model: Model) -> View {
    if model.access.get().write {
        return nothing();
    }
    let body = [
        heading(text("read-only.title")),
        said(&text("read-only.why")),
        said(&text("read-only.who")),
    ];
    lead_note(Some(rows::READ_ONLY), note(Weight::Fact, "lock", body))
}

fn ended(model: Model) -> View {
    if !matches!(model.session.state(), SessionState::Ended(_)) {
        return nothing();
    }
    let kept = match model.open.with(Vec::len) {
        0 => text("ended.nothing"),
        kept => count("ended.kept", kept, &[]),
    };
    let body = [
        heading(text("ended.title")),
        said(&kept),
        el("div").class("btns").child(sign_in_button(model)).into(),
    ];
    lead_note(Some("ended"), note(Weight::Acknowledge, "lock", body))
}

/// The page was to be left for the sign-in server, and is still here.
fn not_left(model: Model) -> View {
    let Some(failure) = model.session.not_left() else {
        return nothing();
    };
    let (why, todo) = sign_in_words(failure.code);
    let origin = crate::browser::address::origin();
    let words = el("div")
        .attr("role", "alert")
        .child(heading(text("auth.title")))
        .child(said(&text(why)))
        .child(said(&text_with(todo, &[("origin", &origin)])));
    lead_note(None, note(Weight::Stop, "stop", [words.into()]))
}

/// Drawn once, although it counts: its buttons keep the focus.
fn expiring(model: Model) -> View {
    let soon = move || model.session.expires_in().is_some();
    live_by(soon, move || {
        if !soon() {
            return nothing();
        }
        let extend = button("btn", text("expiring.extend"), move || {
            model.session.extend();
            // The notice goes, and would take the focus with it.
            focus_soon("main");
        });
        let body = [
            el("h2").live_text(move || ends_in(model)).into(),
            said(&text("expiring.what")),
            el("div")
                .class("btns")
                .child(extend)
                .child(sign_in_button(model))
                .into(),
        ];
        lead_note(None, note(Weight::Acknowledge, "wait", body))
    })
}

fn ends_in(model: Model) -> String {
    let left = model.session.expires_in().unwrap_or_default();
    let left = quantity(f64::from(left), "second");
    text_with("expiring.title", &[("left", &left)])
}

impl Model {
    /// Begins to say aloud that the sign-in ends soon, and that it has ended; each once.
    pub(super) fn begin_to_warn(self) {
        let mut before = (false, false);
        follow_forever(move || {
            let ended = matches!(self.session.state(), SessionState::Ended(_));
            let soon = self.session.expires_in().is_some();
            let (was_soon, had_ended) = std::mem::replace(&mut before, (soon, ended));
            if ended && !had_ended {
                self.announcer.alarm(text("ended.title"));
            } else if soon && !was_soon {
                self.announcer.alarm(unfollowed(|| ends_in(self)));
            }
        });
    }
}

fn other_person(model: Model) -> View {
    if !model.session.user_changed() {
        return nothing();
    }
    let body = [said(&text("note.user-changed"))];
    lead_note(None, note(Weight::Fact, "two", body))
}

fn brought_back(model: Model) -> View {
    let Some(back) = model.brought_back.get() else {
        return nothing();
    };
    let keep = button("btn", text("back.keep"), move || {
        model.brought_back.set(None);
    });
    let discard = button("btn btn-quiet", text("bar.discard"), move || {
        model.discard_all();
    });
    let body = [
        heading(count("back.title", back.count, &[])),
        said(&if back.meanwhile.is_empty() {
            text("back.same")
        } else {
            let names: Vec<String> = back
                .meanwhile
                .iter()
                .map(|item| model.item_name(item))
                .collect();
            text_with("back.moved", &[("names", &list(&names))])
        }),
        el("div").class("btns").child(keep).child(discard).into(),
    ];
    lead_note(None, note(Weight::Acknowledge, "pencil", body))
}

fn newer(model: Model) -> View {
    let names = model.loaded.with(|loaded| {
        loaded
            .as_ref()
            .map(|read| read.unknown_members.join("`, `"))
            .unwrap_or_default()
    });
    if names.is_empty() {
        return nothing();
    }
    let body = [said(&text_with("newer.what", &[("names", &names)]))];
    lead_note(None, note(Weight::Acknowledge, "info", body))
}

fn not_brought(model: Model) -> View {
    if !matches!(model.part.get(), part::Bringing::Failed) || model.open.with(Vec::is_empty) {
        return nothing();
    }
    lead_note(None, part::not_brought(model))
}

fn working(model: Model) -> View {
    if !model.busy.get() {
        return nothing();
    }
    let words = el("p").class("small").id("working").say("note.working");
    el("div").class("lead-note").child(words).into()
}
