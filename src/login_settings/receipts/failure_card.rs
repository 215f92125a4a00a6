//! The card of a call that was refused or lost: what happened, what to do, and the way on.

use crate::components::{Button, Prose, ResultCard, ResultKind};
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::poll_confirmation::check_again;
use crate::login_settings::actions::run_plan::apply;
use crate::login_settings::actions::use_actions;
use crate::login_settings::call_labels::CallStatus;
use crate::login_settings::errors::{error_text, needs_sign_in};
use crate::login_settings::state::{ApplyFailure, ApplyRun, use_settings};
use crate::login_settings::views::session_banners::SignInAgainButton;
use crate::login_settings::views::support::CallSupportDetails;
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;
use zitadel_admin::{CallError, Happened, Operation, RefusalKind, exchange_for};

/// What can be done about a failed call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Remedy {
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
struct Diagnosis {
    operation: Operation,
    effect: Happened,
    /// The server says that what was asked for is so already.
    is_already_so: bool,
}

impl Diagnosis {
    fn of(failure: &ApplyFailure) -> Self {
        let operation = failure
            .call
            .as_ref()
            .map_or(Operation::GetLoginPolicy, |call| {
                exchange_for(call).operation
            });
        Self {
            operation,
            effect: failure.error.happened(operation),
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

    fn kind(self) -> ResultKind {
        match self.effect {
            Happened::Nothing if !self.is_already_so => ResultKind::Refusal,
            Happened::Nothing | Happened::NotKnown => ResultKind::Open,
        }
    }

    fn call_status(self) -> CallStatus {
        match self.effect {
            Happened::Nothing => CallStatus::Refused,
            Happened::NotKnown => CallStatus::Unknown,
        }
    }

    fn remedy(self, failure: &ApplyFailure, run: RunProgress) -> Remedy {
        let is_only_unread = failure.call.is_none() && run.accepted == run.planned;
        if needs_sign_in(&failure.error) {
            Remedy::SignIn
        } else if self.effect == Happened::NotKnown || is_only_unread {
            Remedy::CheckAgain
        } else if self.is_already_so {
            Remedy::Nothing
        } else {
            Remedy::Repeat
        }
    }

    /// The text key of what happened; its text may have the placeholder `sequence`.
    fn effect_key(self, failure: &ApplyFailure, run: RunProgress) -> &'static str {
        match self.effect {
            Happened::NotKnown => "happened.unknown",
            Happened::Nothing if self.is_already_so && failure.sequence_after.is_some() => {
                "happened.already"
            }
            Happened::Nothing if failure.call.is_none() && run.accepted > 0 => "happened.accepted",
            Happened::Nothing => "happened.nothing",
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

/// A call that was refused or lost, or the reading before it.
#[component]
pub(super) fn FailureCard(
    /// The id of its element.
    id: Signal<String>,
    /// The failure.
    failure: ApplyFailure,
    /// How far its plan came.
    run: Memo<RunProgress>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let diagnosis = Diagnosis::of(&failure);
    let failure = StoredValue::new(failure);
    let title = Signal::derive(move || {
        failure.with_value(|failure| match &failure.call {
            None => i18n.text("slip.not-read"),
            Some(call) => store.call_text(i18n, call, &failure.changes, diagnosis.call_status()),
        })
    });
    let text = Memo::new(move |_| {
        failure.with_value(|failure| error_text(i18n, &failure.error, diagnosis.operation))
    });
    let effect = move || {
        failure.with_value(|failure| {
            let sequence = failure.sequence_after.unwrap_or_default().to_string();
            let key = diagnosis.effect_key(failure, run.get());
            i18n.text_with(key, &[("sequence", &sequence)])
        })
    };
    let remedy =
        Memo::new(move |_| failure.with_value(|failure| diagnosis.remedy(failure, run.get())));
    let server = text.get_untracked().server.map(|words| {
        view! {
            <dt>{t("word.server-says")}</dt>
            <dd>
                <q dir="auto">{words}</q>
            </dd>
        }
    });
    let (error, at) = failure.with_value(|failure| (failure.error.clone(), failure.at.clone()));
    view! {
        <ResultCard kind=diagnosis.kind() id title>
            <p class="first">
                <Prose text=Signal::derive(move || text.get().why)/>
            </p>
            <dl>
                <dt>{t("word.happened")}</dt>
                <dd>{effect}</dd>
                <dt>{t("word.todo")}</dt>
                <dd>
                    <Prose text=Signal::derive(move || text.get().todo)/>
                </dd>
                {server}
            </dl>
            <CallSupportDetails error operation=diagnosis.operation at/>
            <div class="btns">
                <RemedyButton remedy/>
            </div>
        </ResultCard>
    }
    .into_any()
}

#[component]
fn RemedyButton(remedy: Memo<Remedy>) -> impl IntoView {
    let actions = use_actions();
    move || match remedy.get() {
        Remedy::SignIn => view! { <SignInAgainButton/> }.into_any(),
        Remedy::CheckAgain => view! {
            <Button on_press=move || check_again(actions)>{t("button.check-again")}</Button>
        }
        .into_any(),
        Remedy::Repeat => view! { <RepeatButton/> }.into_any(),
        Remedy::Nothing => ().into_any(),
    }
}

/// Sends the rest of the plan again: at once where nothing must be read first, else by its review.
#[component]
fn RepeatButton() -> impl IntoView {
    let (store, actions) = (use_settings(), use_actions());
    let needs_review = Memo::new(move |_| !store.can_apply_directly());
    move || {
        if needs_review.get() {
            view! {
                <A href=Page::Review.path() attr:class="btn">
                    {t("bar.review")}
                </A>
            }
            .into_any()
        } else {
            view! { <Button on_press=move || apply(actions)>{t("button.try-again")}</Button> }
                .into_any()
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
