//! Somebody else changed the settings: the three versions, and what was decided.

use super::SettingsStore;
use leptos::prelude::*;
use login_policy::{Merge, merge, resolve};
use zitadel_admin::PolicyRead;

/// A change by somebody else that was found before a call of a plan.
#[derive(Clone, PartialEq, Debug)]
pub struct PolicyConflict {
    /// The settings as they are on the server now.
    pub theirs: PolicyRead,
    /// What was loaded, what is on the server and what the draft holds, compared.
    pub merge: Merge,
    /// For each of `merge.conflicts`, whether the draft shall win; `None` until decided.
    pub keep_mine: Vec<Option<bool>>,
}

impl PolicyConflict {
    /// How many of the conflicts are not decided.
    pub fn undecided(&self) -> usize {
        self.keep_mine.iter().filter(|mine| mine.is_none()).count()
    }
}

impl SettingsStore {
    /// Sets what somebody else did beside what the draft holds.
    pub fn begin_conflict(self, mut theirs: PolicyRead) {
        // Restrictions that were not read with the policy this time still are what they were.
        let restricted = &mut theirs.settings.org_registration_disallowed;
        let base = untrack(|| self.server.base());
        *restricted = restricted.or(base.org_registration_disallowed);
        let merge = merge(
            &base,
            &theirs.settings,
            &self.draft.settings.get_untracked(),
        );
        let keep_mine = vec![None; merge.conflicts.len()];
        self.apply.conflict.set(Some(PolicyConflict {
            theirs,
            merge,
            keep_mine,
        }));
    }

    /// Decides one of the conflicts; sends nothing.
    pub fn decide_conflict(self, index: usize, keep_mine: bool) {
        self.apply.conflict.update(|conflict| {
            let decision = conflict
                .as_mut()
                .and_then(|conflict| conflict.keep_mine.get_mut(index));
            if let Some(decision) = decision {
                *decision = Some(keep_mine);
            }
        });
    }

    /// Moves the draft onto what the server holds now, as was decided.
    pub fn resolve_conflict(self) {
        let Some(conflict) = self.apply.conflict.get_untracked() else {
            return;
        };
        let resolved = resolve(
            &conflict.theirs.settings,
            &self.draft.settings.get_untracked(),
            &conflict.merge,
            |item| {
                conflict
                    .merge
                    .conflicts
                    .iter()
                    .zip(&conflict.keep_mine)
                    .any(|(one, mine)| one.item == *item && *mine == Some(true))
            },
        );
        self.server.policy.set(Some(conflict.theirs));
        self.draft.settings.set(resolved);
        self.apply.conflict.set(None);
    }
}
