//! How far asking about the owners is, and the button that stops it or begins again.
//!
//! The line and its button are the same elements from the first question to the last: whoever stops
//! asking keeps the focus. A screen reader hears of it at the start and a few times on the way, not
//! with every answer.

use crate::components::Button;
use crate::i18n::use_i18n;
use crate::login_settings::actions::owners::{load_owners, stop_loading_owners};
use crate::login_settings::actions::use_actions;
use crate::login_settings::errors::error_text;
use crate::login_settings::state::{Owners, OwnersStage, use_settings};
use leptos::prelude::*;
use zitadel_admin::Operation;

/// How often the progress is told.
const REPORTS: usize = 4;

/// How many owners were asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Progress {
    asked: usize,
    all: usize,
}

impl Progress {
    /// What is told: the new progress once enough has changed, else what was told before.
    fn report(self, told: Option<Self>) -> Self {
        let part = |one: Self| one.asked * REPORTS / one.all.max(1);
        told.filter(|told| told.all == self.all && part(*told) == part(self))
            .unwrap_or(self)
    }
}

/// How far asking is; nothing before it began and once everybody was asked about.
#[component]
pub(super) fn OwnersProgress() -> impl IntoView {
    let (store, i18n, actions) = (use_settings(), use_i18n(), use_actions());
    let owners = store.server.owners;
    let stage = Memo::new(move |_| owners.read().stage.clone());
    let is_asking = Memo::new(move |_| owners.with(Owners::is_asking));
    let progress = Memo::new(move |told: Option<&Progress>| {
        let owners = owners.read();
        let now = Progress {
            asked: owners.asked,
            all: owners.people.len(),
        };
        now.report(told.copied())
    });
    let is_shown = move || !matches!(stage.get(), OwnersStage::NotAsked | OwnersStage::Done);
    let text = move || match stage.get() {
        OwnersStage::Asking => {
            let Progress { asked, all } = progress.get();
            let (asked, all) = (i18n.number(asked as f64), i18n.number(all as f64));
            i18n.text_with("owners.asking", &[("done", &asked), ("all", &all)])
        }
        OwnersStage::Stopped => i18n.text("owners.stopped"),
        OwnersStage::Failed(error) => error_text(i18n, &error, Operation::SearchMembers).why,
        OwnersStage::NotAsked | OwnersStage::Done => String::new(),
    };
    let label = move || {
        i18n.text(if is_asking.get() {
            "owners.stop"
        } else {
            "owners.again"
        })
    };
    let press = move || {
        if is_asking.get_untracked() {
            stop_loading_owners(actions);
        } else {
            load_owners(actions, true);
        }
    };
    view! {
        <Show when=is_shown>
            <p class="progress">
                <span role="status">{text}</span>
                <Button class="btn btn-small" on_press=press>
                    {label}
                </Button>
            </p>
        </Show>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Progress;

    fn reports(all: usize, at_once: usize) -> Vec<usize> {
        let mut told = None;
        let mut reports = Vec::new();
        for asked in (0..=all).step_by(at_once) {
            let report = Progress { asked, all }.report(told);
            if told != Some(report) {
                reports.push(report.asked);
            }
            told = Some(report);
        }
        reports
    }

    #[test]
    fn progress_is_told_at_every_quarter() {
        assert_eq!(reports(48, 4), [0, 12, 24, 36, 48]);
        assert_eq!(reports(50, 1), [0, 13, 25, 38, 50]);
    }

    #[test]
    fn a_few_owners_are_told_one_by_one() {
        assert_eq!(reports(2, 1), [0, 1, 2]);
    }

    #[test]
    fn another_round_begins_anew() {
        let told = Progress { asked: 12, all: 48 };
        let now = Progress { asked: 0, all: 0 };
        assert_eq!(now.report(Some(told)), now);
    }
}
