//! Facts about the settings as they were read: sequence, last change, owner, and which login
//! interface people meet.

use crate::components::{Code, SequenceNumber};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::login_version;
use crate::login_settings::state::{Remote, use_settings};
use leptos::prelude::*;
use login_policy::LoginVersion;
use login_policy::guard::Logins;

/// The line of facts below the title.
#[component]
pub fn Facts() -> impl IntoView {
    let store = use_settings();
    let details = Memo::new(move |_| {
        store
            .server
            .policy
            .with(|policy| policy.as_ref().map(|read| read.details.clone()))
    });
    move || {
        details.get().map(|details| {
            let changed = details.change_date.or(details.creation_date);
            view! {
                <p class="facts">
                    <SequenceNumber value=details.sequence/>
                    {changed.map(|date| view! { <LastChange date/> })}
                    <span>{t("word.owner")} " " <Code>{details.resource_owner}</Code></span>
                    <LoginInterface/>
                </p>
            }
        })
    }
}

/// When the settings were changed last; RFC 3339.
#[component]
fn LastChange(date: String) -> impl IntoView {
    let i18n = use_i18n();
    let shown = date.clone();
    view! {
        <span>
            {t("facts.changed")} " "
            <time datetime=date>{move || i18n.date_time(&shown, false)}</time>
        </span>
    }
}

/// Which login interface people meet; until it is known its place is kept, so that nothing moves.
#[component]
fn LoginInterface() -> impl IntoView {
    let store = use_settings();
    let is_loading = Memo::new(move |_| store.server.logins.with(Remote::is_loading));
    let key = Memo::new(move |_| match store.server.logins.get() {
        Remote::Failed => None,
        Remote::Ready(Logins::BuiltIn) => Some(login_version(LoginVersion::BuiltIn)),
        Remote::Ready(Logins::V2) => Some(login_version(LoginVersion::V2)),
        Remote::Ready(Logins::EitherAppDecides) | Remote::Loading => Some("login.either-short"),
    });
    move || {
        key.get().map(|key| {
            view! {
                <span
                    class=move || is_loading.get().then_some("ghost")
                    aria-hidden=move || is_loading.get().then_some("true")
                >
                    {t("facts.login")}
                    ": "
                    {t(key)}
                </span>
            }
        })
    }
}
