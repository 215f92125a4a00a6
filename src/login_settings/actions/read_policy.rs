//! Reading the policy again after something was sent, and what that tells of it. Nothing is confirmed
//! that no read has shown.

use super::read_expectation::ReadExpectation;
use crate::login_settings::state::{ChangeStatus, SettingsStore};
use leptos::prelude::*;
use login_policy::Item;
use zitadel_admin::{CallError, PolicyRead};

/// Reads once; the page takes what was read unless it lags behind what was accepted. Returns the
/// sequence of the policy.
pub(super) async fn read_again(store: SettingsStore) -> Result<u64, CallError> {
    let mut expectation = expectation(store).unwrap_or_default();
    expectation.restriction |= unknown_items(store).contains(&Item::OrgRegistration);
    let (read, is_met) = expectation.read_once(&store.session.client()).await?;
    let sequence = read.details.sequence;
    if is_met {
        receive_policy(store, read);
    }
    Ok(sequence)
}

/// What reads have yet to show of what was accepted; `None` if that is nothing.
pub(super) fn expectation(store: SettingsStore) -> Option<ReadExpectation> {
    let accepted = accepted_items(store);
    (!accepted.is_empty()).then(|| {
        let wanted = store.draft.settings.get_untracked();
        ReadExpectation::of(&accepted, |item| wanted.item(item))
    })
}

/// Takes a read that shows at least what was accepted: that becomes confirmed, or, where the value is
/// another, a change by somebody else.
pub(super) fn receive_policy(store: SettingsStore, mut read: PolicyRead) {
    let accepted = accepted_items(store);
    let restricted = &mut read.settings.org_registration_disallowed;
    *restricted = restricted.or(untrack(|| store.server.base()).org_registration_disallowed);
    store.server.policy.set(Some(read));
    for (item, sequence) in accepted {
        settle(store, item, sequence);
    }
}

/// What was sent and may have been carried out or not.
pub(super) fn unknown_items(store: SettingsStore) -> Vec<Item> {
    untrack(|| store.items_with_status(|status| status == ChangeStatus::Unknown))
}

/// Confirms a change that the settings just read show; returns whether they do. One that they do not
/// show is a difference like any other.
pub(super) fn settle(store: SettingsStore, item: Item, sequence: u64) -> bool {
    let is_shown = !untrack(|| store.is_changed(&item));
    if is_shown {
        store.set_progress(&[item], ChangeStatus::Confirmed(sequence));
    } else {
        store.forget_progress(&item);
    }
    is_shown
}

/// What was accepted and is not confirmed, with its sequence.
fn accepted_items(store: SettingsStore) -> Vec<(Item, u64)> {
    store.apply.progress.with_untracked(|progress| {
        let accepted = progress.iter().filter_map(|(item, status)| {
            let sequence = status.awaited_sequence()?;
            Some((item.clone(), sequence))
        });
        accepted.collect()
    })
}
