//! Keeping the token fresh: in quiet moments, after a refusal, and never twice at once.
//!
//! ZITADEL kills the old access token the moment a new one is minted, so a renewal waits until no
//! call is under way (sign-in.md, Z2).

use super::sign_in::person;
use super::{Inner, Person, Session, SessionState};
use crate::browser::ports::Browser;
use crate::browser::storage::origin;
use crate::browser::{clock, tabs};
use oauth2_pkce::{EndReason, Renewal, SessionRecord};

/// The key another tab writes when somebody signs out there. It holds a moment, never a token.
pub(super) const SIGNED_OUT: &str = "signed-out";
/// How often the clock is looked at; timers of a sleeping laptop come late, the clock does not.
const TICK_MS: u32 = 5_000;
/// The end is announced this long before.
const WARNING_SECONDS: f64 = 120.0;

/// Somebody of whom the server only told who they are.
fn unnamed(subject: &str) -> Person {
    Person {
        subject: subject.to_owned(),
        name: subject.to_owned(),
        login_name: None,
        locale: None,
        amr: Vec::new(),
    }
}

/// How a renewal went.
pub(super) enum Renewing {
    /// There is a new token, of this person.
    Done(Person),
    /// Nothing was decided, for the reason of this code; the old token may still live.
    Later(&'static str),
    /// The sign-in is over.
    Over,
}

impl Session {
    /// Watches the clock and the other tabs for as long as the page lives.
    pub fn watch(self) {
        tabs::on_written_elsewhere(SIGNED_OUT, move || {
            if self.person().is_some() {
                self.inner().tokens.forget();
                self.state
                    .set(SessionState::SignedOut(super::Goodbye::Elsewhere));
            }
        });
        tabs::on_restored(move || {
            if self.person().is_none() {
                crate::browser::address::reload();
            }
        });
        crate::browser::tasks::spawn(async move {
            loop {
                clock::sleep_ms(TICK_MS).await;
                self.tick().await;
            }
        });
    }

    /// Puts the end of the sign-in off now, if it can be.
    pub fn extend(self) {
        crate::browser::tasks::spawn(self.renew_or_end());
    }

    async fn renew_or_end(self) {
        if self.renew().await == Some(false) {
            self.end();
        }
    }

    async fn tick(self) {
        if !matches!(self.state.get_untracked(), SessionState::SignedIn(_)) {
            return;
        }
        let inner = self.inner();
        let Some((due, end)) = inner.tokens.times() else {
            return;
        };
        let now = clock::now_seconds();
        let quiet = inner.tokens.under_way.get() == 0;
        let ends_within = |seconds: f64| end.is_some_and(|end| end - now <= seconds);
        if due.is_some_and(|due| now >= due) && (quiet || ends_within(WARNING_SECONDS)) {
            self.renew_or_end().await;
        }
        // There is nothing to warn of while a renewal is yet to come.
        let left = inner
            .tokens
            .times()
            .filter(|(due, _)| due.is_none_or(|due| now >= due))
            .and_then(|(_, end)| end)
            .map(|end| end - clock::now_seconds())
            .filter(|left| *left <= WARNING_SECONDS);
        if left.is_some_and(|left| left <= 0.0) {
            self.end();
        }
        let shown = left.map(|left| left.max(0.0) as u32);
        if self.expires_in.get_untracked() != shown {
            self.expires_in.set(shown);
        }
    }

    /// Renews: `Some(true)` done, `Some(false)` over, `None` not now.
    pub(super) async fn renew(self) -> Option<bool> {
        let inner = self.inner();
        if inner.tokens.renewing.get() {
            while inner.tokens.renewing.get() {
                clock::sleep_ms(20).await;
            }
            return inner.tokens.renewed.get();
        }
        let Some(record) = inner.tokens.record(&inner.registration) else {
            return Some(false);
        };
        let renewed = match self.renew_from(inner, &record).await {
            Renewing::Done(_) => Some(true),
            Renewing::Later(_) => None,
            Renewing::Over => Some(false),
        };
        inner.tokens.renewed.set(renewed);
        renewed
    }

    pub(super) async fn renew_from(self, inner: &Inner, record: &SessionRecord) -> Renewing {
        let Some(refresh_token) = &record.refresh_token else {
            return self.not_renewable();
        };
        let metadata = match inner.metadata().await {
            Ok(metadata) => metadata,
            Err(error) => return Renewing::Later(error.code()),
        };
        let epoch = inner.tokens.epoch.get();
        inner.tokens.renewing.set(true);
        let renewal = oauth2_pkce::renew(
            &Browser,
            &inner.registration,
            &metadata,
            &inner.tokens.keys,
            refresh_token,
            &record.anchor,
        )
        .await;
        inner.tokens.renewing.set(false);
        match renewal {
            Renewal::Renewed(renewed) => {
                let fresh = renewed.tokens.refresh_token().cloned();
                if inner.tokens.epoch.get() != epoch {
                    // Somebody signed out meanwhile: this token must not outlive that.
                    if let Some(fresh) = fresh {
                        let _ =
                            oauth2_pkce::revoke(&Browser, &metadata, &inner.registration, &fresh)
                                .await;
                    }
                    return Renewing::Over;
                }
                let record = SessionRecord {
                    anchor: record.anchor.clone(),
                    refresh_token: fresh,
                    id_token: renewed
                        .tokens
                        .id_token()
                        .cloned()
                        .or_else(|| record.id_token.clone()),
                };
                inner.tokens.take(&renewed.tokens, &record);
                self.expires_in.set(None);
                let person = renewed
                    .claims
                    .as_ref()
                    .map_or_else(|| unnamed(record.anchor.subject()), person);
                Renewing::Done(person)
            }
            Renewal::Later(retry) => Renewing::Later(retry.reason.code()),
            Renewal::Ended(EndReason::NotAllowed) => self.not_renewable(),
            Renewal::Ended(_) => Renewing::Over,
        }
    }

    /// Without renewing, the access token lives on until its own end.
    fn not_renewable(self) -> Renewing {
        match self.inner().tokens.bearer(clock::now_seconds(), 0.0) {
            Some(_) => Renewing::Later("AUTH-EXPIRED"),
            None => Renewing::Over,
        }
    }

    /// The sign-in is over; the page stays as it is.
    pub(super) fn end(self) {
        self.inner().tokens.drop_access();
        self.expires_in.set(None);
        if let SessionState::SignedIn(person) = self.state.get_untracked() {
            self.state.set(SessionState::Ended(person));
        }
    }

    /// Tells the other tabs that somebody signed out.
    pub(super) fn tell_other_tabs(self) {
        origin::set(SIGNED_OUT, &clock::now_rfc3339());
    }
}
