//! The draft: what people change before anything is sent.

use super::{ApplyState, ChangeStatus, DraftState, ServerState, SettingsStore};
use crate::components::ControlState;
use crate::login_settings::schema::{Group, setting_of};
use leptos::prelude::*;
use login_policy::lifetime::Unit;
use login_policy::{Change, Field, Item, LoginSettings, Value, changes};

/// A draft that was found in this tab's storage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestoredDraft {
    /// How many changes it holds.
    pub changes: usize,
    /// What somebody else changed since it was saved.
    pub changed_meanwhile: Vec<Item>,
}

impl SettingsStore {
    /// What the draft holds; tracked.
    pub fn wanted(self, item: &Item) -> Value {
        self.draft.settings.with(|draft| draft.item(item))
    }

    /// What the server holds; `None` until it was read; tracked.
    pub fn stored(self, item: &Item) -> Option<Value> {
        self.server.policy.with(|policy| {
            let settings = &policy.as_ref()?.settings;
            let is_read =
                *item != Item::OrgRegistration || settings.org_registration_disallowed.is_some();
            is_read.then(|| settings.item(item))
        })
    }

    /// Whether the draft differs from the server here; tracked.
    pub fn is_changed(self, item: &Item) -> bool {
        self.stored(item)
            .is_some_and(|stored| self.wanted(item) != stored)
    }

    /// What is not applied yet: differences that are not on their way to the server; tracked.
    ///
    /// Current at once; what costs more than a frame follows [`super::DraftState::deferred`].
    pub fn open_changes(self) -> Vec<Change> {
        open_changes(self.server, self.draft, self.apply)
    }

    /// Whether the deferred changes are all that is not applied yet.
    pub fn is_settled(self) -> bool {
        self.draft
            .deferred
            .with_untracked(|deferred| *deferred == untrack(|| self.open_changes()))
    }

    /// What is not applied yet of a group; tracked.
    pub fn changes_in(self, group: Group) -> Vec<Change> {
        let mut open = self.draft.deferred.get();
        open.retain(|change| setting_of(&change.item).group == group);
        open
    }

    /// How many inputs of a group are no value; tracked.
    pub fn errors_in(self, group: Group) -> usize {
        let is_in_group = |field: Field| setting_of(&Item::Field(field)).group == group;
        self.draft.field_errors.with(|errors| {
            errors
                .iter()
                .filter(|error| is_in_group(error.field))
                .count()
        })
    }

    /// How the control of an item stands; tracked.
    pub fn control_state(self, item: &Item) -> ControlState {
        let in_conflict = self.apply.conflict.with(|conflict| {
            conflict
                .as_ref()
                .is_some_and(|one| one.merge.conflicts.iter().any(|one| one.item == *item))
        });
        if in_conflict {
            return ControlState::Conflict;
        }
        match self.change_status(item) {
            Some(ChangeStatus::Pending(_)) => ControlState::Pending,
            Some(ChangeStatus::Overdue(_)) => ControlState::Overdue,
            Some(ChangeStatus::Confirmed(_)) => ControlState::Confirmed,
            Some(ChangeStatus::Refused) => ControlState::Refused,
            Some(ChangeStatus::Unknown) => ControlState::Unknown,
            None if self.is_changed(item) => ControlState::Draft,
            None => ControlState::Plain,
        }
    }

    /// Whether controls may be changed now; tracked.
    pub fn is_editable(self) -> bool {
        self.server.access.with(|access| access.write) && !self.apply.busy.get()
    }

    /// Changes the draft.
    pub fn set_value(self, item: &Item, value: Value) {
        self.forget_progress(item);
        self.draft.settings.update(|draft| {
            draft.set_item(item, value);
        });
    }

    /// Takes one change out of the draft.
    pub fn discard(self, item: &Item) {
        self.draft
            .field_errors
            .update(|errors| errors.retain(|error| Item::Field(error.field) != *item));
        if let Some(stored) = untrack(|| self.stored(item)) {
            self.set_value(item, stored);
        }
    }

    /// Takes the changes of a group out of the draft, and its inputs that are no value.
    pub fn discard_group(self, group: Group) {
        self.draft.field_errors.update(|errors| {
            errors.retain(|error| setting_of(&Item::Field(error.field)).group != group);
        });
        for change in untrack(|| self.changes_in(group)) {
            self.discard(&change.item);
        }
    }

    /// Takes all changes out of the draft.
    pub fn discard_all(self) {
        let open = untrack(|| self.open_changes());
        for change in &open {
            self.forget_progress(&change.item);
        }
        self.draft.settings.update(|draft| {
            for change in open {
                draft.set_item(&change.item, change.from);
            }
        });
        self.apply.conflict.set(None);
        self.draft.restored.set(None);
        self.draft.field_errors.set(Vec::new());
    }

    /// Puts the opposite of applied changes into the draft.
    pub fn draft_undo(self, applied: &[Change]) {
        self.draft.settings.update(|draft| {
            for change in applied.iter().rev() {
                draft.set_item(&change.item, change.from.clone());
            }
        });
        for change in applied {
            self.forget_progress(&change.item);
        }
    }

    /// Takes what was read of the restrictions; a wish for them that is in the draft stays.
    pub fn receive_restrictions(self, disallowed: bool) {
        let was_read = untrack(|| self.server.base()).org_registration_disallowed;
        self.server.policy.update(|policy| {
            if let Some(read) = policy {
                read.settings.org_registration_disallowed = Some(disallowed);
            }
        });
        self.draft.settings.update(|draft| {
            let wish = draft
                .org_registration_disallowed
                .filter(|wish| Some(*wish) != was_read);
            draft.org_registration_disallowed = wish.or(Some(disallowed));
        });
    }

    /// The unit in which the person wrote a lifetime; tracked.
    pub fn chosen_unit(self, field: Field) -> Option<Unit> {
        self.draft.units.with(|units| {
            let of_field = units.iter().find(|(known, _)| *known == field);
            of_field.map(|(_, unit)| *unit)
        })
    }

    /// Remembers the unit in which the person writes a lifetime.
    pub fn choose_unit(self, field: Field, unit: Unit) {
        self.draft.units.update(|units| {
            units.retain(|(known, _)| *known != field);
            units.push((field, unit));
        });
    }
}

impl ServerState {
    /// The settings as the server holds them, as far as they were read; tracked.
    pub fn base(self) -> LoginSettings {
        self.policy.with(|policy| {
            let settings = policy.as_ref().map(|read| read.settings.clone());
            settings.unwrap_or_default()
        })
    }
}

/// What is not applied yet; tracked.
pub(super) fn open_changes(
    server: ServerState,
    draft: DraftState,
    apply: ApplyState,
) -> Vec<Change> {
    let mut open = server.policy.with(|policy| {
        policy.as_ref().map_or_else(Vec::new, |read| {
            draft.settings.with(|draft| changes(&read.settings, draft))
        })
    });
    apply.progress.with(|progress| {
        open.retain(|change| {
            !progress
                .iter()
                .any(|(item, status)| *item == change.item && status.is_unconfirmed())
        });
    });
    open
}
