//! What a person goes through when signing in: a pure function of the settings, the sign-in pages
//! and what the person has.
//!
//! The rules are those that two running ZITADELs were seen to follow in sign-ins by real browsers:
//! 1,028 at `ee3654fe6` (`tests/contract/sign-in-outcomes.json`) and 626 at `02d07e951`
//! (`tests/contract/sign-in-outcomes-v4x.json`); a test runs every one of them through this
//! function. `built_in` and `v2` name the rows behind each rule. Where a rule
//! says more than was measured the answer carries [`Basis::Deduced`], and where nothing is known
//! there is no answer but a [`NotKnown`]. It holds for people whose organization follows the
//! instance's settings and who type their login name, not their mail address or phone number.
//!
//! It does not know who the person is, nor which outcome an administrator wants.

mod built_in;
mod model;
mod trace;
mod v2;

use crate::people::{EnrolledMethods, LoginVersion, SignInPath};
use crate::policy::LoginSettings;
use crate::rules::{Rules, SignInPages};

pub use model::{Access, Basis, Ending, FirstPage, NotKnown, Outcome, Refusal, Step, Token};

/// What happens to a person with these methods, on these pages of that generation, under these
/// settings.
///
/// The person's provider is available when one of `methods.external` is among `policy.providers`.
///
/// # Errors
/// [`NotKnown`] where neither measurement nor ZITADEL's rules tell.
pub fn outcome(
    policy: &LoginSettings,
    login: LoginVersion,
    rules: Rules,
    methods: &EnrolledMethods,
    path: SignInPath,
) -> Result<Outcome, NotKnown> {
    if methods.passkey_not_known && !methods.passkey {
        let with = |passkey| EnrolledMethods {
            passkey,
            passkey_not_known: false,
            ..methods.clone()
        };
        let works = outcome(policy, login, rules, &with(true), path);
        let absent = outcome(policy, login, rules, &with(false), path);
        return if works == absent {
            works
        } else {
            Err(NotKnown::PasskeyDomain)
        };
    }
    match login {
        // Every generation of it was seen to behave alike.
        LoginVersion::BuiltIn => built_in::outcome(policy, methods, path),
        LoginVersion::V2 => v2::outcome(policy, rules, methods, path),
    }
}

/// The best that a person can reach by any way the pages offer; `None` where that is not known.
#[must_use]
pub fn best_access(
    policy: &LoginSettings,
    pages: SignInPages,
    methods: &EnrolledMethods,
) -> Option<Access> {
    let mut best = None;
    let mut unknown = false;
    for path in SignInPath::ALL {
        match outcome(policy, pages.login, pages.rules, methods, path) {
            Ok(found) => best = best.max(Some(found.end.access())),
            Err(NotKnown::PathNotOffered) => {}
            Err(_) => unknown = true,
        }
    }
    // What is not known could be better, unless this is already the best there is.
    if unknown && best != Some(Access::In) {
        None
    } else {
        best
    }
}
