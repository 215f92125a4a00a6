//! The start page: what this is, which instance it talks to, and the way in.

use crate::components::{Say, Weight, button, code, note, prose, set_title};
use crate::config::Instance;
use crate::i18n::{text, text_with};
use crate::markup::{View, el};
use crate::routes::Page;
use crate::session::{Goodbye, Session, Way};

/// Why the person is on this page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// They are signed in already.
    SignedIn,
    /// They are not.
    SignedOut(Goodbye),
}

/// The page.
pub fn page(session: Session, instance: &Instance, reason: Reason) -> View {
    let said_goodbye = matches!(
        reason,
        Reason::SignedOut(Goodbye::Here { .. } | Goodbye::Elsewhere)
    );
    let (tab, heading, what) = if said_goodbye {
        ("signed-out.title", "signed-out.title", "signed-out.what")
    } else {
        ("start.tab", "start.title", "start.what")
    };
    set_title(&[&text(tab), " · ", &instance.name].concat());
    let goodbye = match reason {
        Reason::SignedOut(Goodbye::Here { revoked: false }) => {
            Some((Weight::Acknowledge, "hand", "signed-out.not-revoked"))
        }
        Reason::SignedOut(Goodbye::Elsewhere) => {
            Some((Weight::Fact, "info", "signed-out.elsewhere"))
        }
        _ => None,
    };
    let goodbye =
        goodbye.map(|(weight, mark, words)| note(weight, mark, [el("p").say(words).into()]));
    let way_in = if reason == Reason::SignedIn {
        el("a")
            .class("btn btn-main btn-big")
            .attr("href", Page::LoginSettings.path())
            .say("start.open")
    } else {
        button("btn btn-main btn-big", text("start.sign-in"), move || {
            session.sign_in(Way::Plain);
        })
    };
    let host = instance.host();
    let place = el("div")
        .class("where")
        .child(el("span").class("small").say("start.about-to"))
        .child(
            el("strong")
                .attr("dir", "auto")
                .child(instance.name.clone()),
        )
        .child(el("span").class("host").attr("dir", "ltr").child(host));
    let steps = el("ol")
        .class("steps")
        .attr("aria-label", &text("start.steps"))
        .child(step("steps.draft", "steps.draft-what", false))
        .child(step("steps.plan", "steps.plan-what", false))
        .child(step("steps.apply", "steps.apply-what", false))
        .child(step("steps.receipt", "steps.receipt-what", true));
    el("main")
        .class("hero")
        .id("main")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .child(el("h1").say(heading))
                .child(el("p").class("scope").say(what))
                .child(goodbye)
                .child(place)
                .child(el("div").class("btns").child(way_in))
                .child(
                    el("p")
                        .class("small after")
                        .child(prose(&text_with("start.how", &[("host", host)]))),
                ),
        )
        .child(steps)
        .into()
}

fn step(name: &str, what: &str, done: bool) -> View {
    el("li")
        .attr_if("class", done.then_some("done"))
        .child(el("h2").say(name))
        .child(el("p").say(what))
        .into()
}

/// A page that does not exist.
pub fn not_found(instance: &Instance) -> View {
    set_title(&[&text("not-found.title"), " · ", &instance.name].concat());
    let way_on = el("a")
        .class("btn btn-main btn-big")
        .attr("href", Page::LoginSettings.path())
        .say("start.open");
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .child(
            el("div")
                .child(el("h1").say("not-found.title"))
                .child(
                    el("p")
                        .class("scope")
                        .child(text("not-found.what") + " ")
                        .child(code(crate::browser::address::path())),
                )
                .child(el("div").class("btns").child(way_on)),
        )
        .into()
}
