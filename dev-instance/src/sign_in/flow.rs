//! What a person is asked next at sign-in, as measured with the built-in login. A pure judgement of
//! the policy, of what the person has and of what they have proved; knows no page and no browser.

use crate::instance::login_policy::{OTP, Policy, U2F};
use crate::instance::session::{Checks, Method};
use crate::instance::user::Means;
use crate::wire::clock::Moment;

/// What the judgement rests on.
pub(crate) struct Situation<'a> {
    pub policy: &'a Policy,
    /// Ids of the providers that the policy links.
    pub linked: &'a [String],
    pub means: &'a Means,
    pub checks: &'a Checks,
    pub now: Moment,
    /// Checks before this moment do not count (`prompt=login`, `max_age`).
    pub not_before: Moment,
    /// Whether the person pressed "use password" on the passkey page.
    pub chose_password: bool,
    pub password_change_required: bool,
    /// When the invitation to set up a second factor was last skipped.
    pub skipped: Option<Moment>,
}

/// What comes next.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// To the provider with this id.
    External(String),
    /// Username and password are off, and there is no provider in their place.
    NoWay,
    Passkey {
        password_offered: bool,
    },
    Password,
    SetPasswordByCode,
    /// One of these second factors of theirs.
    SecondFactor(Vec<usize>),
    /// Set up one of these second factors.
    SetUp {
        listed: Vec<usize>,
        may_skip: bool,
    },
    /// A second factor is demanded and none can be set up.
    Refused,
    ChangePassword,
    Done(Vec<Method>),
}

/// What the first page does before anybody is known.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum FirstPage {
    /// Ask for the login name.
    LoginName,
    /// Straight to the only provider.
    External(String),
    /// Only the buttons of providers, if there are any.
    ProvidersOnly,
}

/// The first page. Username and password off takes the login name field away with it.
pub(crate) fn first_page(policy: &Policy, linked: &[String]) -> FirstPage {
    if policy.settings.username_password() {
        return FirstPage::LoginName;
    }
    match linked {
        [only] if policy.settings.external() => FirstPage::External(only.clone()),
        _ => FirstPage::ProvidersOnly,
    }
}

/// What somebody who said who they are is asked next.
pub(crate) fn next_step(situation: &Situation<'_>) -> Step {
    match first_factor(situation) {
        Ok(method) => after_first_factor(situation, method),
        Err(step) => step,
    }
}

impl Situation<'_> {
    /// Whether a check is recent enough: a lifetime of zero or below is never.
    fn holds(&self, check: Option<Moment>, lifetime: i64) -> bool {
        check.is_some_and(|at| {
            let until = at.0.saturating_add(lifetime / 1000);
            at >= self.not_before && until > self.now.0
        })
    }
}

/// A linked account wins over a passkey, a passkey over a password.
fn first_factor(situation: &Situation<'_>) -> Result<Method, Step> {
    let Situation {
        policy,
        linked,
        means,
        checks,
        ..
    } = situation;
    let settings = &policy.settings;
    let account = means
        .links
        .iter()
        .find(|link| linked.contains(&link.provider));
    let account = account.filter(|_| settings.external());
    if let Some(link) = account {
        return if situation.holds(checks.external, settings.external_lifetime()) {
            Ok(Method::External)
        } else {
            Err(Step::External(link.provider.clone()))
        };
    }
    if !settings.username_password() {
        // Whoever is known already goes to the first of several, and is not asked which.
        let provider = linked.first().filter(|_| settings.external());
        return Err(provider.map_or(Step::NoWay, |id| Step::External(id.clone())));
    }
    if settings.passkeys() && !means.passkeys.is_empty() && !situation.chose_password {
        return if situation.holds(checks.passkey, settings.multi_factor_lifetime()) {
            Ok(Method::Passkey)
        } else {
            Err(Step::Passkey {
                password_offered: means.password.is_some(),
            })
        };
    }
    if means.password.is_none() && means.passkeys.is_empty() {
        return Err(Step::SetPasswordByCode);
    }
    if means.password.is_some() && situation.holds(checks.password, settings.password_lifetime()) {
        Ok(Method::Password)
    } else {
        Err(Step::Password)
    }
}

fn after_first_factor(situation: &Situation<'_>, method: Method) -> Step {
    let mut methods = vec![method];
    if method != Method::Passkey {
        match second_factor(situation, method) {
            Ok(second) => methods.extend(second),
            Err(step) => return step,
        }
    }
    if method == Method::Password && situation.password_change_required {
        return Step::ChangePassword;
    }
    Step::Done(methods)
}

/// A second factor that the person has and the list allows is asked for even when nobody is forced.
fn second_factor(situation: &Situation<'_>, first: Method) -> Result<Option<Method>, Step> {
    let Situation {
        policy,
        means,
        checks,
        ..
    } = situation;
    let lifetime = policy.settings.second_factor_lifetime();
    let own = [
        (OTP, means.totp.is_some(), checks.otp, Method::Otp),
        (
            U2F,
            !means.security_keys.is_empty(),
            checks.u2f,
            Method::U2f,
        ),
    ];
    let usable = own
        .iter()
        .filter(|(number, has, _, _)| *has && policy.second_factors.contains(number));
    let mut asked = Vec::new();
    for (number, _, check, method) in usable {
        if situation.holds(*check, lifetime) {
            return Ok(Some(*method));
        }
        asked.push(*number);
    }
    if !asked.is_empty() {
        return Err(Step::SecondFactor(asked));
    }
    let listed = policy.second_factors.clone();
    if policy.settings.forces(first == Method::External) {
        return Err(if listed.is_empty() {
            Step::Refused
        } else {
            Step::SetUp {
                listed,
                may_skip: false,
            }
        });
    }
    let pause = policy.settings.skip_lifetime();
    let skipped = situation.holds(situation.skipped, pause);
    if pause > 0 && !skipped && !listed.is_empty() {
        return Err(Step::SetUp {
            listed,
            may_skip: true,
        });
    }
    Ok(None)
}
