//! The page of the plan.

use crate::components::DocumentTitle;
use crate::i18n::{t, use_i18n};
use crate::login_settings::review::PlanReview;
use crate::login_settings::state::{LoadFailure, LoadState, use_settings};
use crate::login_settings::views::load_error::LoadError;
use crate::platform::document;
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;

/// What the page shows.
#[derive(Clone, PartialEq)]
enum Shown {
    /// The settings are being read.
    Loading,
    /// The settings could not be read.
    Failed(LoadFailure),
    /// The draft is what the server holds.
    NothingToApply,
    /// The plan of the draft.
    Plan,
}

/// The plan of the draft, or why there is none.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let shown = Memo::new(move |_| {
        if !store.draft.deferred.read().is_empty() {
            return Shown::Plan;
        }
        match store.server.load.get() {
            LoadState::Loading => Shown::Loading,
            LoadState::Failed(failure) => Shown::Failed(failure),
            LoadState::Ready => Shown::NothingToApply,
        }
    });
    let instance = store.instance.with_value(|instance| instance.name.clone());
    let title = Signal::derive(move || format!("{} · {instance}", i18n.text("review.title")));
    Effect::new(move || {
        shown.track();
        document::focus_after_render("main");
    });
    let content = move || match shown.get() {
        Shown::Loading => view! { <Loading/> }.into_any(),
        Shown::Failed(failure) => view! { <LoadError failure/> }.into_any(),
        Shown::NothingToApply => view! { <NothingToApply/> }.into_any(),
        Shown::Plan => view! { <PlanReview/> }.into_any(),
    };
    view! {
        <DocumentTitle text=title/>
        {content}
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <main class="hero one" id="main" tabindex="-1" aria-busy="true">
            <div>
                <h1>{t("review.title")}</h1>
                <p class="scope" role="status">
                    {t("settings.loading")}
                </p>
            </div>
        </main>
    }
}

#[component]
fn NothingToApply() -> impl IntoView {
    view! {
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <h1>{t("review.title")}</h1>
                <p class="scope">{t("review.empty")}</p>
                <div class="btns">
                    <A href=Page::LoginSettings.path() exact=true attr:class="btn btn-main btn-big">
                        {t("review.back")}
                    </A>
                </div>
            </div>
        </main>
    }
}
