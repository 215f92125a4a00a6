//! The card of a call that was refused or lost: what happened, what to do, and the way on.

use super::diagnosis::{Diagnosis, Remedy, RunProgress};
use crate::components::{Button, Prose, ResultCard};
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::poll_confirmation::check_again;
use crate::login_settings::actions::run_plan::apply;
use crate::login_settings::actions::use_actions;
use crate::login_settings::errors::error_text;
use crate::login_settings::state::{ApplyFailure, use_settings};
use crate::login_settings::views::session_banners::SignInAgainButton;
use crate::login_settings::views::support::CallSupportDetails;
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;

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
