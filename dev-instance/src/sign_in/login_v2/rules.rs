//! What a person is asked next, as measured with login v2 of both releases: a pure judgement of the
//! policy, of what the person has and of what they have proved.

use crate::clock::Timestamp;
use crate::instance::factor::SecondFactor;
use crate::instance::login_policy::{LoginPolicy, LoginSettings};
use crate::instance::sign_in::{AuthMethod, Checks};
use crate::instance::user::EnrolledMethods;
use crate::version::Version;

const PASSKEYS_NOT_ALLOWED: &str =
    "Passkeys not allowed! Contact your administrator for more information.";
const PASSWORD_NOT_ALLOWED: &str =
    "Username Password not allowed! Contact your administrator for more information.";
const DAY: i64 = 86_400_000_000_000;

/// What the judgement rests on.
pub(super) struct Situation<'a> {
    pub version: Version,
    pub policy: &'a LoginPolicy,
    pub methods: &'a EnrolledMethods,
    pub checks: &'a Checks,
    pub now: Timestamp,
    /// Checks before this time do not count (`prompt=login`, `max_age`).
    pub not_before: Timestamp,
    /// The method that the person chose in place of the one proposed, on the page of the login name
    /// or of the passkey.
    pub chosen: Option<AuthMethod>,
}

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// To a provider at which the person has an account, or to the one they chose.
    IdentityProvider,
    Passkey {
        password_offered: bool,
    },
    Password,
    /// A person without any method is asked for a mailed code.
    VerifyByCode,
    /// One of these second factors of theirs.
    SecondFactor(Vec<SecondFactor>),
    /// Set up one of these second factors, of which there may be none.
    SetUp(Vec<SecondFactor>),
    /// Said on the page of the login name.
    Refused(&'static str),
    Done(Vec<AuthMethod>),
}

/// What the first page offers before anybody is known.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct FirstPage {
    pub login_name: bool,
    pub register: bool,
    pub providers: bool,
}

/// The first page of an instance that links these providers.
pub(super) fn first_page(version: Version, policy: &LoginPolicy, linked: &[String]) -> FirstPage {
    let settings = &policy.settings;
    let login_name = settings.allow_username_password || !version.binds_everybody_at_login_v2();
    FirstPage {
        login_name,
        register: settings.allow_register && login_name,
        providers: settings.allow_external_idp && !linked.is_empty(),
    }
}

/// What is said of a login name that nobody has.
pub(super) fn user_not_found(version: Version) -> &'static str {
    if version.keeps_login_names_apart() {
        "User not found in the system"
    } else {
        "User not found in the system!"
    }
}

/// What somebody who said who they are is asked next.
pub(super) fn next_step(situation: &Situation<'_>) -> Step {
    match first_factor(situation) {
        Ok(AuthMethod::Passkey) => Step::Done(vec![AuthMethod::Passkey]),
        Ok(first) => second_step(situation, first),
        Err(step) => step,
    }
}

/// Why a method that was just proved does not count: its lifetime is none.
pub(super) fn refusal(
    version: Version,
    settings: &LoginSettings,
    method: AuthMethod,
) -> Option<&'static str> {
    let later = version.takes_zero_for_a_day();
    let is_none = |lifetime: i64| lifetime < 0 || (lifetime == 0 && !later);
    let (lifetime, text) = match method {
        AuthMethod::Password if later => (
            settings.password_check_lifetime,
            "Could not create session for user",
        ),
        AuthMethod::Password => (
            settings.password_check_lifetime,
            "Could not verify password",
        ),
        AuthMethod::Passkey | AuthMethod::U2f => (
            settings.multi_factor_check_lifetime,
            "Could not verify passkey",
        ),
        AuthMethod::IdentityProvider if later => (
            settings.external_login_check_lifetime,
            "An error occurred while trying to login.",
        ),
        AuthMethod::IdentityProvider => (
            settings.external_login_check_lifetime,
            "An internal error occurred",
        ),
        // Codes of apps are good for a day, whatever the policy says.
        AuthMethod::Otp => return None,
    };
    is_none(lifetime).then_some(text)
}

impl Situation<'_> {
    /// Whether a check is recent enough.
    fn holds(&self, check: Option<Timestamp>, lifetime: i64) -> bool {
        let lifetime = match lifetime {
            0 if self.version.takes_zero_for_a_day() => DAY,
            lifetime => lifetime,
        };
        check.is_some_and(|at| {
            let until = at.0.saturating_add(lifetime / 1000);
            at >= self.not_before && until > self.now.0
        })
    }

    /// How many methods the server lists of the person.
    fn count_methods(&self) -> usize {
        let methods = self.methods;
        [
            methods.password.is_some(),
            !methods.passkeys.is_empty(),
            !methods.links.is_empty(),
            methods.totp.is_some(),
            !methods.security_keys.is_empty(),
            methods.recovery_codes,
        ]
        .into_iter()
        .filter(|has| *has)
        .count()
    }

    fn passkey(&self) -> Result<AuthMethod, Step> {
        let lifetime = self.policy.settings.multi_factor_check_lifetime;
        if self.holds(self.checks.passkey, lifetime) {
            return Ok(AuthMethod::Passkey);
        }
        Err(Step::Passkey {
            password_offered: self.methods.password.is_some(),
        })
    }

    fn password(&self) -> Result<AuthMethod, Step> {
        let lifetime = self.policy.settings.password_check_lifetime;
        if self.methods.password.is_some() && self.holds(self.checks.password, lifetime) {
            return Ok(AuthMethod::Password);
        }
        Err(Step::Password)
    }

    fn identity_provider(&self) -> Result<AuthMethod, Step> {
        let lifetime = self.policy.settings.external_login_check_lifetime;
        if self.holds(self.checks.identity_provider, lifetime) {
            return Ok(AuthMethod::IdentityProvider);
        }
        Err(Step::IdentityProvider)
    }
}

/// A passkey wins over a linked account, a linked account over a password.
fn first_factor(situation: &Situation<'_>) -> Result<AuthMethod, Step> {
    let Situation {
        version, methods, ..
    } = situation;
    let settings = &situation.policy.settings;
    match situation.chosen {
        Some(AuthMethod::IdentityProvider) => return situation.identity_provider(),
        Some(AuthMethod::Password) => return situation.password(),
        _ => {}
    }
    let mail_or_phone_alone =
        settings.disable_login_with_email != settings.disable_login_with_phone;
    if mail_or_phone_alone && !version.keeps_login_names_apart() {
        return Err(Step::Refused(user_not_found(*version)));
    }
    let strict = version.binds_everybody_at_login_v2();
    let only = situation.count_methods() == 1;
    if !methods.passkeys.is_empty() {
        if settings.allow_passkeys || !(strict || only) {
            return situation.passkey();
        }
        if only {
            // Where unknown names are hidden, so is this: a password is asked for that is not set.
            return Err(if strict && settings.ignore_unknown_usernames {
                Step::Password
            } else {
                Step::Refused(PASSKEYS_NOT_ALLOWED)
            });
        }
    }
    if !methods.links.is_empty() {
        return situation.identity_provider();
    }
    if methods.password.is_some() {
        return if only && !settings.allow_username_password {
            Err(Step::Refused(PASSWORD_NOT_ALLOWED))
        } else {
            situation.password()
        };
    }
    Err(if situation.count_methods() == 0 {
        Step::VerifyByCode
    } else {
        Step::Refused(user_not_found(*version))
    })
}

/// One's own second factor is asked for, forced or not, listed or not. The list limits only what can
/// be set up.
fn second_step(situation: &Situation<'_>, first: AuthMethod) -> Step {
    let settings = &situation.policy.settings;
    let own = situation.methods.second_factors();
    for factor in &own {
        let (check, lifetime, method) = match factor {
            SecondFactor::U2f => (
                situation.checks.u2f,
                settings.multi_factor_check_lifetime,
                AuthMethod::U2f,
            ),
            _ => (situation.checks.otp, DAY, AuthMethod::Otp),
        };
        if situation.holds(check, lifetime) {
            return Step::Done(vec![first, method]);
        }
    }
    if !own.is_empty() {
        return Step::SecondFactor(own);
    }
    // For everybody wins where both switches are on.
    let by_provider = first == AuthMethod::IdentityProvider;
    if settings.force_mfa || (settings.force_mfa_local_only && !by_provider) {
        let listed = situation.policy.second_factors.iter().copied();
        let offered = listed.filter(|factor| *factor != SecondFactor::RecoveryCodes);
        return Step::SetUp(offered.collect());
    }
    Step::Done(vec![first])
}
