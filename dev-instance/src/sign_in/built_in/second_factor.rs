//! Setting up and giving a second factor. Authenticator apps are done for real.

use super::form::PageForm;
use super::page::{Outcome, Page};
use super::proceed::proceed;
use super::set_up_page;
use super::start_page::context;
use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::sign_in::visit::Visit;
use crate::totp;

/// The choice among several kinds to set up, or to do without for now.
pub(super) fn choose_set_up(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let policy = &visit.policy;
    if form.skip == "true" && policy.settings.mfa_init_skip_lifetime > 0 {
        let user = visit.user_id().unwrap_or_default();
        let user = visit.instance.user_mut(&user);
        if let Some(human) = user.and_then(|user| user.human_mut()) {
            human.mfa_init_skipped = Some(Timestamp::now());
        }
        return proceed(visit, None);
    }
    let chosen = of_radio_button(&form.provider);
    match chosen.filter(|factor| policy.second_factors.contains(factor)) {
        Some(factor) => set_up_page::begin(visit, factor, None),
        None => proceed(visit, None),
    }
}

/// The first code of a new authenticator app.
pub(super) fn finish_set_up(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let policy = &visit.policy;
    let listed = policy.second_factors.contains(&SecondFactor::Otp);
    let may_set_up = listed && visit.has_first_factor();
    let secret = visit.request().totp_secret.clone();
    let Some(secret) = secret.filter(|_| may_set_up) else {
        return proceed(visit, None);
    };
    if !totp::is_right(&secret, &form.code, Timestamp::now()) {
        // The page comes again without a word.
        return set_up_page::begin(visit, SecondFactor::Otp, None);
    }
    let at = visit.change_human("user.human.mfa.otp.verified", |human| {
        human.methods.totp = Some(secret);
    });
    visit.request().totp_secret = None;
    visit.session().checks.otp = Some(at);
    let context = context(visit, None);
    let title = "Second factor set up";
    Outcome::Page(Page::Done { context, title })
}

/// A code of an authenticator app, or the wish to be asked for one in place of a security key.
pub(super) fn check(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    if form.code.is_empty() && of_radio_button(&form.provider) == Some(SecondFactor::Otp) {
        return Outcome::Page(Page::SecondFactor {
            context: context(visit, None),
            usable: vec![SecondFactor::Otp],
        });
    }
    let secret = visit.methods().totp;
    let now = Timestamp::now();
    let right = secret.is_some_and(|secret| totp::is_right(&secret, &form.code, now));
    if !right || !visit.has_first_factor() {
        return proceed(visit, Some("Invalid code"));
    }
    visit.session().checks.otp = Some(now);
    proceed(visit, None)
}

/// The kind of factor that a radio button stands for.
fn of_radio_button(value: &str) -> Option<SecondFactor> {
    match value {
        "0" => Some(SecondFactor::Otp),
        "1" => Some(SecondFactor::U2f),
        "3" => Some(SecondFactor::OtpSms),
        "4" => Some(SecondFactor::OtpEmail),
        _ => None,
    }
}
