//! The page of an address that leads nowhere.

use crate::components::{Code, DocumentTitle};
use crate::config::Instance;
use crate::i18n::{t, use_i18n};
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// Says that there is no such page, and leads to one that is.
#[component]
pub fn NotFoundPage(
    /// The instance that is managed.
    instance: Instance,
) -> impl IntoView {
    let i18n = use_i18n();
    let title =
        Signal::derive(move || [&i18n.text("not-found.title"), " · ", &instance.name].concat());
    let path = use_location().pathname;
    view! {
        <DocumentTitle text=title/>
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <h1>{t("not-found.title")}</h1>
                <p class="scope">{t("not-found.what")} " " <Code>{path}</Code></p>
                <div class="btns">
                    <A attr:class="btn btn-main btn-big" href=Page::LoginSettings.path()>
                        {t("start.open")}
                    </A>
                </div>
            </div>
        </main>
    }
    .into_any()
}
