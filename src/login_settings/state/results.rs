//! Results of applied plans: a receipt for each accepted call, a failure for the one that was not.

use super::{ChangeStatus, SettingsStore};
use leptos::prelude::*;
use login_policy::settings_cache::OldSettingsWindow;
use login_policy::{Call, Change, Item};
use zitadel_admin::{CallError, Details};

/// A call that the server accepted.
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// The call.
    pub call: Call,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Sequence, date and resource owner, as the server answered.
    pub details: Details,
    /// From sending to the whole answer, in milliseconds.
    pub duration_ms: f64,
}

/// A call that was refused or lost, or whose answer is unreadable.
#[derive(Clone, PartialEq, Debug)]
pub struct ApplyFailure {
    /// The call; `None` for the reading before it.
    pub call: Option<Call>,
    /// What it would have changed.
    pub changes: Vec<Change>,
    /// Why it failed.
    pub error: CallError,
    /// When it failed, RFC 3339.
    pub at: String,
    /// The sequence of the settings read afterwards, if they could be read.
    pub sequence_after: Option<u64>,
}

/// What came of one call.
#[derive(Clone, PartialEq, Debug)]
pub enum ApplyResult {
    /// It was accepted.
    Accepted(Receipt),
    /// It was not, or nobody knows.
    Failed(ApplyFailure),
}

/// The results of one plan.
#[derive(Clone, PartialEq, Debug)]
pub struct ApplyRun {
    /// Counts the plans applied on this page, from 1.
    pub number: u32,
    /// How many calls the plan had.
    pub planned: usize,
    /// What came of the calls that were made, in their order.
    pub results: Vec<ApplyResult>,
    /// When people may meet the settings from before it; `None` as long as they do not.
    pub old_settings: Option<OldSettingsWindow>,
}

impl ApplyRun {
    /// How many calls were accepted.
    pub fn accepted(&self) -> usize {
        self.receipts().count()
    }

    /// Whether a call, or the reading before it, failed.
    pub fn has_failed(&self) -> bool {
        self.results
            .iter()
            .any(|result| matches!(result, ApplyResult::Failed(_)))
    }

    /// What the accepted calls changed, in their order.
    pub fn changes(&self) -> Vec<Change> {
        self.receipts()
            .flat_map(|receipt| receipt.changes.iter().cloned())
            .collect()
    }

    fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.results.iter().filter_map(|result| match result {
            ApplyResult::Accepted(receipt) => Some(receipt),
            ApplyResult::Failed(_) => None,
        })
    }
}

impl SettingsStore {
    /// The results of the plan with this number; `None` once they are dismissed; tracked.
    pub fn run(self, number: u32) -> Option<ApplyRun> {
        self.apply
            .runs
            .with(|runs| runs.iter().find(|run| run.number == number).cloned())
    }

    /// Takes the results of a plan off the page; what was done stays done.
    pub fn dismiss_run(self, number: u32) {
        self.apply
            .runs
            .update(|runs| runs.retain(|run| run.number != number));
    }

    /// Of what a plan changed, what has changed again since. What no read shows yet was not changed
    /// by anybody; tracked.
    pub fn changed_since(self, changes: &[Change]) -> Vec<Item> {
        let is_unconfirmed = |item: &Item| {
            self.change_status(item)
                .is_some_and(ChangeStatus::is_unconfirmed)
        };
        changes
            .iter()
            .filter(|change| {
                let stored = self.stored(&change.item);
                stored.is_some_and(|stored| stored != change.to) && !is_unconfirmed(&change.item)
            })
            .map(|change| change.item.clone())
            .collect()
    }
}
