//! The plan that is reviewed, computed once for all sections of the page.

use crate::i18n::use_i18n;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{LoginSettings, Plan};

/// The plan of the draft, with where it begins and where it leads.
#[derive(Clone, Copy)]
pub(super) struct ReviewedPlan {
    /// The settings as the server holds them.
    pub base: Memo<LoginSettings>,
    /// The settings that the plan leads to.
    pub target: Memo<LoginSettings>,
    /// The calls.
    pub plan: Memo<Plan>,
}

/// Puts the plan of the draft into the context.
pub(super) fn provide_reviewed_plan() {
    let store = use_settings();
    provide_context(ReviewedPlan {
        base: Memo::new(move |_| store.server.base()),
        target: Memo::new(move |_| store.target()),
        plan: Memo::new(move |_| store.plan()),
    });
}

/// The plan that is reviewed.
pub(super) fn use_reviewed_plan() -> ReviewedPlan {
    expect_context()
}

/// The text of a key about how many changes the plan has, and how many calls.
pub(super) fn count_text(key: &'static str) -> Signal<String> {
    let (store, i18n) = (use_settings(), use_i18n());
    let plan = use_reviewed_plan().plan;
    Signal::derive(move || {
        let calls = i18n.number(plan.with(|plan| plan.calls.len()) as f64);
        let changes = store.draft.deferred.with(Vec::len);
        i18n.count(key, changes, &[("calls", &calls)])
    })
}
