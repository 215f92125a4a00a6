//! What goes on by itself for as long as the console is there.

use super::context::ActionContext;
use super::current_user::watch_need;
use super::deferred_changes::watch_changes;
use super::draft_storage::watch_draft;
use super::load::load;
use super::session_end::watch_session_end;
use crate::auth::SessionState;
use crate::platform::window_events;
use leptos::prelude::*;

/// Begins everything that goes on by itself until the owner it is called under is gone: reading the
/// settings for whoever signs in, following and storing the draft, asking what it is judged by, and
/// saying aloud that the sign-in ends. Call it once, before the session is started.
pub fn watch(context: ActionContext) {
    watch_person(context);
    watch_changes(context.store);
    watch_need(context);
    watch_draft(context.store);
    watch_session_end(context);
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
            load(context);
        }
    });
}
