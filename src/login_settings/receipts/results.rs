//! The results of applied plans on the page of the settings.
//!
//! Cards stay in place while the page learns more: whatever has the focus keeps it.

use super::diagnosis::RunProgress;
use super::failure_card::FailureCard;
use super::receipt_card::ReceiptCard;
use crate::components::{Button, Icon, use_announcer};
use crate::i18n::{t, use_i18n};
use crate::login_settings::state::{ApplyResult, ApplyRun, use_settings};
use crate::login_settings::views::old_settings::OldSettingsNote;
use crate::platform::document;
use leptos::prelude::*;
use login_policy::Change;

/// The results of all plans applied on this page, the newest first.
#[component]
pub fn Receipts() -> impl IntoView {
    let store = use_settings();
    let runs = Memo::new(move |_| {
        store
            .apply
            .runs
            .with(|runs| runs.iter().map(|run| run.number).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || !runs.with(Vec::is_empty)>
            <section class="section applied" id="receipts" aria-labelledby="receipts-h">
                <h2 id="receipts-h">{t("receipts.title")}</h2>
                <For
                    each=move || runs.get()
                    key=|number| *number
                    children=move |number| view! { <RunResults number runs/> }
                />
            </section>
        </Show>
    }
    .into_any()
}

/// What came of one plan.
#[component]
fn RunResults(
    /// The number of the plan.
    number: u32,
    /// The numbers of all plans, the newest first.
    runs: Memo<Vec<u32>>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let run = Memo::new(move |_| store.run(number));
    let progress = Memo::new(move |_| {
        run.with(|run| run.as_ref().map(RunProgress::of))
            .unwrap_or_default()
    });
    let has_failed =
        Memo::new(move |_| run.with(|run| run.as_ref().is_some_and(ApplyRun::has_failed)));
    let is_newest = Memo::new(move |_| runs.with(|runs| runs.first() == Some(&number)));
    let tally = move || {
        let RunProgress { accepted, planned } = progress.get();
        let accepted = i18n.number(accepted as f64);
        i18n.count("receipts.tally", planned, &[("done", &accepted)])
    };
    let stopped = move || {
        let RunProgress { accepted, planned } = progress.get();
        let is_stopped = has_failed.get() && accepted < planned;
        is_stopped.then(|| [" ", &i18n.text("receipts.stopped")].concat())
    };
    let old_settings = move |_: i64| run.with(|run| run.as_ref().and_then(|run| run.old_settings));
    let marks = (0..progress.get_untracked().planned)
        .map(|index| {
            view! { <li class=move || (index >= progress.get().accepted).then_some("no")></li> }
        })
        .collect_view();
    view! {
        <p class="group-note">
            <strong>{tally}</strong>
            {stopped}
        </p>
        <ul class="tally" aria-hidden="true">
            {marks}
        </ul>
        <OldSettingsNote text="old-settings.applied" window=old_settings/>
        <div class="slips">
            <ResultCards run progress is_newest/>
        </div>
        <RunActions number run/>
    }
    .into_any()
}

/// The cards of the calls of a plan.
#[component]
fn ResultCards(
    run: Memo<Option<ApplyRun>>,
    progress: Memo<RunProgress>,
    is_newest: Memo<bool>,
) -> impl IntoView {
    let results = move || {
        run.with(|run| {
            let results = run.as_ref().map(|run| run.results.clone());
            results.unwrap_or_default()
        })
        .into_iter()
        .enumerate()
        .collect::<Vec<_>>()
    };
    // The page sends people to the newest failure by one id, whichever plan it came of.
    let first_failure = Memo::new(move |_| {
        run.with(|run| {
            let is_failure = |result: &ApplyResult| matches!(result, ApplyResult::Failed(_));
            run.as_ref()?.results.iter().position(is_failure)
        })
    });
    let number = run.with_untracked(|run| run.as_ref().map_or(0, |run| run.number));
    let id_of = move |index: usize| {
        Signal::derive(move || {
            if is_newest.get() && first_failure.get() == Some(index) {
                "trouble".to_owned()
            } else {
                format!("slip-{number}-{index}")
            }
        })
    };
    view! {
        <For
            each=results
            key=|(index, _)| *index
            children=move |(index, result)| {
                let id = id_of(index);
                match result {
                    ApplyResult::Accepted(receipt) => {
                        view! { <ReceiptCard id receipt/> }.into_any()
                    }
                    ApplyResult::Failed(failure) => {
                        view! { <FailureCard id failure run=progress/> }.into_any()
                    }
                }
            }
        />
    }
}

/// The way back from a plan, and the way to take its results off the page.
#[component]
fn RunActions(number: u32, run: Memo<Option<ApplyRun>>) -> impl IntoView {
    let (store, i18n, announcer) = (use_settings(), use_i18n(), use_announcer());
    let changes = Memo::new(move |_| {
        run.with(|run| run.as_ref().map(ApplyRun::changes))
            .unwrap_or_default()
    });
    let changed_since = Memo::new(move |_| store.changed_since(&changes.read()));
    let inexact = move || {
        changed_since.with(|items| {
            let names: Vec<String> = items
                .iter()
                .map(|item| store.item_name(i18n, item))
                .collect();
            i18n.text_with("undo.inexact", &[("names", &i18n.list(&names))])
        })
    };
    let has_changed_since = move || !changed_since.with(Vec::is_empty);
    let is_undoable = move || !changes.with(Vec::<Change>::is_empty);
    let undo = move || {
        store.draft_undo(&changes.get_untracked());
        announcer.polite(untrack(|| i18n.text("say.undo-planned")));
        document::focus_after_render("plan");
    };
    let dismiss = move || {
        store.dismiss_run(number);
        document::focus_after_render("main");
    };
    view! {
        <Show when=has_changed_since>
            <p class="small">{inexact}</p>
        </Show>
        <div class="btns after">
            <Show when=is_undoable>
                <Button unavailable=Signal::derive(move || !store.is_editable()) on_press=undo>
                    <Icon name="undo"/>
                    {t("button.plan-undo")}
                </Button>
            </Show>
            <Button class="btn btn-quiet" on_press=dismiss>
                {t("button.put-away")}
            </Button>
        </div>
    }
}
