//! The separate sign-in app. Row numbers are indexes into `sign-in-outcomes.json`, 769–1027.
//!
//! The order in which the pages decide:
//! 1. A login name that is neither mail address nor phone number is not found while one of the two
//!    is disabled and the other is not (886–891); with both disabled it is (892–894).
//! 2. With exactly one method in all, second factors counted too, the settings bind: a password
//!    alone (804, 815, 824, …) or a passkey alone (784, 823, 830, …) is refused where it is not
//!    allowed. With more (807, 785, 794, …) they do not: passkey, then provider, then password.
//! 3. The provider is reached whether or not external login is on and the provider linked (798,
//!    818, 833, 865); only its button goes.
//! 4. What was proved must hold longer than no time (961–963). Security keys hold as long as
//!    passkeys do; the lifetime of second factors decides nothing.
//! 5. A passkey ends the matter. Otherwise every second factor the person has is asked for, listed
//!    or not (877, 925), forced or not (773).
//! 6. Without one: set-up if forced, with an empty page if the list is empty (881). Local-only
//!    spares those from a provider (853), but not when both settings are on (859).

use super::walk::{First, Walk, has_linked_account, holds};
use super::{NotKnown, Outcome, Refusal, Step};
use crate::people::{LoginNameIs, Means, Way};
use crate::policy::{Lifetime, LoginSettings, PasswordlessType, SecondFactorType};

pub(super) fn outcome(
    policy: &LoginSettings,
    means: &Means,
    way: Way,
) -> Result<Outcome, NotKnown> {
    let mut walk = Walk::at_login_name(policy);
    if way == Way::Provider {
        if !policy.allow_external_idp || !has_linked_account(policy, means) {
            return Err(NotKnown::WayNotOffered);
        }
        walk.deduced_if(policy.disable_login_with_email != policy.disable_login_with_phone);
        return at_provider(walk, policy, means);
    }
    if !is_found(policy, means, &mut walk) {
        return if way == Way::Password {
            Err(NotKnown::WayNotOffered)
        } else {
            Ok(walk.refuse(Refusal::LoginNameNotAccepted))
        };
    }
    let only = amount_of_methods(means) == 1;
    if means.passkey {
        return at_passkey(walk, policy, means, way, only);
    }
    if way == Way::Password {
        return Err(NotKnown::WayNotOffered);
    }
    if !means.external.is_empty() {
        walk.deduced_if(means.external.len() > 1);
        return at_provider(walk, policy, means);
    }
    if !means.password {
        return Err(NotKnown::NoFirstFactor);
    }
    if only && !policy.allow_username_password {
        return Ok(walk.refuse(Refusal::PasswordNotAllowed));
    }
    at_password(walk, policy, means)
}

/// Rule 1. That a login name which is the remaining address is found was measured for the mail
/// address only.
fn is_found(policy: &LoginSettings, means: &Means, walk: &mut Walk) -> bool {
    let accepted = match (
        policy.disable_login_with_email,
        policy.disable_login_with_phone,
    ) {
        (true, false) => LoginNameIs::PhoneNumber,
        (false, true) => LoginNameIs::MailAddress,
        _ => return true,
    };
    walk.deduced_if(accepted == LoginNameIs::PhoneNumber && means.login_name_is == accepted);
    means.login_name_is == accepted
}

/// What `authentication_methods` counts: each kind once.
fn amount_of_methods(means: &Means) -> usize {
    [
        means.password,
        means.authenticator_app,
        means.security_key,
        means.code_by_mail,
        means.code_by_text,
        means.passkey,
        !means.external.is_empty(),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}

fn at_passkey(
    mut walk: Walk,
    policy: &LoginSettings,
    means: &Means,
    way: Way,
    only: bool,
) -> Result<Outcome, NotKnown> {
    if way == Way::Password && !means.password {
        return Err(NotKnown::WayNotOffered);
    }
    match policy.passwordless_type {
        PasswordlessType::NotAllowed if only => {
            return Ok(walk.refuse(Refusal::PasskeyNotAllowed));
        }
        PasswordlessType::Unknown(_) if only => return Err(NotKnown::UnknownValue),
        _ => {}
    }
    walk.step(Step::Passkey {
        password_offered: means.password,
    });
    if way == Way::Password {
        return at_password(walk, policy, means);
    }
    if !kept(&mut walk, policy.multi_factor_check_lifetime)? {
        return Ok(walk.refuse(Refusal::PasskeyNotVerified));
    }
    Ok(walk.signed_in(policy, First::Passkey))
}

fn at_password(mut walk: Walk, policy: &LoginSettings, means: &Means) -> Result<Outcome, NotKnown> {
    walk.step(Step::Password);
    if !kept(&mut walk, policy.password_check_lifetime)? {
        return Ok(walk.refuse(Refusal::PasswordNotVerified));
    }
    second_step(walk, policy, means, First::Password)
}

fn at_provider(mut walk: Walk, policy: &LoginSettings, means: &Means) -> Result<Outcome, NotKnown> {
    walk.step(Step::ExternalProvider);
    if !kept(&mut walk, policy.external_login_check_lifetime)? {
        return Ok(walk.refuse(Refusal::ExternalLoginFailed));
    }
    second_step(walk, policy, means, First::Provider)
}

/// Rules 5 and 6.
fn second_step(
    mut walk: Walk,
    policy: &LoginSettings,
    means: &Means,
    first: First,
) -> Result<Outcome, NotKnown> {
    if means.code_by_mail || means.code_by_text {
        return Err(NotKnown::CodesByMailOrText);
    }
    if means.authenticator_app && means.security_key {
        // The person is asked which; taken here as answered with the app.
        walk.deduced_if(true);
        walk.step(Step::ChooseSecondFactor);
    }
    // No measured person had an account elsewhere and a second factor but no passkey.
    walk.deduced_if(first == First::Provider && means.has_second_factor());
    if means.authenticator_app {
        walk.step(Step::AuthenticatorApp);
        return Ok(walk.signed_in(policy, first));
    }
    if means.security_key {
        walk.step(Step::SecurityKey);
        // Measured and told in words; no row at hand has a security key and no time to hold.
        if !kept(&mut walk, policy.multi_factor_check_lifetime)? {
            return Ok(walk.refuse(Refusal::PasskeyNotVerified));
        }
        return Ok(walk.signed_in(policy, first));
    }
    let forced = policy.force_mfa || (policy.force_mfa_local_only && first != First::Provider);
    if !forced {
        return Ok(walk.signed_in(policy, first));
    }
    let listed = &policy.second_factors;
    let unknown = |kind: &SecondFactorType| matches!(kind, SecondFactorType::Unknown(_));
    if !listed.is_empty() && listed.iter().all(unknown) {
        return Err(NotKnown::UnknownValue);
    }
    Ok(walk.must_set_up(policy))
}

/// Below zero was not measured here; the app asks for a session of that length, which is refused
/// like one of no length.
fn kept(walk: &mut Walk, lifetime: Lifetime) -> Result<bool, NotKnown> {
    let holds = holds(lifetime)?;
    walk.deduced_if(!holds && lifetime != Lifetime::default());
    Ok(holds)
}
