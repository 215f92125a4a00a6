//! Nobody is locked out by accident: what an administrator must hear before a draft is applied.
//!
//! A guard judges the *change* from the settings as loaded to those wanted. What was so before is
//! never alarm; it may be information ([`Finding::already_so`]). Guards hand out names, never
//! words, and do not decide who may apply what: the screen does, by [`Severity`].
//!
//! Where several generations of rules may apply each is judged, and a guard says the worst of it;
//! [`Finding::rules`] tells where they do not agree.
//!
//! Each guard is told in `docs/guards.md`: how severe, when it holds, on which sign-in pages, and
//! which measured sign-ins or facts of ZITADEL are behind it. A test holds the two together.
//!
//! | Where | About |
//! |---|---|
//! | `lockout` | whether anybody, any owner and each kind of person gets in |
//! | `current_user` | the signed-in person's next sign-in, and their token |
//! | `sign_in_methods` | ways to sign in that are turned off, and login names not accepted any more |
//! | `second_factors` | requiring a second factor, and the list of those that may be set up |
//! | `lifetimes` | how long what was proved holds |
//! | `sign_in_form` | the multi-factor list, the form's switches, the default redirect address |

mod current_user;
mod finding;
mod guard_context;
mod guard_input;
mod id;
mod lifetimes;
mod lockout;
mod second_factors;
mod sign_in_form;
mod sign_in_methods;
mod verdict;

use crate::policy::LoginSettings;
use guard_context::GuardContext;

pub use finding::{Finding, Severity};
pub use guard_input::{GuardInput, Logins};
pub use id::GuardId;

/// Everything there is to say about a draft, the most severe first. What it says of the time
/// between two calls is about [`crate::plan_for`] with the same owners, sign-in pages and token.
#[must_use]
pub fn evaluate(
    base: &LoginSettings,
    wanted: &LoginSettings,
    logins: Logins,
    facts: &GuardInput,
) -> Vec<Finding> {
    let mut context = GuardContext::new(base, wanted, logins, facts);
    lockout::evaluate(&mut context);
    current_user::evaluate(&mut context);
    sign_in_methods::evaluate(&mut context);
    second_factors::evaluate(&mut context);
    lifetimes::evaluate(&mut context);
    sign_in_form::evaluate(&mut context);
    context.into_findings()
}

/// The most severe of some findings; `None` when there are none.
#[must_use]
pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
