//! From accepted to confirmed: reading until the server shows what it accepted, and what became of
//! lost calls. Nothing is confirmed that no read has shown.

use super::apply::{Awaited, until_shown};
use super::applying::RealPace;
use crate::browser::clock;
use crate::browser::tasks::spawn;
use crate::i18n::text;
use crate::pages::settings::model::Model;
use crate::pages::settings::refusals::explain;
use crate::pages::settings::state::Progress;
use login_policy::Item;
use zitadel_admin::{CallError, Operation, PolicyRead, call, refresh_login_settings};

/// How long links of providers and restrictions may take to be shown, once somebody asks.
const MOMENT_MS: f64 = 2_000.0;
const PAUSE_MS: u32 = 200;

impl Model {
    /// Waits until reads show what was accepted.
    pub(super) async fn confirm(self) {
        let Some(awaited) = self.awaited() else {
            return;
        };
        match until_shown(&self.api(), &RealPace, &awaited).await {
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

    /// What reads have yet to show of what was accepted; `None` if that is nothing.
    fn awaited(self) -> Option<Awaited> {
        let pending: Vec<(Item, u64)> = self.progress.with_untracked(|progress| {
            let waiting = |(item, state): &(Item, Progress)| match state {
                Progress::Pending(sequence) | Progress::Late(sequence) => {
                    Some((item.clone(), *sequence))
                }
                _ => None,
            };
            progress.iter().filter_map(waiting).collect()
        });
        (!pending.is_empty()).then(|| {
            let wanted = self.wanted.get_untracked();
            Awaited::of(&pending, |item| wanted.item(item))
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
        if read.settings.org_registration_disallowed.is_none() {
            read.settings.org_registration_disallowed = self.base().org_registration_disallowed;
        }
        self.loaded.set(Some(read));
    }

    /// Reads once; the page takes it unless it lags behind what was accepted.
    pub(super) async fn read_again(self) -> Result<u64, CallError> {
        let mut awaited = self.awaited().unwrap_or_default();
        awaited.restriction |= self.unknown().contains(&Item::OrgRegistration);
        let (read, shows) = awaited.look(&self.api()).await?;
        let sequence = read.details.sequence;
        if shows {
            self.show(read);
        }
        Ok(sequence)
    }

    /// Reads what became of calls. The server is asked to catch up first; what it keeps elsewhere than
    /// the policy does not, and is given a moment.
    async fn look_again(self) -> Result<u64, CallError> {
        // Only a help: what is read afterwards counts.
        let _ = call(&self.api(), refresh_login_settings()).await;
        let begun = clock::stopwatch_ms();
        loop {
            let sequence = self.read_again().await?;
            let lags = |item: &Item| {
                matches!(item, Item::Provider(_) | Item::OrgRegistration) && self.is_changed(item)
            };
            if clock::stopwatch_ms() - begun >= MOMENT_MS || !self.unknown().iter().any(lags) {
                return Ok(sequence);
            }
            clock::sleep_ms(PAUSE_MS).await;
        }
    }

    /// What was sent and may have been carried out or not.
    fn unknown(self) -> Vec<Item> {
        self.progress.with_untracked(|progress| {
            progress
                .iter()
                .filter(|(_, state)| *state == Progress::Unknown)
                .map(|(item, _)| item.clone())
                .collect()
        })
    }

    /// What became of lost calls, now that the settings were read: done, or an open change again.
    fn settle_unknown(self, sequence: u64) {
        let unknown = self.unknown();
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

/// Looks again for what was accepted, or for what became of a lost call.
pub fn check_again(model: Model) {
    if model.busy.get_untracked() {
        return;
    }
    model.busy.set(true);
    spawn(async move {
        match model.look_again().await {
            Ok(sequence) => model.settle_unknown(sequence),
            Err(error) => {
                let why = explain(&error).why;
                model.announcer.alarm(why);
            }
        }
        model.busy.set(false);
        model.keep();
    });
}
