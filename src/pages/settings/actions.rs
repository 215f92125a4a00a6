//! The calls of the page: reading, applying, checking again.

use super::apply::{End, Pace, Receipt, carry_out, counts_in_policy, until_shown};
use super::model::{Access, Model, Progress, Slip, SlipSet, Stage};
use crate::browser::clock;
use crate::browser::tasks::spawn;
use crate::i18n::{count, text};
use crate::session::{ApiRequest, SendError, Session};
use futures_util::future::join;
use login_policy::{Item, Plan, plan};
use zitadel_admin::{
    CallError, Happened, NotSent, Operation, PolicyRead, Request, Response, Transport,
    TransportError, call, get_login_policy, list_my_permissions,
};

/// The session as the transport of `zitadel-admin`.
#[derive(Clone, Copy)]
pub struct Api(pub Session);

impl Transport for Api {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let answer = self
            .0
            .send(ApiRequest {
                method: request.method.as_str(),
                path: &request.path,
                body: request.body.as_deref(),
            })
            .await;
        match answer {
            Ok(answer) => Ok(Response {
                status: answer.status,
                content_type: answer.content_type,
                body: answer.body,
            }),
            Err(error) => Err(match error {
                SendError::SessionEnded => TransportError::NotSent {
                    reason: NotSent::SessionEnded,
                },
                SendError::Offline => TransportError::NotSent {
                    reason: NotSent::Offline,
                },
                SendError::Lost => TransportError::Lost,
                SendError::CutOff(status) => TransportError::CutOff { status },
            }),
        }
    }
}

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
    fn api(self) -> Api {
        Api(self.session)
    }

    /// Reads the settings unless that was done or is under way.
    pub fn load_if_needed(self) {
        let needed = !self.reading.get_untracked()
            && self.loaded.with_untracked(Option::is_none)
            && self.stage.with_untracked(|stage| *stage == Stage::Loading);
        if needed {
            self.load();
        }
    }

    /// Whether leaving now would lose something: a draft, unless it goes through a sign-in.
    pub fn asks_before_leaving(self) -> bool {
        self.session.is_inside() && !self.open_changes().is_empty()
    }

    /// Reads the settings and what the person may do, and brings their draft back.
    pub fn load(self) {
        self.stage.set(Stage::Loading);
        self.reading.set(true);
        let subject = self.subject.get_untracked();
        spawn(async move {
            let api = self.api();
            let permissions = list_my_permissions();
            let (policy, permissions) =
                join(call(&api, get_login_policy()), call(&api, permissions)).await;
            self.reading.set(false);
            if self.subject.get_untracked() != subject {
                // Somebody else is signed in by now; these settings were read for another.
                if self.session.is_inside() {
                    self.load_if_needed();
                }
                return;
            }
            match (policy, permissions) {
                (Ok(read), Ok(permissions)) => {
                    self.access.set(Access {
                        write: permissions.iter().any(|one| one == "iam.policy.write"),
                    });
                    self.wanted.set(read.settings.clone());
                    self.loaded.set(Some(read));
                    self.bring_back();
                    self.stage.set(Stage::Ready);
                }
                (Err(error), _) => self.failed(Operation::GetLoginPolicy, error),
                (Ok(_), Err(error)) => self.failed(Operation::ListMyPermissions, error),
            }
        });
    }

    fn failed(self, operation: Operation, error: CallError) {
        self.stage.set(Stage::Failed {
            operation,
            error,
            at: clock::now_rfc3339(),
        });
    }

    /// The calls that would be made now.
    pub fn plan(self) -> Plan {
        plan(&self.base(), &self.target())
    }

    /// The settings the plan leads to: the draft, without what is on its way already.
    fn target(self) -> login_policy::LoginSettings {
        let mut target = self.base();
        for change in self.open_changes() {
            target.set_item(&change.item, change.to);
        }
        target
    }

    /// Carries the plan out. Does nothing while one is under way.
    pub fn apply(self) {
        let Some(base) = self.loaded.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        let target = self.target();
        let planned = self.plan().calls.len();
        let number = self.sets.with_untracked(Vec::len) as u32 + 1;
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
        });
        spawn(async move {
            let api = self.api();
            let end = carry_out(&api, &RealPace, &base, &target, |receipt| {
                self.accepted(receipt);
            })
            .await;
            self.finish(end).await;
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

    async fn fail(
        self,
        call: Option<login_policy::Call>,
        changes: Vec<login_policy::Change>,
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
        self.add_slip(Slip::Failure {
            call,
            changes,
            error,
            at: clock::now_rfc3339(),
            seen,
        });
        crate::components::focus_soon("trouble");
    }

    fn forget_set_if_empty(self) {
        self.sets.update(|sets| {
            if sets.first().is_some_and(|set| set.slips.is_empty()) {
                sets.remove(0);
            }
        });
    }

    /// Waits until a read shows what was accepted.
    async fn confirm(self) {
        let pending = self.pending_sequence();
        let Some(sequence) = pending else {
            return;
        };
        match until_shown(&self.api(), &RealPace, sequence).await {
            Ok(Some(read)) => self.show(read),
            Ok(None) => self.call_late(),
            Err(error) => {
                self.call_late();
                self.fail(None, Vec::new(), error, Operation::GetLoginPolicy)
                    .await;
            }
        }
    }

    /// What was accepted is not visible yet.
    fn call_late(self) {
        self.progress.update(|progress| {
            for (_, state) in progress {
                if let Progress::Pending(sequence) = *state {
                    *state = Progress::Late(sequence);
                }
            }
        });
    }

    /// The highest sequence that a read of the policy has yet to show.
    fn pending_sequence(self) -> Option<u64> {
        self.sets
            .with_untracked(|sets| {
                sets.iter()
                    .flat_map(|set| &set.slips)
                    .filter_map(|slip| match slip {
                        Slip::Receipt(receipt) if counts_in_policy(&receipt.call) => {
                            Some(receipt.details.sequence)
                        }
                        _ => None,
                    })
                    .max()
            })
            .filter(|_| {
                self.progress.with_untracked(|progress| {
                    progress
                        .iter()
                        .any(|(_, state)| matches!(state, Progress::Pending(_) | Progress::Late(_)))
                })
            })
    }

    /// Takes a read that shows at least what was accepted: pending becomes confirmed, or a change
    /// by somebody else.
    fn show(self, read: PolicyRead) {
        let confirmed = self.progress.with_untracked(|progress| {
            progress
                .iter()
                .filter_map(|(item, state)| match state {
                    Progress::Pending(sequence) | Progress::Late(sequence) => {
                        Some((item.clone(), *sequence))
                    }
                    _ => None,
                })
                .collect::<Vec<_>>()
        });
        self.take_read(read);
        for (item, sequence) in confirmed {
            if self.is_changed(&item) {
                // Somebody else changed it again: it is a difference like any other.
                self.progress
                    .update(|progress| progress.retain(|(known, _)| *known != item));
            } else {
                self.mark(&[item], Progress::Confirmed(sequence));
            }
        }
        self.keep();
    }

    fn take_read(self, mut read: PolicyRead) {
        read.settings.org_registration_disallowed = self.base().org_registration_disallowed;
        self.loaded.set(Some(read));
    }

    async fn read_again(self) -> Result<u64, CallError> {
        let read = call(&self.api(), get_login_policy()).await?;
        let sequence = read.details.sequence;
        let pending = self.pending_sequence();
        if pending.is_none_or(|pending| sequence >= pending) {
            self.show(read);
        }
        Ok(sequence)
    }

    /// Looks again for what was accepted, or for what became of a lost call.
    pub fn check_again(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn(async move {
            match self.read_again().await {
                Ok(sequence) => self.settle_unknown(sequence),
                Err(error) => {
                    self.announcer
                        .alarm(super::refusals::explain(&error, Operation::GetLoginPolicy).why);
                }
            }
            self.busy.set(false);
            self.keep();
        });
    }

    /// What became of lost calls, now that the settings were read: done, or an open change again.
    fn settle_unknown(self, sequence: u64) {
        let unknown: Vec<Item> = self.progress.with_untracked(|progress| {
            progress
                .iter()
                .filter(|(_, state)| *state == Progress::Unknown)
                .map(|(item, _)| item.clone())
                .collect()
        });
        let mut done = 0;
        for item in &unknown {
            if self.is_changed(item) {
                self.progress
                    .update(|progress| progress.retain(|(known, _)| known != item));
            } else {
                done += 1;
                self.mark(std::slice::from_ref(item), Progress::Confirmed(sequence));
            }
        }
        if !unknown.is_empty() {
            let words = if done == unknown.len() {
                text("say.was-done")
            } else {
                text("say.was-not-done")
            };
            self.announcer.say(words);
        }
    }
}
