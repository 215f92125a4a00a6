//! How the control of an item stands, and why it takes no input.

use super::element_ids;
use crate::components::ControlState;
use crate::login_settings::state::SettingsStore;
use leptos::prelude::*;
use login_policy::Item;

/// How far the value of an item has come.
pub fn control_state(store: SettingsStore, item: &Item) -> Memo<ControlState> {
    let item = item.clone();
    Memo::new(move |_| store.control_state(&item))
}

/// The id of the sentence that says why a control takes no input; `None` where it takes some.
pub fn locked_reason(store: SettingsStore) -> Memo<Option<&'static str>> {
    Memo::new(move |_| {
        if store.server.access.with(|access| access.write) {
            store.apply.busy.get().then_some(element_ids::WORKING)
        } else {
            Some(element_ids::READ_ONLY)
        }
    })
}
