//! Saying aloud that the sign-in ends soon, and that it has ended; each once.

use super::context::ActionContext;
use crate::auth::{Session, SessionState};
use crate::i18n::I18n;
use leptos::prelude::*;

/// In how many seconds the sign-in ends; tracked.
pub fn expires_in_text(session: Session, i18n: I18n) -> String {
    let seconds = session.expires_in().unwrap_or_default();
    let left = i18n.quantity(f64::from(seconds), "second");
    i18n.text_with("expiring.title", &[("left", &left)])
}

/// Follows the session.
pub(super) fn watch_session_end(context: ActionContext) {
    let ActionContext {
        store,
        i18n,
        announcer,
    } = context;
    let session = store.session;
    let is_expired = Memo::new(move |_| matches!(session.state(), SessionState::Expired(_)));
    let is_near = Memo::new(move |_| session.expires_in().is_some());
    Effect::new(move |before: Option<(bool, bool)>| {
        let (was_expired, was_near) = before.unwrap_or_default();
        let (is_expired, is_near) = (is_expired.get(), is_near.get());
        if is_expired && !was_expired {
            announcer.assertive(untrack(|| i18n.text("ended.title")));
        } else if is_near && !was_near {
            announcer.assertive(untrack(|| expires_in_text(session, i18n)));
        }
        (is_expired, is_near)
    });
}
