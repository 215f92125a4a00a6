//! The way on from a draft: to decide a conflict, to read the plan, or to apply it at once where
//! nothing must be read first.

use super::element_ids;
use crate::components::Button;
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::run_plan::apply;
use crate::login_settings::actions::use_actions;
use crate::login_settings::state::{SettingsStore, use_settings};
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NextStep {
    /// What somebody else changed must be decided.
    DecideConflict,
    /// An input must be corrected, or there is nothing to apply.
    Blocked,
    /// The plan must be read.
    Review,
    /// The plan may be applied without being read.
    Apply,
}

/// The links and buttons that lead on from a draft.
#[component]
pub fn PrimaryAction(
    /// How many changes are not applied yet.
    changes: Memo<usize>,
) -> impl IntoView {
    let store = use_settings();
    let step = Memo::new(move |_| next_step(store));
    move || {
        match step.get() {
        NextStep::DecideConflict => view! {
            <a class="btn btn-main" href="#clash">
                {t("bar.decide")}
            </a>
        }
        .into_any(),
        NextStep::Blocked => view! {
            <Button class="btn btn-main" unavailable=true described_by=element_ids::BAR_BADGES on_press=|| ()>
                {t("bar.review")}
            </Button>
        }
        .into_any(),
        NextStep::Review => view! { <ReviewLink class="btn btn-main"/> }.into_any(),
        NextStep::Apply => view! {
            <ReviewLink class="btn btn-quiet"/>
            <ApplyButton changes/>
        }
        .into_any(),
    }
    }
}

fn next_step(store: SettingsStore) -> NextStep {
    let has_errors = !store.draft.field_errors.with(Vec::is_empty);
    if store.apply.conflict.with(Option::is_some) {
        NextStep::DecideConflict
    } else if has_errors || store.draft.deferred.with(Vec::is_empty) {
        NextStep::Blocked
    } else if store.can_apply_directly() {
        NextStep::Apply
    } else {
        NextStep::Review
    }
}

#[component]
fn ReviewLink(class: &'static str) -> impl IntoView {
    view! {
        <A href=Page::Review.path() attr:class=class>
            {t("bar.review")}
        </A>
    }
}

#[component]
fn ApplyButton(changes: Memo<usize>) -> impl IntoView {
    let (store, i18n, context) = (use_settings(), use_i18n(), use_actions());
    let apply_now = move || {
        if store.is_editable() && store.apply_blocker().is_none() {
            apply(context);
        }
    };
    view! {
        <Button class="btn btn-main" on_press=apply_now>
            {move || i18n.count("review.apply", changes.get(), &[])}
        </Button>
    }
}
