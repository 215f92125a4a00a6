//! A call that was refused or got lost: what becomes of its controls, and the result on the page.

use super::context::ActionContext;
use super::load::load_providers;
use super::read_policy::read_again;
use crate::login_settings::state::{ApplyFailure, ApplyResult, ChangeStatus};
use crate::platform::{clock, document};
use leptos::prelude::*;
use login_policy::{Call, Change, Item};
use zitadel_admin::{CallError, Operation, RefusalKind, WriteEffect};

/// The id of the newest failure on the page.
const FAILURE_ID: &str = "trouble";

/// Records a failed call, or with `call` being `None` a failed read, and moves the focus to it.
pub(super) async fn record_failure(
    context: ActionContext,
    call: Option<Call>,
    changes: Vec<Change>,
    error: CallError,
    operation: Operation,
) {
    let store = context.store;
    let items: Vec<Item> = changes.iter().map(|change| change.item.clone()).collect();
    let status = match error.write_effect(operation) {
        WriteEffect::Nothing => ChangeStatus::Refused,
        WriteEffect::Unknown => ChangeStatus::Unknown,
    };
    store.set_progress(&items, status);
    // After a refusal the page shows what is true now; a lost call is left for "Check again".
    let sequence_after = if status == ChangeStatus::Refused && call.is_some() {
        read_again(store).await.ok()
    } else {
        None
    };
    if let Some(sequence) = sequence_after {
        // Somebody got there first: what was asked for is so already.
        for item in items {
            if !untrack(|| store.is_changed(&item)) {
                store.set_progress(&[item], ChangeStatus::Confirmed(sequence));
            }
        }
    }
    let is_provider_gone = matches!(
        &error,
        CallError::Refused(refusal) if refusal.kind == RefusalKind::ProviderNotExisting
    );
    if is_provider_gone {
        load_providers(context);
    }
    store.apply.runs.update(|runs| {
        if let Some(run) = runs.first_mut() {
            run.results.push(ApplyResult::Failed(ApplyFailure {
                call,
                changes,
                error,
                at: clock::now_rfc3339(),
                sequence_after,
            }));
        }
    });
    document::focus_after_render(FAILURE_ID);
}
