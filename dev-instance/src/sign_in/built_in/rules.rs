//! What a person is asked next, as measured with the built-in login of both releases: a pure
//! judgement of the policy, of what the person has and of what they have proved.

use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::instance::login_policy::LoginPolicy;
use crate::instance::sign_in::{AuthMethod, Checks};
use crate::instance::user::EnrolledMethods;

/// What the judgement rests on.
pub(super) struct Situation<'a> {
    pub policy: &'a LoginPolicy,
    /// Ids of the providers that the policy links.
    pub linked: &'a [String],
    pub methods: &'a EnrolledMethods,
    pub checks: &'a Checks,
    pub now: Timestamp,
    /// Checks before this moment do not count (`prompt=login`, `max_age`).
    pub not_before: Timestamp,
    /// Whether the person pressed "use password" on the passkey page.
    pub chose_password: bool,
    pub password_change_required: bool,
    /// When the invitation to set up a second factor was last skipped.
    pub skipped: Option<Timestamp>,
}

/// What comes next.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// To the provider with this id.
    IdentityProvider(String),
    /// Username and password are off, and there is no provider in their place.
    NoWay,
    Passkey {
        password_offered: bool,
    },
    Password,
    SetPasswordByCode,
    /// One of these second factors of theirs.
    SecondFactor(Vec<SecondFactor>),
    /// Set up one of these second factors.
    SetUp {
        listed: Vec<SecondFactor>,
        may_skip: bool,
    },
    /// A second factor is demanded and none can be set up.
    Refused,
    ChangePassword,
    Done(Vec<AuthMethod>),
}

/// What the first page does before anybody is known.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum FirstPage {
    /// Ask for the login name.
    LoginName,
    /// Straight to the only provider.
    IdentityProvider(String),
    /// Only the buttons of providers, if there are any.
    ProvidersOnly,
}

/// The first page. Username and password off takes the login name field away with it.
pub(super) fn first_page(policy: &LoginPolicy, linked: &[String]) -> FirstPage {
    if policy.settings.allow_username_password {
        return FirstPage::LoginName;
    }
    match linked {
        [only] if policy.settings.allow_external_idp => FirstPage::IdentityProvider(only.clone()),
        _ => FirstPage::ProvidersOnly,
    }
}

/// What somebody who said who they are is asked next.
pub(super) fn next_step(situation: &Situation<'_>) -> Step {
    match first_factor(situation) {
        Ok(method) => after_first_factor(situation, method),
        Err(step) => step,
    }
}

impl Situation<'_> {
    /// Whether a check is recent enough: a lifetime of zero or below is never.
    fn holds(&self, check: Option<Timestamp>, lifetime: i64) -> bool {
        check.is_some_and(|at| {
            let until = at.0.saturating_add(lifetime / 1000);
            at >= self.not_before && until > self.now.0
        })
    }
}

/// A linked account wins over a passkey, a passkey over a password.
fn first_factor(situation: &Situation<'_>) -> Result<AuthMethod, Step> {
    let Situation {
        policy,
        linked,
        methods,
        checks,
        ..
    } = situation;
    let settings = &policy.settings;
    let account = methods
        .links
        .iter()
        .find(|link| linked.contains(&link.provider));
    let account = account.filter(|_| settings.allow_external_idp);
    if let Some(link) = account {
        return if situation.holds(
            checks.identity_provider,
            settings.external_login_check_lifetime,
        ) {
            Ok(AuthMethod::IdentityProvider)
        } else {
            Err(Step::IdentityProvider(link.provider.clone()))
        };
    }
    if !settings.allow_username_password {
        // Whoever is known already goes to the first of several, and is not asked which.
        let provider = linked.first().filter(|_| settings.allow_external_idp);
        return Err(provider.map_or(Step::NoWay, |id| Step::IdentityProvider(id.clone())));
    }
    if settings.allow_passkeys && !methods.passkeys.is_empty() && !situation.chose_password {
        return if situation.holds(checks.passkey, settings.multi_factor_check_lifetime) {
            Ok(AuthMethod::Passkey)
        } else {
            Err(Step::Passkey {
                password_offered: methods.password.is_some(),
            })
        };
    }
    if methods.password.is_none() && methods.passkeys.is_empty() {
        return Err(Step::SetPasswordByCode);
    }
    if methods.password.is_some()
        && situation.holds(checks.password, settings.password_check_lifetime)
    {
        Ok(AuthMethod::Password)
    } else {
        Err(Step::Password)
    }
}

fn after_first_factor(situation: &Situation<'_>, method: AuthMethod) -> Step {
    let mut methods = vec![method];
    if method != AuthMethod::Passkey {
        match second_factor(situation, method) {
            Ok(second) => methods.extend(second),
            Err(step) => return step,
        }
    }
    if method == AuthMethod::Password && situation.password_change_required {
        return Step::ChangePassword;
    }
    Step::Done(methods)
}

/// A second factor that the person has and the list allows is asked for even when nobody is forced.
fn second_factor(situation: &Situation<'_>, first: AuthMethod) -> Result<Option<AuthMethod>, Step> {
    let Situation { policy, checks, .. } = situation;
    let settings = &policy.settings;
    let mut asked = Vec::new();
    for factor in situation.methods.second_factors() {
        let (check, method) = match factor {
            SecondFactor::U2f => (checks.u2f, AuthMethod::U2f),
            _ => (checks.otp, AuthMethod::Otp),
        };
        if !policy.second_factors.contains(&factor) {
            continue;
        }
        if situation.holds(check, settings.second_factor_check_lifetime) {
            return Ok(Some(method));
        }
        asked.push(factor);
    }
    if !asked.is_empty() {
        return Err(Step::SecondFactor(asked));
    }
    // Recovery codes can be listed; nobody is ever offered to set them up.
    let listed = policy.second_factors.iter().copied();
    let listed: Vec<_> = listed
        .filter(|factor| *factor != SecondFactor::RecoveryCodes)
        .collect();
    if settings.forces(first == AuthMethod::IdentityProvider) {
        return Err(if listed.is_empty() {
            Step::Refused
        } else {
            Step::SetUp {
                listed,
                may_skip: false,
            }
        });
    }
    let pause = settings.mfa_init_skip_lifetime;
    let skipped = situation.holds(situation.skipped, pause);
    if pause > 0 && !skipped && !listed.is_empty() {
        return Err(Step::SetUp {
            listed,
            may_skip: true,
        });
    }
    Ok(None)
}
