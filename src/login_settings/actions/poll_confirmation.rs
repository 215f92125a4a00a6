//! From accepted to confirmed: reading until the server shows what it accepted, and finding out what
//! became of lost calls.

use super::context::ActionContext;
use super::read_expectation::poll_until_shown;
use super::read_policy::{expectation, read_again, receive_policy, settle, unknown_items};
use super::record_failure::record_failure;
use super::timer::BrowserTimer;
use crate::login_settings::errors::error_text;
use crate::login_settings::state::SettingsStore;
use crate::platform::clock;
use leptos::prelude::*;
use login_policy::Item;
use std::time::Duration;
use zitadel_admin::{CallError, Operation, call, refresh_login_settings};

/// How long links of providers and restrictions may take to be shown, once somebody asks.
const PATIENCE_MS: f64 = 2_000.0;
const PAUSE: Duration = Duration::from_millis(200);

/// Looks again for what was accepted, or for what became of a lost call.
pub fn check_again(context: ActionContext) {
    let ActionContext {
        store,
        i18n,
        announcer,
    } = context;
    if store.apply.busy.get_untracked() {
        return;
    }
    store.apply.busy.set(true);
    store.session.spawn(async move {
        match catch_up(store).await {
            Ok(sequence) => settle_unknown(context, sequence),
            Err(error) => {
                let text = untrack(|| error_text(i18n, &error, Operation::GetLoginPolicy));
                announcer.assertive(text.why);
            }
        }
        store.apply.busy.set(false);
    });
}

/// Waits until reads show what was accepted.
pub(super) async fn confirm(context: ActionContext) {
    let store = context.store;
    let Some(expectation) = expectation(store) else {
        return;
    };
    let api = store.session.client();
    match poll_until_shown(&api, &BrowserTimer, &expectation).await {
        Ok(Some(read)) => receive_policy(store, read),
        Ok(None) => store.mark_overdue(),
        Err(error) => {
            store.mark_overdue();
            record_failure(context, None, Vec::new(), error, Operation::GetLoginPolicy).await;
        }
    }
}

/// Reads what became of calls. The server is asked to catch up first; what it keeps elsewhere than
/// in the policy does not, and is given a moment.
async fn catch_up(store: SettingsStore) -> Result<u64, CallError> {
    // Only a help: what is read afterwards counts.
    let _ = call(&store.session.client(), refresh_login_settings()).await;
    let begun = clock::monotonic_ms();
    loop {
        let sequence = read_again(store).await?;
        let lags = |item: &Item| {
            matches!(item, Item::Provider(_) | Item::OrgRegistration)
                && untrack(|| store.is_changed(item))
        };
        let is_over = clock::monotonic_ms() - begun >= PATIENCE_MS;
        if is_over || !unknown_items(store).iter().any(lags) {
            return Ok(sequence);
        }
        clock::sleep(PAUSE).await;
    }
}

/// What became of lost calls, now that the settings were read: done, or an open change again.
fn settle_unknown(context: ActionContext, sequence: u64) {
    let unknown = unknown_items(context.store);
    if unknown.is_empty() {
        return;
    }
    let mut all_done = true;
    for item in unknown {
        all_done &= settle(context.store, item, sequence);
    }
    let key = if all_done {
        "say.was-done"
    } else {
        "say.was-not-done"
    };
    context.announcer.polite(untrack(|| context.i18n.text(key)));
}
