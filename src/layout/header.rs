//! The header: which instance this is, language, theme and account.

use super::account_menu::AccountMenu;
use super::language_select::LanguageSelect;
use super::theme_select::ThemeSelect;
use crate::auth::{Session, SessionState};
use crate::config::Instance;
use crate::routes::Page;
use leptos::prelude::*;

/// The header of every page.
#[component]
pub fn Header(
    /// The instance that is managed, once it is known.
    instance: Option<Instance>,
    /// Who may be signed in, where anybody can be.
    session: Option<Session>,
) -> impl IntoView {
    // Until it is known whether there is an account menu, nothing stands where it would push it.
    let is_finding_out = move || {
        session.is_some_and(|session| {
            matches!(
                session.state(),
                SessionState::Starting | SessionState::Redirecting
            )
        })
    };
    view! {
        <header class="top">
            <div class="top-in">
                {instance.map(|instance| view! { <Brand instance/> })}
                <div class="tools" hidden=is_finding_out>
                    <LanguageSelect/> <ThemeSelect/>
                    {session.map(|session| view! { <Account session/> })}
                </div>
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn Brand(instance: Instance) -> impl IntoView {
    let host = instance.host().to_owned();
    // A plain link: before anybody is signed in there is no router for an `<A>`.
    view! {
        <a class="brand" href=Page::Start.path()>
            <svg class="mark" aria-hidden="true">
                <use_ href={"#i-mark"}></use_>
            </svg>
            <span>
                <b dir="auto">{instance.name}</b>
                <span class="host" dir="ltr">
                    {host}
                </span>
            </span>
        </a>
    }
}

#[component]
fn Account(session: Session) -> impl IntoView {
    let person = Memo::new(move |_| session.person());
    move || {
        person
            .get()
            .map(|person| view! { <AccountMenu session person/> })
    }
}
