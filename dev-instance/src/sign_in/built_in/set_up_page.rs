//! The pages on which a second factor is set up.

use super::page::{Outcome, Page};
use super::start_page::context;
use crate::instance::factor::SecondFactor;
use crate::sign_in::visit::Visit;
use crate::totp;

/// The choice among the listed kinds. With one alone and no choice to skip, its set-up comes at once.
pub(super) fn show(
    visit: &mut Visit<'_>,
    listed: Vec<SecondFactor>,
    may_skip: bool,
    notice: Option<&str>,
) -> Outcome {
    match listed.as_slice() {
        [only] if !may_skip => begin(visit, *only, notice),
        _ => Outcome::Page(Page::SetUpSecondFactor {
            context: context(visit, notice),
            listed,
            may_skip,
        }),
    }
}

/// The page of one kind. The secret of an app stays the same until a code of it was right.
pub(super) fn begin(visit: &mut Visit<'_>, factor: SecondFactor, notice: Option<&str>) -> Outcome {
    match factor {
        SecondFactor::Otp => {
            let secret = &mut visit.request().totp_secret;
            let secret = secret.get_or_insert_with(totp::new_secret).clone();
            let context = context(visit, notice);
            Outcome::Page(Page::SetUpApp { context, secret })
        }
        SecondFactor::U2f => Outcome::Page(Page::SetUpKey(context(visit, notice))),
        SecondFactor::OtpEmail | SecondFactor::OtpSms | SecondFactor::RecoveryCodes => {
            Outcome::error("This stand-in sends no mails and no text messages")
        }
    }
}
