//! Where the session stands when the page was loaded: a callback, a signed-out page, or a tab that
//! was signed in before.

use super::auth_error::AuthError;
use super::callback::{CallbackError, handle_callback, sweep_transactions};
use super::inner::SessionInner;
use super::session_state::{RefreshOutcome, SessionState, SignedOutReason};
use super::sign_out;
use super::token_refresh::refresh;
use crate::platform::location;
use crate::routes::Page;
use leptos::prelude::Set;
use std::rc::Rc;

/// Finds out where the session stands, and puts the address bar in order before the state says so.
pub(super) async fn restore(session: &Rc<SessionInner>) {
    let state = match Page::of(&location::path()) {
        Some(Page::Callback) => match handle_callback(session).await {
            Ok(person) => SessionState::SignedIn(person),
            Err(CallbackError::Rejected(error)) => SessionState::Failed(error),
            Err(CallbackError::Stale(error)) => resume(session, Some(Outside::Stale(error))).await,
        },
        Some(Page::SignedOut) => {
            // The server sends parameters of its own back; none of them is needed.
            location::replace_path(Page::SignedOut.path());
            let reason = sign_out::take_reason(&session.storage);
            resume(session, Some(Outside::SignedOut(reason))).await
        }
        _ => resume(session, None).await,
    };
    sweep_transactions(&session.storage);
    session.state.set(state);
}

/// A page that is no place to be for whoever is signed in, and what it says to others.
enum Outside {
    Stale(AuthError),
    SignedOut(SignedOutReason),
}

/// Renews what this tab kept; if it kept nothing of use, nobody is signed in.
async fn resume(session: &Rc<SessionInner>, page: Option<Outside>) -> SessionState {
    match refresh(session).await {
        RefreshOutcome::Refreshed(person) => {
            if page.is_some() {
                location::replace_path(Page::LoginSettings.path());
            }
            SessionState::SignedIn(person)
        }
        RefreshOutcome::Postponed(error) => SessionState::Failed(error),
        RefreshOutcome::Ended => {
            // It is good for nothing any more, and need not be tried at every reload.
            session.tokens.clear();
            match page {
                Some(Outside::Stale(error)) => SessionState::Failed(error),
                Some(Outside::SignedOut(reason)) => SessionState::SignedOut(reason),
                None => SessionState::SignedOut(SignedOutReason::NotSignedIn),
            }
        }
    }
}
