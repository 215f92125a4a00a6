//! Applying the plan of the draft: what becomes of controls, which results appear, and what is said.
//!
//! The calls themselves are made in `apply_plan`; nothing here shows as done what no read has shown.

use super::apply_plan::{ApplyOutcome, execute};
use super::context::ActionContext;
use super::poll_confirmation::confirm;
use super::record_failure::record_failure;
use super::timer::BrowserTimer;
use crate::login_settings::state::{
    ApplyResult, ApplyRun, ChangeStatus, Owners, Receipt, SettingsStore,
};
use crate::platform::clock;
use leptos::prelude::*;
use login_policy::Item;
use zitadel_admin::{Operation, exchange_for};

/// How many runs keep their results on the page; the server's own history has the rest.
const KEPT_RUNS: usize = 10;

/// Applies the plan. Does nothing while another one is under way, while the plan is not what was
/// evaluated, or while something blocks it.
pub fn apply(context: ActionContext) {
    let store = context.store;
    let Some(base) = store.server.policy.get_untracked() else {
        return;
    };
    let is_blocked = untrack(|| store.apply_blocker().is_some());
    if store.apply.busy.get_untracked() || !store.is_settled() || is_blocked {
        return;
    }
    let plan = untrack(|| store.plan());
    if plan.calls.is_empty() {
        return;
    }
    store.apply.busy.set(true);
    store.draft.restored.set(None);
    store.apply.progress.set(Vec::new());
    begin_run(store, plan.calls.len());
    store.session.spawn(async move {
        let api = store.session.client();
        let on_accepted = |receipt| record_receipt(store, receipt);
        let outcome = execute(&api, &BrowserTimer, &base, plan, on_accepted).await;
        finish(context, outcome).await;
        // What was said of this plan says nothing of the next.
        store.review.acknowledged.set(Vec::new());
        store.review.typed.set(String::new());
        store.server.owners.update(Owners::clear);
        store.apply.busy.set(false);
    });
}

fn begin_run(store: SettingsStore, planned: usize) {
    store.apply.runs.update(|runs| {
        let number = runs.first().map_or(0, |run| run.number) + 1;
        runs.insert(
            0,
            ApplyRun {
                number,
                planned,
                results: Vec::new(),
                old_settings: None,
            },
        );
        runs.truncate(KEPT_RUNS);
    });
}

fn record_receipt(store: SettingsStore, receipt: Receipt) {
    let items: Vec<Item> = receipt
        .changes
        .iter()
        .map(|change| change.item.clone())
        .collect();
    store.set_progress(&items, ChangeStatus::Pending(receipt.details.sequence));
    let now = clock::now_seconds();
    let sent = now - receipt.duration_ms / 1000.0;
    store.extend_old_settings(&items, sent.floor() as i64, now.ceil() as i64);
    store.apply.runs.update(|runs| {
        if let Some(run) = runs.first_mut() {
            run.results.push(ApplyResult::Accepted(receipt));
        }
    });
}

async fn finish(context: ActionContext, outcome: ApplyOutcome) {
    let ActionContext {
        store,
        i18n,
        announcer,
    } = context;
    match outcome {
        ApplyOutcome::AllAccepted => {
            let accepted = store
                .apply
                .runs
                .with_untracked(|runs| runs.first().map_or(0, ApplyRun::accepted));
            announcer.polite(untrack(|| i18n.count("say.accepted", accepted, &[])));
        }
        ApplyOutcome::Conflict(theirs) => {
            // One's own accepted changes are in theirs; they are facts now, not a draft.
            forget_empty_run(store);
            store.begin_conflict(*theirs);
            announcer.assertive(untrack(|| i18n.text("clash.title")));
            return;
        }
        ApplyOutcome::NotRead(error) => {
            record_failure(context, None, Vec::new(), error, Operation::GetLoginPolicy).await;
        }
        ApplyOutcome::Failed {
            call,
            changes,
            error,
        } => {
            let operation = exchange_for(&call).operation;
            record_failure(context, Some(call), changes, error, operation).await;
        }
    }
    confirm(context).await;
}

fn forget_empty_run(store: SettingsStore) {
    store.apply.runs.update(|runs| {
        if runs.first().is_some_and(|run| run.results.is_empty()) {
            runs.remove(0);
        }
    });
}
