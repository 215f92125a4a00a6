//! Passwords.

use super::form::PageForm;
use super::page::{Body, Outcome};
use super::proceed::{page, proceed};
use super::rules::refusal;
use crate::clock::Timestamp;
use crate::instance::sign_in::AuthMethod;
use crate::sign_in::visit::Visit;

/// A typed password.
pub(super) fn check(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let right = visit.methods().password.as_ref() == Some(&form.password);
    let settings = &visit.policy.settings;
    let refused = refusal(visit.instance.version, settings, AuthMethod::Password);
    let error = if right {
        refused
    } else {
        Some("Failed to authenticate.")
    };
    if error.is_some() {
        let reset = !settings.hide_password_reset;
        return page(visit, Body::Password { reset }, error);
    }
    visit.session().checks.password = Some(Timestamp::now());
    // Who proves a password took this way, whatever else they have.
    visit.request().chose_password = true;
    proceed(visit)
}

/// The change from the passkey page to the password, the only thing that can be done there.
pub(super) fn instead_of_passkey(visit: &mut Visit<'_>, _: &PageForm) -> Outcome {
    visit.request().chose_password = true;
    proceed(visit)
}
