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

use super::walk::{First, Walk, has_linked_account};
use super::{Ending, NotKnown, Outcome, Refusal, Step};
use crate::people::{EnrolledMethods, SignInPath};
use crate::policy::{Lifetime, LoginSettings, PasswordlessType, SecondFactorType};
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
    let mut walk = Walk::at_login_name(policy);
    walk.deduced_if(methods.unknown_method);
    // No measured instance had more than one provider.
    walk.deduced_if(own_provider && available > 1);
    match path {
        SignInPath::Provider if available == 0 => Err(NotKnown::PathNotOffered),
        SignInPath::Provider => {
            walk.deduced_if(true);
            at_provider(walk, policy, methods, own_provider)
        }
        SignInPath::Proposed if own_provider => at_provider(walk, policy, methods, true),
        SignInPath::Password if own_provider => Err(NotKnown::PathNotOffered),
        SignInPath::Proposed | SignInPath::Password => local(walk, policy, methods, path),
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
    let mut walk = Walk::nowhere();
    if path == SignInPath::Password {
        return Err(NotKnown::PathNotOffered);
    }
    match available {
        0 => {
            if path == SignInPath::Provider {
                return Err(NotKnown::PathNotOffered);
            }
            walk.step(Step::NoWayOffered);
            Ok(walk.end(Ending::NoWayOffered))
        }
        1 => at_provider(walk, policy, methods, own_provider),
        _ => {
            // Known from the measurement's prose; no row has more than one provider.
            walk.deduced_if(true);
            walk.step(Step::ProvidersOnly);
            at_provider(walk, policy, methods, own_provider)
        }
    }
}

/// Rules 2 and 4.
fn at_provider(
    mut walk: Walk,
    policy: &LoginSettings,
    methods: &EnrolledMethods,
    own_provider: bool,
) -> Result<Outcome, NotKnown> {
    walk.step(Step::ExternalProvider);
    if !own_provider {
        return Ok(walk.end(Ending::SentToAProviderWithoutAccount));
    }
    if !kept(
        &mut walk,
        policy.external_login_check_lifetime,
        Measured::Zero,
    )? {
        return Ok(walk.end(Ending::AskedAgainWithoutEnd));
    }
    second_step(walk, policy, methods, First::Provider)
}

/// Rules 3 and 4.
fn local(
    mut walk: Walk,
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
        walk.step(Step::Passkey {
            password_offered: methods.password,
        });
        if path == SignInPath::Proposed {
            if !kept(
                &mut walk,
                policy.multi_factor_check_lifetime,
                Measured::Zero,
            )? {
                return Ok(walk.end(Ending::AskedAgainWithoutEnd));
            }
            return Ok(walk.signed_in(policy, First::Passkey));
        }
        // The button is known; what follows was measured for login v2 only.
        walk.deduced_if(true);
    } else if !methods.password {
        return Ok(without_password(walk, methods));
    }
    walk.step(Step::Password);
    if !kept(
        &mut walk,
        policy.password_check_lifetime,
        Measured::ZeroAndBelow,
    )? {
        return Ok(walk.end(Ending::AskedAgainWithoutEnd));
    }
    second_step(walk, policy, methods, First::Password)
}

/// Nobody can pass either page without a mail. Which of them comes depends on whether a passkey is
/// registered (22 rows) or nothing but an account elsewhere that is not available (15 rows) or
/// nothing at all.
fn without_password(mut walk: Walk, methods: &EnrolledMethods) -> Outcome {
    // People with both, and people with nothing to start with but a second factor, were not measured.
    let both = methods.passkey && !methods.external.is_empty();
    let second_factor_alone = methods.has_no_first_factor() && methods.has_second_factor();
    walk.deduced_if(both || second_factor_alone);
    if methods.passkey {
        walk.step(Step::Password);
        walk.end(Ending::AskedForAPasswordNotSet)
    } else {
        walk.step(Step::SetPasswordByCode);
        walk.end(Ending::MustSetPasswordByCode)
    }
}

/// Rules 5 and 6.
fn second_step(
    mut walk: Walk,
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
        walk.deduced_if(other_offered && *asked == SecondFactorType::Otp);
        walk.step(match asked {
            SecondFactorType::U2f => Step::SecurityKey {
                app_offered: other_offered,
            },
            _ => Step::AuthenticatorApp {
                key_offered: other_offered,
            },
        });
        if !kept(
            &mut walk,
            policy.second_factor_check_lifetime,
            Measured::Zero,
        )? {
            return Ok(walk.end(Ending::AskedAgainWithoutEnd));
        }
        return Ok(walk.signed_in(policy, first));
    }
    let offers = policy.offered_second_factors();
    let offers_something = offers.iter().any(|kind| !is_unknown(kind));
    if requires_second_factor(policy, first == First::Provider) {
        return if offers.is_empty() {
            Ok(walk.refuse(Refusal::NoSecondFactorConfigured))
        } else if offers_something {
            Ok(walk.must_set_up(offers))
        } else {
            Err(NotKnown::UnknownValue)
        };
    }
    let has_any = methods.passkey || methods.has_second_factor();
    if policy.mfa_init_skip_lifetime != Lifetime::default() && offers_something && !has_any {
        // Every measured instance had a zero here; the page and its "skip" are ZITADEL's own.
        walk.deduced_if(true);
        walk.step(Step::InvitedToSetUpSecondFactor(offers));
    }
    Ok(walk.signed_in(policy, first))
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
fn kept(walk: &mut Walk, lifetime: Lifetime, measured: Measured) -> Result<bool, NotKnown> {
    if !lifetime.is_positive() {
        let below_zero = lifetime != Lifetime::default();
        walk.deduced_if(below_zero && measured == Measured::Zero);
        return Ok(false);
    }
    if lifetime.seconds == 0 {
        return Err(NotKnown::LifetimeTooShort);
    }
    Ok(true)
}
