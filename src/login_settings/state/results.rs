//! Results of applied plans: a receipt for each accepted call, a failure for the one that was not.

use login_policy::{Call, Change};
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
