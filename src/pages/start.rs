//! The start page: what this is, which instance it talks to, and the way in.

use crate::components::{code, note, prose, set_title, Weight};
use crate::config::Instance;
use crate::i18n::{text, text_with};
use crate::routes::Page;
use crate::session::{Goodbye, Session, Way};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Why the person is on this page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// They are signed in already.
    SignedIn,
    /// They are not.
    SignedOut(Goodbye),
}

/// The page.
pub fn page(session: Session, instance: &Instance, reason: Reason) -> AnyView {
    let said_goodbye = matches!(
        reason,
        Reason::SignedOut(Goodbye::Here { .. } | Goodbye::Elsewhere)
    );
    let heading = if said_goodbye { "signed-out.title" } else { "start.title" };
    set_title(&[&text(if said_goodbye { "signed-out.title" } else { "start.tab" }), " · ", &instance.name].concat());
    let goodbye = match reason {
        Reason::SignedOut(Goodbye::Here { revoked: false }) => Some(note(
            Weight::Acknowledge,
            "hand",
            None,
            view! { <p>{text("signed-out.not-revoked")}</p> }.into_any(),
        )),
        Reason::SignedOut(Goodbye::Elsewhere) => Some(note(
            Weight::Fact,
            "info",
            None,
            view! { <p>{text("signed-out.elsewhere")}</p> }.into_any(),
        )),
        _ => None,
    };
    let way_in = if reason == Reason::SignedIn {
        view! {
            <a class="btn btn-main btn-big" href=Page::LoginSettings.path()>{text("start.open")}</a>
        }
        .into_any()
    } else {
        view! {
            <button
                type="button"
                class="btn btn-main btn-big"
                on:click=move |_| spawn_local(async move { session.sign_in(Way::Plain).await })
            >
                {text("start.sign-in")}
            </button>
        }
        .into_any()
    };
    let host = instance.host().to_owned();
    view! {
        <main class="hero" id="main" tabindex="-1">
            <div>
                <h1>{text(heading)}</h1>
                <p class="scope">{text(if said_goodbye { "signed-out.what" } else { "start.what" })}</p>
                {goodbye}
                <div class="where">
                    <span class="small">{text("start.about-to")}</span>
                    <strong dir="auto">{instance.name.clone()}</strong>
                    <span class="host" dir="ltr">{host.clone()}</span>
                </div>
                <div class="btns">{way_in}</div>
                <p class="small after">{prose(&text_with("start.how", &[("host", &host)]))}</p>
            </div>
            <ol class="steps" aria-label=text("start.steps")>
                {step("steps.draft", "steps.draft-what", false)}
                {step("steps.plan", "steps.plan-what", false)}
                {step("steps.apply", "steps.apply-what", false)}
                {step("steps.receipt", "steps.receipt-what", true)}
            </ol>
        </main>
    }
    .into_any()
}

fn step(name: &str, what: &str, done: bool) -> AnyView {
    view! { <li class=done.then_some("done")><h2>{text(name)}</h2><p>{text(what)}</p></li> }.into_any()
}

/// A page that does not exist.
pub fn not_found(instance: &Instance) -> AnyView {
    set_title(&[&text("not-found.title"), " · ", &instance.name].concat());
    view! {
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <h1>{text("not-found.title")}</h1>
                <p class="scope">{text("not-found.what")}" "{code(crate::browser::address::path())}</p>
                <div class="btns">
                    <a class="btn btn-main btn-big" href=Page::LoginSettings.path()>{text("start.open")}</a>
                </div>
            </div>
        </main>
    }
    .into_any()
}
