//! Keeping the access token fresh: renewing it in quiet moments and after a refusal, never twice at
//! once, and saying so when its end is near. [`refresh`] is the only place that spends a refresh
//! token.
//!
//! ZITADEL kills the old access token the moment a new one is made, so a renewal that is due waits
//! until no call is under way (sign-in.md, Z2).

use super::auth_error::AuthError;
use super::inner::SessionInner;
use super::session_state::{Person, RefreshOutcome, SessionState};
use super::single_flight::Flight;
use super::token_store::TokenTimes;
use crate::platform::clock;
use futures_util::future::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use oauth2_pkce::{EndReason, RefreshOutcome as Renewal, SessionRecord};
use std::rc::Rc;
use std::time::Duration;

/// How often the clock is looked at, at the least. Timers are late after a laptop slept, and a
/// clock that is set anew tells nobody.
const TICK_SECONDS: f64 = 5.0;
/// The end is announced this long before.
const WARNING_SECONDS: f64 = 120.0;

/// Asks for new tokens, or joins whoever is asking already.
pub(super) fn refresh(session: &Rc<SessionInner>) -> Flight<RefreshOutcome> {
    let begin = || {
        let session = Rc::clone(session);
        async move {
            let work = spend_refresh_token(&session);
            let outcome = session.until_ended(work).await;
            outcome.unwrap_or(RefreshOutcome::Ended)
        }
        .boxed_local()
    };
    session
        .refreshing
        .join(begin, |flight| spawn_local(flight.map(drop)))
}

/// Asks for new tokens; the session expires if there are none to be had any more.
pub(super) async fn refresh_or_expire(session: &Rc<SessionInner>) {
    if refresh(session).await == RefreshOutcome::Ended {
        expire(session);
    }
}

/// The sign-in is over; the page stays as it is.
pub(super) fn expire(session: &SessionInner) {
    session.tokens.drop_access();
    session.expires_in.set(None);
    if let SessionState::SignedIn(person) = session.state.get_untracked() {
        session.state.set(SessionState::Expired(person));
    }
}

/// Looks at the clock for as long as it is polled.
pub(super) async fn watch_clock(session: &Rc<SessionInner>) {
    loop {
        let pause = pause_seconds(session.tokens.times(), clock::now_seconds());
        clock::sleep(Duration::from_secs_f64(pause)).await;
        check_clock(session).await;
    }
}

/// Renews what is due, announces an end that is near, and ends what is over.
pub(super) async fn check_clock(session: &Rc<SessionInner>) {
    if !session.is_signed_in() {
        return;
    }
    let Some(times) = session.tokens.times() else {
        return;
    };
    let is_quiet = session.calls_in_flight.get() == 0;
    if is_refresh_wanted(times, clock::now_seconds(), is_quiet) {
        refresh_or_expire(session).await;
    }
    let times = session.tokens.times();
    let left = times.and_then(|times| seconds_to_announce(times, clock::now_seconds()));
    if left.is_some_and(|left| left <= 0.0) {
        expire(session);
        return;
    }
    let shown = left.map(|left| left as u32);
    if session.expires_in.get_untracked() != shown {
        session.expires_in.set(shown);
    }
}

async fn spend_refresh_token(session: &SessionInner) -> RefreshOutcome {
    let Some(record) = session.record() else {
        return RefreshOutcome::Ended;
    };
    let Some(refresh_token) = &record.refresh_token else {
        return without_refresh_token(session);
    };
    let epoch = session.tokens.epoch();
    let renewal = session.client.refresh(refresh_token, &record.binding).await;
    let refreshed = match renewal {
        Renewal::Refreshed(refreshed) => refreshed,
        Renewal::Retry(retry) => return RefreshOutcome::Postponed(retry.reason.into()),
        Renewal::Ended(EndReason::NotAllowed) => return without_refresh_token(session),
        Renewal::Ended(_) => return RefreshOutcome::Ended,
    };
    let fresh = refreshed.tokens.refresh_token().cloned();
    if session.tokens.epoch() != epoch {
        // Somebody signed out meanwhile: this token must not outlive that. If the server cannot be
        // told, it dies of age.
        if let Some(fresh) = fresh {
            let _ = session.client.revoke(&fresh).await;
        }
        return RefreshOutcome::Ended;
    }
    let person = refreshed.claims.as_ref().map_or_else(
        || Person::from_subject(record.binding.subject()),
        Person::from_claims,
    );
    let id_token = refreshed.tokens.id_token().cloned().or(record.id_token);
    let record = SessionRecord {
        binding: record.binding,
        refresh_token: fresh,
        id_token,
    };
    session.tokens.accept(&refreshed.tokens, &record);
    session.save_discovery();
    session.expires_in.set(None);
    RefreshOutcome::Refreshed(person)
}

/// Without renewing, the access token lives on until its own end.
fn without_refresh_token(session: &SessionInner) -> RefreshOutcome {
    match session.tokens.bearer(clock::now_seconds(), 0.0) {
        Some(_) => RefreshOutcome::Postponed(AuthError::NotRenewable),
        None => RefreshOutcome::Ended,
    }
}

/// Whether to renew now: once it is due, in a quiet moment, or at the last moment in any case.
fn is_refresh_wanted(times: TokenTimes, now: f64, is_quiet: bool) -> bool {
    let is_due = times.refresh_due.is_some_and(|due| now >= due);
    let ends_soon = times
        .expires_at
        .is_some_and(|end| end - now <= WARNING_SECONDS);
    is_due && (is_quiet || ends_soon)
}

/// How many seconds are left, where that is to be announced: there is nothing to warn of while a
/// renewal is yet to come.
fn seconds_to_announce(times: TokenTimes, now: f64) -> Option<f64> {
    let is_due = times.refresh_due.is_none_or(|due| now >= due);
    let left = times.expires_at? - now;
    (is_due && left <= WARNING_SECONDS).then_some(left)
}

/// When to look at the clock next: when the token is due or ends, but soon in any case.
fn pause_seconds(times: Option<TokenTimes>, now: f64) -> f64 {
    let moments = times.map_or([None, None], |times| [times.refresh_due, times.expires_at]);
    moments
        .into_iter()
        .flatten()
        .map(|moment| moment - now)
        .filter(|seconds| *seconds > 0.0)
        .fold(TICK_SECONDS, f64::min)
}

#[cfg(test)]
mod tests {
    use super::{TICK_SECONDS, TokenTimes, is_refresh_wanted, pause_seconds, seconds_to_announce};

    /// Due at 1000, over at 1300.
    const TIMES: TokenTimes = TokenTimes {
        refresh_due: Some(1_000.0),
        expires_at: Some(1_300.0),
    };
    const UNKNOWN: TokenTimes = TokenTimes {
        refresh_due: None,
        expires_at: None,
    };

    #[test]
    fn a_renewal_waits_for_a_quiet_moment_while_there_is_time() {
        for (now, is_quiet, wanted) in [
            (999.0, true, false),
            (1_000.0, true, true),
            (1_000.0, false, false),
            (1_179.0, false, false),
            (1_180.0, false, true),
            (1_400.0, false, true),
        ] {
            assert_eq!(is_refresh_wanted(TIMES, now, is_quiet), wanted, "{now}");
        }
        assert!(!is_refresh_wanted(UNKNOWN, 1e12, true), "a 401 decides");
    }

    #[test]
    fn the_end_is_announced_two_minutes_before_unless_a_renewal_is_yet_to_come() {
        assert_eq!(seconds_to_announce(TIMES, 1_179.0), None);
        assert_eq!(seconds_to_announce(TIMES, 1_180.0), Some(120.0));
        assert_eq!(seconds_to_announce(TIMES, 1_301.0), Some(-1.0));
        assert_eq!(seconds_to_announce(UNKNOWN, 1e12), None);
        let short = TokenTimes {
            refresh_due: Some(1_270.0),
            ..TIMES
        };
        assert_eq!(seconds_to_announce(short, 1_250.0), None);
    }

    #[test]
    fn the_clock_is_looked_at_when_something_is_due_and_every_few_seconds() {
        for (now, pause) in [
            (0.0, TICK_SECONDS),
            (998.0, 2.0),
            (1_000.0, TICK_SECONDS),
            (1_299.0, 1.0),
            (2_000.0, TICK_SECONDS),
        ] {
            assert_eq!(pause_seconds(Some(TIMES), now), pause, "{now}");
        }
        assert_eq!(pause_seconds(None, 0.0), TICK_SECONDS);
        assert_eq!(pause_seconds(Some(UNKNOWN), 0.0), TICK_SECONDS);
    }
}
