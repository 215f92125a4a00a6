//! The server's own sign-in pages. Row numbers are indexes into `sign-in-outcomes.json`; the first
//! 705 rows are the product of policies and people with ordinary lifetimes. At `02d07e951` all 303
//! rows of `sign-in-outcomes-v4x.json` follow the same rules.
//!
//! The order in which the pages decide:
//! 1. Username and password off: the field for the login name is gone, for passkeys too. No
//!    provider: nothing to sign in with (172 rows). One: sent there at once (167 rows).
//! 2. A linked account at an available provider wins over everything the person has otherwise
//!    (125 rows, 26 of them with a passkey besides).
//! 3. A passkey, if passkeys are allowed; else the password; else a page that cannot be passed.
//! 4. What was proved must hold longer than no time (705–715, 723–728, 754–759).
//! 5. A passkey ends the matter. Otherwise a second factor that the person has *and* the list
//!    allows is asked for, forced or not, and must hold too (716–722).
//! 6. Without one: set-up if forced, refused if the list is empty.

use super::model::{Ending, NotKnown, Outcome, Refusal, Step};
use super::trace::{First, Trace, has_linked_account};
use crate::lifetime::Lifetime;
use crate::people::{EnrolledMethods, SignInPath};
use crate::policy::{LoginSettings, PasswordlessType, SecondFactorType};
use crate::token::requires_second_factor;

pub(super) fn outcome(
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    path: SignInPath,
) -> Result<Outcome, NotKnown> {
    let available = if policy.allow_external_idp {
        policy.providers.len()
    } else {
        0
    };
    let own_provider = available > 0 && has_linked_account(policy, methods);
    if !policy.allow_username_password {
        return without_login_name(policy, methods, path, available, own_provider);
    }
    let mut trace = Trace::at_login_name(policy);
    trace.deduced_if(methods.unknown_method);
    // No measured instance had more than one provider.
    trace.deduced_if(own_provider && available > 1);
    match path {
        SignInPath::Provider if available == 0 => Err(NotKnown::PathNotOffered),
        SignInPath::Provider => {
            trace.deduced_if(true);
            at_provider(trace, policy, methods, own_provider)
        }
        SignInPath::Proposed if own_provider => at_provider(trace, policy, methods, true),
        SignInPath::Password if own_provider => Err(NotKnown::PathNotOffered),
        SignInPath::Proposed | SignInPath::Password => local(trace, policy, methods, path),
    }
}

/// Rule 1.
fn without_login_name(
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    path: SignInPath,
    available: usize,
    own_provider: bool,
) -> Result<Outcome, NotKnown> {
    let mut trace = Trace::nowhere();
    if path == SignInPath::Password {
        return Err(NotKnown::PathNotOffered);
    }
    match available {
        0 => {
            if path == SignInPath::Provider {
                return Err(NotKnown::PathNotOffered);
            }
            trace.step(Step::NoWayOffered);
            Ok(trace.end(Ending::NoWayOffered))
        }
        1 => at_provider(trace, policy, methods, own_provider),
        _ => {
            // Known from the measurement's prose; no row has more than one provider.
            trace.deduced_if(true);
            trace.step(Step::ProvidersOnly);
            at_provider(trace, policy, methods, own_provider)
        }
    }
}

/// Rules 2 and 4.
fn at_provider(
    mut trace: Trace,
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    own_provider: bool,
) -> Result<Outcome, NotKnown> {
    trace.step(Step::ExternalProvider);
    if !own_provider {
        return Ok(trace.end(Ending::SentToAProviderWithoutAccount));
    }
    if !kept(
        &mut trace,
        policy.external_login_check_lifetime,
        Measured::Zero,
    )? {
        return Ok(trace.end(Ending::AskedAgainWithoutEnd));
    }
    second_step(trace, policy, methods, First::Provider)
}

/// Rules 3 and 4.
fn local(
    mut trace: Trace,
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    path: SignInPath,
) -> Result<Outcome, NotKnown> {
    let passkey_page = methods.passkey
        && match policy.passwordless_type {
            PasswordlessType::Allowed => true,
            PasswordlessType::NotAllowed => false,
            PasswordlessType::Unknown(_) => return Err(NotKnown::UnknownValue),
        };
    if path == SignInPath::Password && !(passkey_page && methods.password) {
        return Err(NotKnown::PathNotOffered);
    }
    if passkey_page {
        trace.step(Step::Passkey {
            password_offered: methods.password,
        });
        if path == SignInPath::Proposed {
            if !kept(
                &mut trace,
                policy.multi_factor_check_lifetime,
                Measured::Zero,
            )? {
                return Ok(trace.end(Ending::AskedAgainWithoutEnd));
            }
            return Ok(trace.signed_in(policy, First::Passkey));
        }
        // The button is known; what follows was measured for login v2 only.
        trace.deduced_if(true);
    } else if !methods.password {
        return Ok(without_password(trace, methods));
    }
    trace.step(Step::Password);
    if !kept(
        &mut trace,
        policy.password_check_lifetime,
        Measured::ZeroAndBelow,
    )? {
        return Ok(trace.end(Ending::AskedAgainWithoutEnd));
    }
    second_step(trace, policy, methods, First::Password)
}

/// Nobody can pass either page without a mail. Which of them comes depends on whether a passkey is
/// registered (22 rows) or nothing but an account elsewhere that is not available (15 rows) or
/// nothing at all.
fn without_password(mut trace: Trace, methods: &EnrolledMethods) -> Outcome {
    // People with both, and people with nothing to start with but a second factor, were not measured.
    let both = methods.passkey && !methods.external.is_empty();
    let second_factor_alone = methods.has_no_first_factor() && methods.has_second_factor();
    trace.deduced_if(both || second_factor_alone);
    if methods.passkey {
        trace.step(Step::Password);
        trace.end(Ending::AskedForAPasswordNotSet)
    } else {
        trace.step(Step::SetPasswordByCode);
        trace.end(Ending::MustSetPasswordByCode)
    }
}

/// Rules 5 and 6.
fn second_step(
    mut trace: Trace,
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    first: First,
) -> Result<Outcome, NotKnown> {
    let listed = &policy.second_factors;
    let mut usable = listed.iter().filter(|kind| methods.holds(kind));
    if usable
        .clone()
        .any(|kind| !matches!(kind, SecondFactorType::Otp | SecondFactorType::U2f))
    {
        return Err(NotKnown::CodesByMailOrText);
    }
    // Of several the page begins with the last one listed and offers the others beside it; no list
    // was measured that ends with the app.
    if let Some(asked) = usable.next_back() {
        let other_offered = usable.next().is_some();
        trace.deduced_if(other_offered && *asked == SecondFactorType::Otp);
        trace.step(match asked {
            SecondFactorType::U2f => Step::SecurityKey {
                app_offered: other_offered,
            },
            _ => Step::AuthenticatorApp {
                key_offered: other_offered,
            },
        });
        if !kept(
            &mut trace,
            policy.second_factor_check_lifetime,
            Measured::Zero,
        )? {
            return Ok(trace.end(Ending::AskedAgainWithoutEnd));
        }
        return Ok(trace.signed_in(policy, first));
    }
    let offers = policy.offered_second_factors();
    let offers_something = offers.iter().any(|kind| !is_unknown(kind));
    if requires_second_factor(policy, first == First::Provider) {
        return if offers.is_empty() {
            Ok(trace.refuse(Refusal::NoSecondFactorConfigured))
        } else if offers_something {
            Ok(trace.must_set_up(offers))
        } else {
            Err(NotKnown::UnknownValue)
        };
    }
    let has_any = methods.passkey || methods.has_second_factor();
    if policy.mfa_init_skip_lifetime != Lifetime::default() && offers_something && !has_any {
        // Every measured instance had a zero here; the page and its "skip" are ZITADEL's own.
        trace.deduced_if(true);
        trace.step(Step::InvitedToSetUpSecondFactor(offers));
    }
    Ok(trace.signed_in(policy, first))
}

fn is_unknown(kind: &SecondFactorType) -> bool {
    matches!(kind, SecondFactorType::Unknown(_))
}

/// Which lifetimes that do not hold were measured.
#[derive(PartialEq)]
enum Measured {
    Zero,
    ZeroAndBelow,
}

/// Whether what was just proved holds long enough to go on. One second was enough and zero was not
/// (rows 705–729 and 760–763); between them nothing is known.
fn kept(trace: &mut Trace, lifetime: Lifetime, measured: Measured) -> Result<bool, NotKnown> {
    if !lifetime.is_positive() {
        let below_zero = lifetime != Lifetime::default();
        trace.deduced_if(below_zero && measured == Measured::Zero);
        return Ok(false);
    }
    if lifetime.seconds == 0 {
        return Err(NotKnown::LifetimeTooShort);
    }
    Ok(true)
}
