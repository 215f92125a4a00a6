//! Signing out: revoke the refresh token, wait for that, then end the session at the server.
//!
//! A mere `end_session` leaves ZITADEL's refresh token usable, so the order matters (RFC 7009;
//! OpenID Connect RP-Initiated Logout 1.0 §2).

use super::inner::SessionInner;
use super::session_state::{SessionState, SignedOutReason};
use crate::platform::location::{self, HistoryEntry};
use crate::platform::storage::{TabStorage, local_set};
use crate::platform::{clock, window_events};
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use oauth2_pkce::RefreshToken;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

/// What tells the other tabs that somebody signed out: a moment, never a token.
const SIGNED_OUT: &str = "signed-out";
/// Whether the refresh token was revoked at the last sign-out, for the page that comes after it.
const REVOKED: &str = "revoked";
/// How long the server may take to revoke the token.
const PATIENCE: Duration = Duration::from_secs(2);

/// Signs out. Returns only if the server offers no page for ending its session.
pub(super) async fn sign_out(session: &Rc<SessionInner>) {
    let record = session.record();
    session.tokens.clear();
    session.expires_in.set(None);
    session.state.set(SessionState::Redirecting);
    local_set(SIGNED_OUT, &clock::now_rfc3339());
    let (refresh_token, id_token) = record.map_or((None, None), |record| {
        (record.refresh_token, record.id_token)
    });
    let is_revoked = match refresh_token {
        Some(token) => revoke(session, token).await,
        None => true,
    };
    if let Ok(Some(url)) = session.client.end_session_url(id_token.as_ref()).await {
        let value = if is_revoked { "yes" } else { "no" };
        session.storage.set(REVOKED, value);
        location::leave_for(url.as_str(), HistoryEntry::Replace).await;
        session.storage.remove(REVOKED);
    }
    session
        .state
        .set(SessionState::SignedOut(SignedOutReason::SignedOutHere {
            revoked: is_revoked,
        }));
}

/// What the signed-out page says, when the server has sent the person back to it.
pub(super) fn take_reason(storage: &TabStorage) -> SignedOutReason {
    match storage.take(REVOKED) {
        Some(revoked) => SignedOutReason::SignedOutHere {
            revoked: revoked == "yes",
        },
        None => SignedOutReason::NotSignedIn,
    }
}

/// Signs this tab out when somebody signs out in another one, until the present owner is gone.
pub(super) fn follow_other_tabs(session: Rc<SessionInner>) {
    window_events::on_storage_written(SIGNED_OUT, move || {
        if session.has_person() {
            session.tokens.clear();
            session.expires_in.set(None);
            session
                .state
                .set(SessionState::SignedOut(SignedOutReason::SignedOutElsewhere));
        }
    });
}

/// Revokes the refresh token; `false` if the server did not confirm that in time. The request goes
/// on beyond that.
async fn revoke(session: &Rc<SessionInner>, token: RefreshToken) -> bool {
    let (answer, answered) = oneshot::channel();
    let session = Rc::clone(session);
    spawn_local(async move {
        let result = session.client.revoke(&token).await;
        // Nobody waits for it any more once the patience is over.
        let _ = answer.send(result.is_ok());
    });
    match select(answered, pin!(clock::sleep(PATIENCE))).await {
        Either::Left((is_revoked, _)) => is_revoked.unwrap_or(false),
        Either::Right(_) => false,
    }
}
