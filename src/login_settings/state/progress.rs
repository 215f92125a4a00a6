//! What became of changes that were sent.

use super::SettingsStore;
use leptos::prelude::*;
use login_policy::Item;

/// What became of one change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeStatus {
    /// Accepted with this sequence, not yet seen in a read.
    Pending(u64),
    /// Accepted with this sequence, and not seen in a read although the deadline has passed.
    Overdue(u64),
    /// Seen in a read.
    Confirmed(u64),
    /// Refused by the server.
    Refused,
    /// Sent; whether it was carried out is not known.
    Unknown,
}

impl ChangeStatus {
    /// Whether the server may hold something else than reads have shown.
    pub fn is_unconfirmed(self) -> bool {
        matches!(self, Self::Pending(_) | Self::Overdue(_) | Self::Unknown)
    }

    /// The sequence a read has yet to show.
    pub fn awaited_sequence(self) -> Option<u64> {
        match self {
            Self::Pending(sequence) | Self::Overdue(sequence) => Some(sequence),
            Self::Confirmed(_) | Self::Refused | Self::Unknown => None,
        }
    }
}

impl SettingsStore {
    /// What became of a change to this item; tracked.
    pub fn change_status(self, item: &Item) -> Option<ChangeStatus> {
        self.apply.progress.with(|progress| {
            progress
                .iter()
                .find(|(known, _)| known == item)
                .map(|(_, status)| *status)
        })
    }

    /// The items that were sent and whose status satisfies a condition.
    pub fn items_with_status(self, holds: impl Fn(ChangeStatus) -> bool) -> Vec<Item> {
        self.apply.progress.with(|progress| {
            let matching = progress.iter().filter(|(_, status)| holds(*status));
            matching.map(|(item, _)| item.clone()).collect()
        })
    }

    /// Records what became of changes to these items.
    pub fn set_progress(self, items: &[Item], status: ChangeStatus) {
        self.apply.progress.update(|progress| {
            progress.retain(|(item, _)| !items.contains(item));
            progress.extend(items.iter().map(|item| (item.clone(), status)));
        });
    }

    /// Forgets what became of an earlier change to this item.
    pub fn forget_progress(self, item: &Item) {
        let is_known = self
            .apply
            .progress
            .with_untracked(|progress| progress.iter().any(|(known, _)| known == item));
        if is_known {
            self.apply
                .progress
                .update(|progress| progress.retain(|(known, _)| known != item));
        }
    }

    /// Marks what was accepted and is still not visible in reads.
    pub fn mark_overdue(self) {
        self.apply.progress.update(|progress| {
            for (_, status) in progress {
                if let ChangeStatus::Pending(sequence) = *status {
                    *status = ChangeStatus::Overdue(sequence);
                }
            }
        });
    }

    /// Whether the server may hold something else than reads have shown, for longer than a moment.
    /// A plan made from these would take it back, because a write replaces all fields; tracked.
    pub fn has_unconfirmed(self) -> bool {
        self.apply.progress.with(|progress| {
            progress.iter().any(|(_, status)| {
                matches!(status, ChangeStatus::Overdue(_) | ChangeStatus::Unknown)
            })
        })
    }
}
