//! Executing a plan, call by call.
//!
//! Pure apart from the ports it is handed. The server's calls are not atomic and have no
//! precondition, so the policy is read again before the first call and between calls; a sequence
//! that moved by somebody else's hand stops the rest.

use super::read_expectation::read_settings;
use super::timer::Timer;
use crate::login_settings::state::Receipt;
use login_policy::{Call, Change, Plan, changes};
use zitadel_admin::{CallError, PolicyRead, Transport, call, exchange_for};

/// How a plan ended.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum ApplyOutcome {
    /// Every call was accepted.
    AllAccepted,
    /// Somebody else changed the settings; what they are now. What was left was not sent.
    Conflict(Box<PolicyRead>),
    /// The settings could not be read before a call, which was not sent.
    NotRead(CallError),
    /// A call was refused or got lost; those after it were not sent.
    Failed {
        /// The call.
        call: Call,
        /// What it would have changed.
        changes: Vec<Change>,
        /// Why it failed.
        error: CallError,
    },
}

/// Executes a plan that was made from `base`; hands over each receipt as it comes.
pub(super) async fn execute(
    api: &impl Transport,
    timer: &impl Timer,
    base: &PolicyRead,
    plan: Plan,
    mut on_accepted: impl FnMut(Receipt),
) -> ApplyOutcome {
    let restricts = |call: &Call| matches!(call, Call::UpdateRestrictions { .. });
    let with_restrictions = plan.calls.iter().any(restricts);
    let mut settings = base.settings.clone();
    let mut last_sequence = base.details.sequence;
    for (index, next) in plan.calls.into_iter().enumerate() {
        let is_first = index == 0;
        match read_settings(api, is_first && with_restrictions).await {
            Err(error) => return ApplyOutcome::NotRead(error),
            Ok(now) if has_moved(is_first, &now, base, last_sequence) => {
                return ApplyOutcome::Conflict(Box::new(now));
            }
            Ok(_) => {}
        }
        let before = settings.clone();
        next.apply(&mut settings);
        let changed = changes(&before, &settings);
        let begun = timer.now_ms();
        match call(api, exchange_for(&next)).await {
            Ok(details) => {
                if counts_in_policy(&next) {
                    last_sequence = last_sequence.max(details.sequence);
                }
                on_accepted(Receipt {
                    call: next,
                    changes: changed,
                    details,
                    duration_ms: timer.now_ms() - begun,
                });
            }
            Err(error) => {
                return ApplyOutcome::Failed {
                    call: next,
                    changes: changed,
                    error,
                };
            }
        }
    }
    ApplyOutcome::AllAccepted
}

/// Before the first call anything that differs from what was loaded is somebody else's. Between
/// calls the read may lag behind one's own receipts, so only a later sequence is.
fn has_moved(is_first: bool, now: &PolicyRead, base: &PolicyRead, last_sequence: u64) -> bool {
    if is_first {
        // Restrictions that were not read are not compared.
        now.details.sequence != last_sequence || !changes(&base.settings, &now.settings).is_empty()
    } else {
        now.details.sequence > last_sequence
    }
}

/// Whether the policy's own sequence shows a call. Links to providers and the restrictions are kept
/// elsewhere by the server.
fn counts_in_policy(call: &Call) -> bool {
    !matches!(
        call,
        Call::LinkProvider(_) | Call::UnlinkProvider(_) | Call::UpdateRestrictions { .. }
    )
}
