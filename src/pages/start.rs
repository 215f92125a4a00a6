//! The start page: what this is, which instance it talks to, and the way in.

use crate::auth::{Session, SignInMode, SignedOutReason};
use crate::components::{Button, Callout, CalloutKind, DocumentTitle, Prose};
use crate::config::Instance;
use crate::i18n::{t, use_i18n};
use crate::routes::Page;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::components::A;

/// Why the person is on this page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartReason {
    /// They are signed in already.
    SignedIn,
    /// They are not.
    SignedOut(SignedOutReason),
}

impl StartReason {
    /// Whether they were signed in before they came here.
    fn is_goodbye(self) -> bool {
        matches!(
            self,
            Self::SignedOut(
                SignedOutReason::SignedOutHere { .. } | SignedOutReason::SignedOutElsewhere
            )
        )
    }
}

/// The start page.
#[component]
pub fn StartPage(
    /// The session they may begin.
    session: Session,
    /// The instance that is managed.
    instance: Instance,
    /// Why they are here.
    reason: StartReason,
) -> impl IntoView {
    let i18n = use_i18n();
    let (tab, heading, what) = if reason.is_goodbye() {
        ("signed-out.title", "signed-out.title", "signed-out.what")
    } else {
        ("start.tab", "start.title", "start.what")
    };
    let host = instance.host().to_owned();
    let how = {
        let host = host.clone();
        Signal::derive(move || i18n.text_with("start.how", &[("host", &host)]))
    };
    let title = {
        let name = instance.name.clone();
        Signal::derive(move || [&i18n.text(tab), " · ", &name].concat())
    };
    let way_in = if reason == StartReason::SignedIn {
        Either::Left(view! {
            <A attr:class="btn btn-main btn-big" href=Page::LoginSettings.path()>
                {t("start.open")}
            </A>
        })
    } else {
        Either::Right(view! {
            <Button
                class="btn btn-main btn-big"
                on_press=move || session.sign_in(SignInMode::Plain)
            >
                {t("start.sign-in")}
            </Button>
        })
    };
    view! {
        <DocumentTitle text=title/>
        <main class="hero" id="main" tabindex="-1">
            <div>
                <h1>{t(heading)}</h1>
                <p class="scope">{t(what)}</p>
                <Goodbye reason/>
                <div class="where">
                    <span class="small">{t("start.about-to")}</span>
                    <strong dir="auto">{instance.name}</strong>
                    <span class="host" dir="ltr">
                        {host}
                    </span>
                </div>
                <div class="btns">{way_in}</div>
                <p class="small after">
                    <Prose text=how/>
                </p>
            </div>
            <ol class="steps" aria-label=t("start.steps")>
                <Step name="steps.draft" what="steps.draft-what"/>
                <Step name="steps.plan" what="steps.plan-what"/>
                <Step name="steps.apply" what="steps.apply-what"/>
                <Step name="steps.receipt" what="steps.receipt-what" class="done"/>
            </ol>
        </main>
    }
    .into_any()
}

/// What there is to know about a sign-out.
#[component]
fn Goodbye(reason: StartReason) -> impl IntoView {
    let callout = match reason {
        StartReason::SignedOut(SignedOutReason::SignedOutHere { revoked: false }) => {
            Some((CalloutKind::Acknowledge, "hand", "signed-out.not-revoked"))
        }
        StartReason::SignedOut(SignedOutReason::SignedOutElsewhere) => {
            Some((CalloutKind::Fact, "info", "signed-out.elsewhere"))
        }
        _ => None,
    };
    callout.map(|(kind, icon, text)| {
        view! {
            <Callout kind icon>
                <p>{t(text)}</p>
            </Callout>
        }
    })
}

#[component]
fn Step(
    /// The key of its name.
    name: &'static str,
    /// The key of what happens in it.
    what: &'static str,
    #[prop(optional)] class: Option<&'static str>,
) -> impl IntoView {
    view! {
        <li class=class>
            <h2>{t(name)}</h2>
            <p>{t(what)}</p>
        </li>
    }
}
