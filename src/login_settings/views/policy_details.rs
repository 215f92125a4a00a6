//! Facts about the settings as they were read: sequence, last change, owner, which login interface
//! people meet, and which version the server says it is.

use crate::components::{Code, SequenceNumber};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::login_version;
use crate::login_settings::state::{Remote, use_settings};
use leptos::prelude::*;
use login_policy::LoginVersion;
use login_policy::guard::Logins;

/// A version that keeps the place of one that is still being read.
const VERSION_PLACEHOLDER: &str = "v4.13.1";

/// The line of facts below the title.
#[component]
pub fn PolicyDetails() -> impl IntoView {
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
                    <Version/>
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

/// Which version the server says it is, in its own words; until it is known its place is kept, so that
/// nothing moves.
#[component]
fn Version() -> impl IntoView {
    let store = use_settings();
    let is_loading = Memo::new(move |_| store.server.version.with(Remote::is_loading));
    let version = Memo::new(move |_| {
        store.server.version.with(|version| match version {
            Remote::Loading => Some(VERSION_PLACEHOLDER.to_owned()),
            Remote::Ready(version) if !version.text().is_empty() => Some(version.text().to_owned()),
            Remote::Ready(_) | Remote::Failed => None,
        })
    });
    let shown = move || match version.get() {
        Some(version) => view! { <Code>{version}</Code> }.into_any(),
        None => view! { {t("value.unknown")} }.into_any(),
    };
    view! {
        <span
            class=move || is_loading.get().then_some("ghost")
            aria-hidden=move || is_loading.get().then_some("true")
        >
            {t("word.version")}
            ": "
            {shown}
        </span>
    }
}
