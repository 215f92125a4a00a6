//! Setting up and giving a second factor. Authenticator apps are done for real.

use super::form::PageForm;
use super::page::{Body, Outcome, way_to};
use super::proceed::{page, proceed, step};
use super::rules::Step;
use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::sign_in::visit::Visit;
use crate::totp;

const WRONG_CODE: &str = "Could not verify OTP code";

/// The choice among one's own second factors.
pub(super) fn choose(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    match form.choice.as_str() {
        "app" => way_to("/otp/time-based", visit.id()),
        "key" => way_to("/u2f", visit.id()),
        _ => proceed(visit),
    }
}

/// The choice of a second factor to set up.
pub(super) fn choose_set_up(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    match form.choice.as_str() {
        "app" => way_to("/otp/time-based/set", visit.id()),
        "key" => way_to("/u2f/set", visit.id()),
        _ => proceed(visit),
    }
}

/// A code of an authenticator app.
pub(super) fn check(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let secret = visit.methods().totp;
    let now = Timestamp::now();
    let right = secret.is_some_and(|secret| totp::is_right(&secret, &form.code, now));
    if !right || !visit.has_first_factor() {
        return page(visit, Body::App, Some(WRONG_CODE));
    }
    visit.session().checks.otp = Some(now);
    proceed(visit)
}

/// The first code of a new authenticator app.
pub(super) fn finish_set_up(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let offered = match visit.user_id() {
        Some(_) => step(visit),
        None => return proceed(visit),
    };
    let offered = matches!(offered, Step::SetUp(listed) if listed.contains(&SecondFactor::Otp));
    let secret = visit.request().totp_secret.clone();
    let Some(secret) = secret.filter(|_| offered) else {
        return proceed(visit);
    };
    if !totp::is_right(&secret, &form.code, Timestamp::now()) {
        return page(visit, Body::SetUpApp { secret }, Some(WRONG_CODE));
    }
    let at = visit.change_human("user.human.mfa.otp.verified", |human| {
        human.methods.totp = Some(secret);
    });
    visit.request().totp_secret = None;
    visit.session().checks.otp = Some(at);
    proceed(visit)
}
