//! The bar of the review: how much there is to apply, what stands in the way, and the button.

use super::reviewed_plan::count_text;
use crate::components::{Badge, Button, Tone};
use crate::i18n::t;
use crate::login_settings::actions::run_plan::apply;
use crate::login_settings::actions::use_actions;
use crate::login_settings::state::{ApplyBlocker, use_settings};
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Applies the plan and leads back to the settings, where its results appear.
#[component]
pub(super) fn ApplyBar() -> impl IntoView {
    let (store, actions) = (use_settings(), use_actions());
    let navigate = use_navigate();
    let blocker = Memo::new(move |_| store.apply_blocker());
    let apply_and_leave = move || {
        if untrack(|| store.is_editable()) {
            apply(actions);
            navigate(Page::LoginSettings.path(), NavigateOptions::default());
        }
    };
    view! {
        <section class="bar" aria-label=t("review.bar")>
            <div class="bar-in">
                <p class="count">{count_text("review.scope-short")}</p>
                <div class="tags" id="plan-tags">
                    {move || blocker_badge(blocker.get())}
                </div>
                <div class="btns">
                    <A href=Page::LoginSettings.path() exact=true attr:class="btn">
                        {t("button.back")}
                    </A>
                    <Button
                        class="btn btn-main"
                        unavailable=Signal::derive(move || blocker.get().is_some())
                        described_by="plan-tags"
                        on_press=apply_and_leave
                    >
                        {count_text("review.apply")}
                    </Button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Why the plan cannot be applied now, or that it is not applied yet.
fn blocker_badge(blocker: Option<ApplyBlocker>) -> impl IntoView {
    let (tone, icon, key) = match blocker {
        None => (Tone::Draft, "pencil", "tag.draft"),
        Some(ApplyBlocker::NotConfirmed) => (Tone::Danger, "wait", "obstacle.not-confirmed"),
        Some(ApplyBlocker::Refused) => (Tone::Danger, "stop", "obstacle.refused"),
        Some(ApplyBlocker::Asking) => (Tone::Draft, "wait", "obstacle.asking"),
        Some(ApplyBlocker::NotAcknowledged) => (Tone::Draft, "hand", "obstacle.acknowledge"),
        Some(ApplyBlocker::NotTyped) => (Tone::Danger, "stop", "obstacle.typed"),
    };
    view! { <Badge tone icon text=t(key)/> }
}
