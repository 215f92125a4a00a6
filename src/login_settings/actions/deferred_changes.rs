//! What is not applied yet, as the rest of the page hears of it. A control that was just changed is
//! painted first; nobody waits for a switch because of all that hangs on the draft.

use crate::login_settings::state::SettingsStore;
use crate::platform::{clock, document};
use leptos::prelude::*;
use std::time::Duration;

/// Follows the draft, one painted frame late.
pub(super) fn watch_changes(store: SettingsStore) {
    let open = Memo::new(move |_| store.open_changes());
    Effect::new(move || {
        open.track();
        store.session.spawn(async move {
            document::next_frame().await;
            // The callbacks of a frame run before it is painted, a timer after that.
            clock::sleep(Duration::ZERO).await;
            let open = open.get_untracked();
            if store.draft.deferred.with_untracked(|known| *known != open) {
                store.draft.deferred.set(open);
            }
        });
    });
}
