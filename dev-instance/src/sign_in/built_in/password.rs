//! Passwords: checking and changing them.

use super::form::PageForm;
use super::page::{Outcome, Page};
use super::proceed::proceed;
use super::start_page::{self, context};
use crate::clock::Timestamp;
use crate::instance::password;
use crate::sign_in::visit::Visit;

/// A typed password.
pub(super) fn check(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    if !is_right(visit, &form.password) {
        let settings = &visit.policy.settings;
        return if settings.ignore_unknown_usernames {
            // Whether there is such a name is not told, so that is where it begins again.
            start_page::show(visit, Some("Username or Password is invalid"))
        } else {
            proceed(visit, Some("Password is invalid"))
        };
    }
    // Who proves a password took this way, whatever else they have.
    visit.request().chose_password = true;
    visit.session().checks.password = Some(Timestamp::now());
    proceed(visit, None)
}

/// The change from the passkey page to the password, the only thing that can be done there.
pub(super) fn instead_of_passkey(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    if form.password_login.is_empty() {
        return proceed(visit, Some("This stand-in verifies no passkeys"));
    }
    visit.request().chose_password = true;
    proceed(visit, None)
}

/// A new password in place of one that must be changed. Its confirmation is compared in the browser
/// alone.
pub(super) fn change(visit: &mut Visit<'_>, form: &PageForm) -> Outcome {
    let wrong = if is_right(visit, &form.old_password) {
        let weak = password::check(&form.new_password).err();
        weak.map(|weak| weak.to_string())
    } else {
        Some("Password is invalid".to_owned())
    };
    if wrong.is_some() {
        return Outcome::Page(Page::ChangePassword(context(visit, wrong.as_deref())));
    }
    let new = form.new_password.clone();
    let at = visit.change_human("user.human.password.changed", |human| {
        human.methods.password = Some(new);
        human.password_change_required = false;
        human.password_changed = Some(Timestamp::now());
    });
    visit.session().checks.password = Some(at);
    let context = context(visit, None);
    let title = "Password changed";
    Outcome::Page(Page::Done { context, title })
}

fn is_right(visit: &mut Visit<'_>, password: &str) -> bool {
    visit.methods().password.as_deref() == Some(password)
}
