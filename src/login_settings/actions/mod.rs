//! What people set going: reading, drafting that outlives the page, applying, confirming.
//!
//! Each is a function over an [`ActionContext`]; effects begin in [`watch`]. Rules that need no
//! browser (the apply loop, waiting until reads show a write) take their ports as arguments.
//!
//! `load` reads the page, `current_user` and `owners` what findings are judged by; `draft_storage`
//! keeps the draft over a reload; `run_plan` applies, by the pure loop in `apply_plan`;
//! `poll_confirmation` waits until reads show it, by the rules in `read_expectation`.

mod apply_plan;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod apply_tests;
mod current_user;
mod deferred_changes;
mod draft_storage;
pub mod load;
pub mod owners;
pub mod poll_confirmation;
mod read_expectation;
mod read_policy;
mod record_failure;
pub mod run_plan;
pub mod session_end;
mod timer;
mod user_details;

use crate::auth::SessionState;
use crate::components::{Announcer, use_announcer};
use crate::i18n::{I18n, use_i18n};
use crate::login_settings::state::{SettingsStore, use_settings};
use crate::platform::window_events;
use leptos::prelude::*;

/// What actions work on: the store, words in the person's language, and the live region.
#[derive(Clone, Copy)]
pub struct ActionContext {
    /// The settings.
    pub store: SettingsStore,
    /// The catalogue of the active language.
    pub i18n: I18n,
    /// Says what happened to people who cannot see it.
    pub announcer: Announcer,
}

/// The action context of the nearest console.
pub fn use_actions() -> ActionContext {
    ActionContext {
        store: use_settings(),
        i18n: use_i18n(),
        announcer: use_announcer(),
    }
}

/// Begins everything that goes on by itself until the owner it is called under is gone: reading the
/// settings for whoever signs in, following and storing the draft, asking what it is judged by, and
/// saying aloud that the sign-in ends. Call it once, before the session is started.
pub fn watch(context: ActionContext) {
    watch_person(context);
    deferred_changes::watch_changes(context.store);
    current_user::watch_need(context);
    draft_storage::watch_draft(context.store);
    session_end::watch_session_end(context);
    let store = context.store;
    // Signing in again leaves the page too, and brings the draft back.
    window_events::confirm_before_leaving(move || {
        store.session.is_inside() && untrack(|| !store.open_changes().is_empty())
    });
}

/// Whoever comes in gets their own settings; whoever goes leaves nothing behind.
fn watch_person(context: ActionContext) {
    let store = context.store;
    Effect::new(move || {
        let subject = match store.session.state() {
            SessionState::Starting | SessionState::Redirecting => return,
            SessionState::SignedIn(person) | SessionState::Expired(person) => person.subject,
            SessionState::SignedOut(_) | SessionState::Failed(_) => String::new(),
        };
        if store.server.subject.get_untracked() == subject {
            return;
        }
        let is_somebody = !subject.is_empty();
        store.reset(subject);
        if is_somebody {
            load::load(context);
        }
    });
}
