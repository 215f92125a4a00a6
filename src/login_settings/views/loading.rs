//! The outline of the page while the settings are read.

use crate::i18n::t;
use leptos::prelude::*;

/// How many rows the outline has.
const ROWS: usize = 4;

/// What stands there before the settings do.
#[component]
pub fn LoadingSkeleton() -> impl IntoView {
    let rows: Vec<_> = (0..ROWS).map(|_| view! { <SkeletonRow/> }).collect();
    view! {
        <main class="page page-cols" id="main" tabindex="-1" aria-busy="true">
            <div class="head">
                <h1>{t("settings.title")}</h1>
                <p class="scope">{t("settings.scope")}</p>
                <p class="facts" role="status">
                    {t("settings.loading")}
                </p>
            </div>
            <div class="body" aria-hidden="true">
                <div class="sheet">{rows}</div>
            </div>
        </main>
    }
}

#[component]
fn SkeletonRow() -> impl IntoView {
    view! {
        <div class="row">
            <div>
                <p class="name">
                    <span class="ghost">{t("set.password.name")}</span>
                </p>
                <p class="effect">
                    <span class="ghost">{t("set.external.effect")}</span>
                </p>
            </div>
            <SkeletonSwitch/>
        </div>
    }
}

#[component]
fn SkeletonSwitch() -> impl IntoView {
    view! {
        <div class="flip-switch end">
            // The braces keep it out of `innerHTML`, see `components`.
            <span class={"switch ghost"}></span>
        </div>
    }
}
