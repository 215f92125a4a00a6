//! What a failed call means: what became of it, and what can be done about it.

use crate::components::ResultKind;
use crate::login_settings::call_labels::CallStatus;
use crate::login_settings::errors::needs_sign_in;
use crate::login_settings::state::{ApplyFailure, ApplyRun};
use zitadel_admin::{CallError, Operation, RefusalKind, WriteEffect, exchange_for};

/// What can be done about a failed call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Remedy {
    /// Only signing in again helps.
    SignIn,
    /// Reading again tells what became of it.
    CheckAgain,
    /// It may be sent again.
    Repeat,
    /// Nothing: it is so already.
    Nothing,
}

/// A failed call, as far as it does not depend on the language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Diagnosis {
    /// The call.
    pub operation: Operation,
    /// What it did to the server.
    effect: WriteEffect,
    /// The server says that what was asked for is so already.
    is_already_so: bool,
}

impl Diagnosis {
    /// What a failure means.
    pub fn of(failure: &ApplyFailure) -> Self {
        let operation = failure
            .call
            .as_ref()
            .map_or(Operation::GetLoginPolicy, |call| {
                exchange_for(call).operation
            });
        Self {
            operation,
            effect: failure.error.write_effect(operation),
            is_already_so: matches!(
                &failure.error,
                CallError::Refused(refusal) if matches!(
                    refusal.kind,
                    RefusalKind::AlreadyExists
                        | RefusalKind::NotExisting
                        | RefusalKind::NothingChanged
                )
            ),
        }
    }

    /// How its card looks.
    pub fn kind(self) -> ResultKind {
        match self.effect {
            WriteEffect::Nothing if !self.is_already_so => ResultKind::Refusal,
            WriteEffect::Nothing | WriteEffect::Unknown => ResultKind::Open,
        }
    }

    /// How far the call came.
    pub fn call_status(self) -> CallStatus {
        match self.effect {
            WriteEffect::Nothing => CallStatus::Refused,
            WriteEffect::Unknown => CallStatus::Unknown,
        }
    }

    /// What can be done about it.
    pub fn remedy(self, failure: &ApplyFailure, run: RunProgress) -> Remedy {
        let is_only_unread = failure.call.is_none() && run.accepted == run.planned;
        if needs_sign_in(&failure.error) {
            Remedy::SignIn
        } else if self.effect == WriteEffect::Unknown || is_only_unread {
            Remedy::CheckAgain
        } else if self.is_already_so {
            Remedy::Nothing
        } else {
            Remedy::Repeat
        }
    }

    /// The text key of what happened; its text may have the placeholder `sequence`.
    pub fn effect_key(self, failure: &ApplyFailure, run: RunProgress) -> &'static str {
        match self.effect {
            WriteEffect::Unknown => "happened.unknown",
            WriteEffect::Nothing if self.is_already_so && failure.sequence_after.is_some() => {
                "happened.already"
            }
            WriteEffect::Nothing if failure.call.is_none() && run.accepted > 0 => {
                "happened.accepted"
            }
            WriteEffect::Nothing => "happened.nothing",
        }
    }
}

/// How far a plan came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct RunProgress {
    /// How many calls were accepted.
    pub accepted: usize,
    /// How many calls there were to be.
    pub planned: usize,
}

impl RunProgress {
    /// How far this plan came.
    pub fn of(run: &ApplyRun) -> Self {
        Self {
            accepted: run.accepted(),
            planned: run.planned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnosis, Remedy, RunProgress};
    use crate::components::ResultKind;
    use crate::login_settings::state::ApplyFailure;
    use login_policy::{Call, SecondFactorType};
    use zitadel_admin::{CallError, NotSent, TransportError};

    const NOTHING_ACCEPTED: RunProgress = RunProgress {
        accepted: 0,
        planned: 1,
    };

    fn failure(is_call: bool, error: TransportError) -> ApplyFailure {
        ApplyFailure {
            call: is_call.then_some(Call::AddSecondFactor(SecondFactorType::Otp)),
            changes: Vec::new(),
            error: CallError::Transport(error),
            at: "2026-07-01T12:00:00Z".to_owned(),
            sequence_after: None,
        }
    }

    fn remedy(failure: &ApplyFailure, run: RunProgress) -> Remedy {
        Diagnosis::of(failure).remedy(failure, run)
    }

    #[test]
    fn what_became_of_a_lost_call_is_found_out_by_reading() {
        let lost = failure(true, TransportError::Lost);
        assert_eq!(Diagnosis::of(&lost).kind(), ResultKind::Open);
        assert_eq!(remedy(&lost, NOTHING_ACCEPTED), Remedy::CheckAgain);
        assert_eq!(
            Diagnosis::of(&lost).effect_key(&lost, NOTHING_ACCEPTED),
            "happened.unknown"
        );
    }

    #[test]
    fn a_call_that_was_not_sent_may_be_repeated() {
        let offline = TransportError::NotSent {
            reason: NotSent::Offline,
        };
        let unsent = failure(true, offline);
        assert_eq!(Diagnosis::of(&unsent).kind(), ResultKind::Refusal);
        assert_eq!(remedy(&unsent, NOTHING_ACCEPTED), Remedy::Repeat);
    }

    #[test]
    fn without_a_session_only_signing_in_helps() {
        let ended = TransportError::NotSent {
            reason: NotSent::SessionEnded,
        };
        let failure = failure(true, ended);
        assert_eq!(remedy(&failure, NOTHING_ACCEPTED), Remedy::SignIn);
    }

    #[test]
    fn a_plan_that_was_accepted_and_not_read_again_is_checked_and_not_repeated() {
        let unread = failure(false, TransportError::Lost);
        let accepted = RunProgress {
            accepted: 1,
            planned: 1,
        };
        assert_eq!(remedy(&unread, accepted), Remedy::CheckAgain);
        assert_eq!(
            Diagnosis::of(&unread).effect_key(&unread, accepted),
            "happened.accepted"
        );
        assert_eq!(remedy(&unread, NOTHING_ACCEPTED), Remedy::Repeat);
    }
}
