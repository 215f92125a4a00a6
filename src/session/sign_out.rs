//! Going out: take the refresh token back, wait for that, then end the session at the server.
//!
//! A mere `end_session` leaves ZITADEL's refresh token usable, so the order matters
//! (RFC 7009; OpenID Connect RP-Initiated Logout 1.0 §2).

use super::sign_in::REVOKED;
use super::{Goodbye, Session, SessionState};
use crate::browser::crypto::BrowserRandom;
use crate::browser::ports::Browser;
use crate::browser::storage::tab;
use crate::browser::tasks::spawn;
use crate::browser::{address, clock};
use oauth2_pkce::SessionRecord;
use std::cell::Cell;
use std::rc::Rc;

/// How long the server may take to take the token back.
const PATIENCE_MS: u32 = 2_000;

impl Session {
    /// Signs out. Comes back only if the server offers no page for ending its session.
    pub fn sign_out(self) {
        spawn(self.leave_to_sign_out());
    }

    async fn leave_to_sign_out(self) {
        let inner = self.inner();
        let record = inner.tokens.record(&inner.registration);
        inner.tokens.forget();
        self.state.set(SessionState::Leaving);
        self.tell_other_tabs();
        let Ok(metadata) = inner.metadata().await else {
            self.state
                .set(SessionState::SignedOut(Goodbye::Here { revoked: false }));
            return;
        };
        let revoked = self.take_back(record.as_ref()).await;
        tab::set(REVOKED, if revoked { "yes" } else { "no" });
        let state = oauth2_pkce::random_state(&BrowserRandom).unwrap_or_default();
        let id_token = record.as_ref().and_then(|record| record.id_token.as_ref());
        if let Some(url) =
            oauth2_pkce::end_session_url(&metadata, &inner.registration, id_token, &state)
        {
            address::leave_for(&url, false).await;
        }
        self.state
            .set(SessionState::SignedOut(Goodbye::Here { revoked }));
    }

    /// Revokes the refresh token; `false` if the server did not say within two seconds that it is.
    async fn take_back(self, record: Option<&SessionRecord>) -> bool {
        let Some(token) = record.and_then(|record| record.refresh_token.clone()) else {
            return true;
        };
        let answer = Rc::new(Cell::new(None));
        let told = Rc::clone(&answer);
        let inner = self.inner();
        spawn(async move {
            let done = match inner.metadata().await {
                Ok(metadata) => {
                    oauth2_pkce::revoke(&Browser, &metadata, &inner.registration, &token)
                        .await
                        .is_ok()
                }
                Err(_) => false,
            };
            told.set(Some(done));
        });
        let begun = clock::stopwatch_ms();
        while answer.get().is_none() && clock::stopwatch_ms() - begun < f64::from(PATIENCE_MS) {
            clock::sleep_ms(10).await;
        }
        answer.get().unwrap_or(false)
    }
}
