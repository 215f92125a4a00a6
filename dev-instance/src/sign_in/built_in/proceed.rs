//! From one page to the next, up to the way back to the app.

use super::page::{Outcome, Page};
use super::rules::{Situation, Step, next_step};
use super::start_page::{context, to_provider};
use super::{set_up_page, start_page};
use crate::clock::Timestamp;
use crate::instance::sign_in::AuthMethod;
use crate::redirect::{Found, with_query};
use crate::sign_in::visit::Visit;

/// Whatever is next for somebody who said who they are, saying what went wrong before.
pub(super) fn proceed(visit: &mut Visit<'_>, notice: Option<&str>) -> Outcome {
    if visit.user_id().is_none() {
        // A name that nobody has is asked for a password like any other.
        return if visit.request().unknown_name.is_some() {
            show(visit, Step::Password, notice)
        } else {
            start_page::show(visit, None)
        };
    }
    let step = step(visit);
    show(visit, step, notice)
}

/// What somebody who said who they are is asked next.
pub(super) fn step(visit: &mut Visit<'_>) -> Step {
    let not_before = visit.not_before();
    let chose_password = visit.request().chose_password;
    let checks = visit.checks();
    let human = visit.human().cloned().unwrap_or_default();
    next_step(&Situation {
        policy: &visit.policy,
        linked: visit.instance.links.truth(),
        methods: &human.methods,
        checks: &checks,
        now: Timestamp::now(),
        not_before,
        chose_password,
        password_change_required: human.password_change_required,
        skipped: human.mfa_init_skipped,
    })
}

/// The page of a step, or the way on where it is none.
pub(super) fn show(visit: &mut Visit<'_>, step: Step, notice: Option<&str>) -> Outcome {
    let settings = &visit.policy.settings;
    let reset_link = !settings.hide_password_reset;
    Outcome::Page(match step {
        Step::IdentityProvider(provider) => return to_provider(visit, &provider),
        Step::Done(methods) => return finish(visit, methods),
        Step::NoWay => no_way(),
        Step::SetUp { listed, may_skip } => {
            return set_up_page::show(visit, listed, may_skip, notice);
        }
        Step::Passkey { password_offered } => Page::Passkey {
            context: context(visit, notice),
            password_offered,
        },
        Step::Password => Page::Password {
            context: context(visit, notice),
            reset_link,
        },
        Step::SetPasswordByCode => Page::SetPasswordByCode(context(visit, notice)),
        Step::SecondFactor(usable) => Page::SecondFactor {
            context: context(visit, notice),
            usable,
        },
        Step::ChangePassword => Page::ChangePassword(context(visit, notice)),
        Step::Refused => Page::Error(
            "Errors.Login.LoginPolicy.MFA.ForceAndNotConfigured (LOGIN-5Hm8s)".to_owned(),
        ),
    })
}

/// The server has no text for this key in any language.
pub(super) fn no_way() -> Page {
    Page::Error("Errors.Org.IdpNotExisting (LOGIN-5Hm8s)".to_owned())
}

/// Back to the provider's endpoint, which hands out the code.
fn finish(visit: &mut Visit<'_>, methods: Vec<AuthMethod>) -> Outcome {
    visit.complete(methods);
    let id = [("id", Some(visit.id()))];
    Outcome::Away(Found(with_query("/oauth/v2/authorize/callback", &id)))
}
