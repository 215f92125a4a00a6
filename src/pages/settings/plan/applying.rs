//! Applying a plan on the page: what becomes of controls, which slips appear, and what is said.
//!
//! The calls themselves are in `apply`; nothing here shows as done what no read has shown.

use super::apply::{End, Pace, Receipt, carry_out};
use crate::browser::clock;
use crate::browser::tasks::spawn;
use crate::i18n::{count, text};
use crate::pages::settings::model::Model;
use crate::pages::settings::state::{Progress, Slip, SlipSet};
use login_policy::plan::plan_for;
use login_policy::{Change, Item, LoginSettings, Plan, PlanContext};
use zitadel_admin::{CallError, Happened, Operation, RefusalKind};

/// How many plans keep their receipts on the page; the server's own history has the rest.
const KEPT: usize = 10;

/// The browser's clock as the pace of a plan.
#[derive(Clone, Copy)]
pub struct RealPace;

impl Pace for RealPace {
    fn stopwatch_ms(&self) -> f64 {
        clock::stopwatch_ms()
    }

    async fn sleep_ms(&self, milliseconds: u32) {
        clock::sleep_ms(milliseconds).await;
    }
}

impl Model {
    /// The calls that would be made now.
    pub(super) fn plan(self) -> Plan {
        let facts = self.facts();
        let context = PlanContext {
            owners: facts.owners.as_deref().unwrap_or_default(),
            pages: &self.judged_pages(),
            token: facts.own_token(),
        };
        plan_for(&self.base(), &self.target(), &context)
    }

    /// The settings the plan leads to: the draft, without what is on its way already.
    pub(super) fn target(self) -> LoginSettings {
        let mut target = self.base();
        for change in self.open_changes() {
            target.set_item(&change.item, change.to);
        }
        target
    }

    /// Carries the plan out. Does nothing while one is under way, while it is not what was judged,
    /// or while something stands in the way.
    pub fn apply(self) {
        let Some(base) = self.loaded.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() || !self.is_told() || self.obstacle().is_some() {
            return;
        }
        let plan = self.plan();
        let planned = plan.calls.len();
        if planned == 0 {
            return;
        }
        let newest = |sets: &Vec<SlipSet>| sets.first().map_or(0, |set| set.number);
        let number = self.sets.with_untracked(newest) + 1;
        self.busy.set(true);
        self.brought_back.set(None);
        self.progress.set(Vec::new());
        self.sets.update(|sets| {
            sets.insert(
                0,
                SlipSet {
                    number,
                    planned,
                    slips: Vec::new(),
                },
            );
            sets.truncate(KEPT);
        });
        spawn(async move {
            let api = self.api();
            let end = carry_out(&api, &RealPace, &base, plan, |receipt| {
                self.accepted(receipt);
            })
            .await;
            self.finish(end).await;
            // What was said of this plan says nothing of the next.
            self.acknowledged.set(Vec::new());
            self.typed.set(String::new());
            self.owners.set(super::owners::OwnersRead::default());
            self.busy.set(false);
            self.keep();
        });
    }

    fn accepted(self, receipt: Receipt) {
        let items: Vec<Item> = receipt
            .changes
            .iter()
            .map(|change| change.item.clone())
            .collect();
        self.mark(&items, Progress::Pending(receipt.details.sequence));
        self.add_slip(Slip::Receipt(receipt));
        self.keep();
    }

    fn add_slip(self, slip: Slip) {
        self.sets.update(|sets| {
            if let Some(set) = sets.first_mut() {
                set.slips.push(slip);
            }
        });
    }

    async fn finish(self, end: End) {
        let accepted = self
            .sets
            .with_untracked(|sets| sets.first().map_or(0, SlipSet::accepted));
        match end {
            End::AllAccepted => {
                self.announcer.say(count("say.accepted", accepted, &[]));
            }
            End::Moved(theirs) => {
                // One's own accepted changes are in theirs; they are facts now, not a draft.
                self.forget_set_if_empty();
                self.clash_with(*theirs);
                self.announcer.alarm(text("clash.title"));
                return;
            }
            End::NotRead(error) => {
                self.fail(None, Vec::new(), error, Operation::GetLoginPolicy)
                    .await;
            }
            End::Failed {
                call,
                changes,
                error,
            } => {
                let operation = zitadel_admin::exchange_for(&call).operation;
                self.fail(Some(call), changes, error, operation).await;
            }
        }
        self.confirm().await;
    }

    /// Notes what became of changes to these items.
    pub(super) fn mark(self, items: &[Item], state: Progress) {
        self.progress.update(|progress| {
            progress.retain(|(item, _)| !items.contains(item));
            progress.extend(items.iter().map(|item| (item.clone(), state)));
        });
    }

    pub(super) async fn fail(
        self,
        call: Option<login_policy::Call>,
        changes: Vec<Change>,
        error: CallError,
        operation: Operation,
    ) {
        let items: Vec<Item> = changes.iter().map(|change| change.item.clone()).collect();
        let progress = match error.happened(operation) {
            Happened::Nothing => Progress::Refused,
            Happened::NotKnown => Progress::Unknown,
        };
        self.mark(&items, progress);
        // After a refusal the page shows what is true now; a lost call is left for "Check again".
        let seen = if progress == Progress::Refused && call.is_some() {
            self.read_again().await.ok()
        } else {
            None
        };
        if let Some(sequence) = seen {
            // Somebody got there first: what was asked for is so already.
            for item in &items {
                if !self.is_changed(item) {
                    self.mark(std::slice::from_ref(item), Progress::Confirmed(sequence));
                }
            }
        }
        let provider_gone = matches!(
            &error,
            CallError::Refused(refusal) if refusal.kind == RefusalKind::ProviderNotExisting
        );
        if provider_gone {
            self.read_providers();
        }
        self.add_slip(Slip::Failure {
            call,
            changes,
            error,
            at: clock::now_rfc3339(),
            seen,
        });
        crate::components::focus_soon("trouble");
    }

    /// Puts the opposite of these changes into the draft.
    pub(super) fn plan_undo(self, done: &[Change]) {
        self.wanted.update(|wanted| {
            for change in done.iter().rev() {
                wanted.set_item(&change.item, change.from.clone());
            }
        });
        for change in done {
            self.forget_progress(&change.item);
        }
        self.need_part();
        self.keep();
    }

    fn forget_set_if_empty(self) {
        self.sets.update(|sets| {
            if sets.first().is_some_and(|set| set.slips.is_empty()) {
                sets.remove(0);
            }
        });
    }
}
