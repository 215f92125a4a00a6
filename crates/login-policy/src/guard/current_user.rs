//! "This affects you, now": the signed-in person's own methods and token. It does not know who they
//! are, and says nothing where their organization has settings of its own.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use super::verdict::Verdict;
use crate::draft::Item;
use crate::outcome::{Access, best_access};
use crate::policy::{Field, PasswordlessType, Value};
use crate::token::{ApiAnswer, TokenOrigin, api_answer, requires_second_factor};

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    if context.facts.own_organization_follows == Some(false) {
        return;
    }
    next_sign_in(context);
    token(context);
    path(context);
}

fn next_sign_in(context: &mut GuardContext<'_>) {
    let Some(methods) = &context.facts.own_methods else {
        return;
    };
    for &login in context.logins {
        context.say_on(GuardId::YouCannotSignIn, login, |context, pages| {
            let items = || context.to_blame(pages, methods);
            context
                .falls(pages, methods, Access::ShutOut)
                .then(|| Verdict::new(Severity::BlocksUntilTyped, items()))
        });
        context.say_on(
            GuardId::YouMustSetUpSecondFactor,
            login,
            |context, pages| {
                let items = || context.changed(|change| is_second_step(&change.item));
                context
                    .falls(pages, methods, Access::AfterSetUp)
                    .then(|| Verdict::new(Severity::MustBeAcknowledged, items()))
            },
        );
    }
}

/// The API judges every call by the settings of that moment: a token of somebody who came in with
/// one factor is refused with `AUTHZ-Kl3p0` from the next call on, and a refresh does not help.
fn token(context: &mut GuardContext<'_>) {
    let amr = context.facts.own_amr.as_deref();
    let origin = amr.map(TokenOrigin::from_amr);
    if origin == Some(TokenOrigin::SeveralFactors) {
        return;
    }
    // Without an ID token the stricter case counts.
    let from_provider = origin == Some(TokenOrigin::Provider);
    let required = |policy| requires_second_factor(policy, from_provider);
    if !required(context.wanted) {
        own_factor(context, origin.unwrap_or(TokenOrigin::Password));
        return;
    }
    if required(context.base) {
        return;
    }
    let methods = context.facts.own_methods.as_ref();
    let could_come_back = methods.is_some_and(|own| own.passkey || own.has_second_factor());
    if amr.is_none() && could_come_back {
        // Nothing is known against the token itself.
        return;
    }
    let severity = if could_come_back {
        Severity::MustBeAcknowledged
    } else {
        Severity::BlocksUntilTyped
    };
    let items = context.changed(|change| {
        matches!(
            change.item,
            Item::Field(Field::ForceMfa | Field::ForceMfaLocalOnly)
        )
    });
    context.say(GuardId::YourTokenIsCutOff, severity, items);
}

/// Nobody is forced, but a factor that the person has and did not use is listed: they can come back
/// with it.
fn own_factor(context: &mut GuardContext<'_>, origin: TokenOrigin) {
    let Some(own) = &context.facts.own_methods else {
        return;
    };
    let items = context.changed(|change| {
        let listed = change.to == Value::Bool(true);
        matches!(&change.item, Item::SecondFactor(kind) if listed && own.holds(kind))
    });
    context.say_of_server(GuardId::YourFactorCutsOffYourToken, |context, rules| {
        let answer = |policy| api_answer(policy, rules, origin, own);
        let (before, after) = (answer(context.base), answer(context.wanted));
        let is_cut_off = before == ApiAnswer::Answers && after == ApiAnswer::MfaRequired;
        is_cut_off.then(|| Verdict::new(Severity::MustBeAcknowledged, items.clone()))
    });
}

/// `amr` tells by which way the person came; `user` with `mfa` and without `pwd` is a passkey, or a
/// provider and a security key, so it counts as a passkey only for somebody who has one.
fn path(context: &mut GuardContext<'_>) {
    let (Some(amr), Some(methods)) = (&context.facts.own_amr, &context.facts.own_methods) else {
        return;
    };
    let came_with = |method: &str| amr.iter().any(|one| one == method);
    let by_password = came_with("pwd");
    let by_passkey = !by_password && came_with("user") && methods.passkey;
    let by_provider = !by_password && !by_passkey;
    let mut items = Vec::new();
    if by_password && context.turns(&Item::Field(Field::AllowUsernamePassword), false) {
        items.push(Item::Field(Field::AllowUsernamePassword));
    }
    if by_passkey
        && context.is_changed(Field::PasswordlessType)
        && context.wanted.passwordless_type == PasswordlessType::NotAllowed
    {
        items.push(Item::Field(Field::PasswordlessType));
    }
    if by_provider {
        let own = methods.external.iter().map(|id| Item::Provider(id.clone()));
        let ways = core::iter::once(Item::Field(Field::AllowExternalIdp)).chain(own);
        items.extend(ways.filter(|path| context.turns(path, false)));
    }
    if items.is_empty() {
        return;
    }
    for &login in context.logins {
        context.say_on(GuardId::YourWayIsTurnedOff, login, |context, pages| {
            let gets_in = best_access(context.wanted, pages, methods) > Some(Access::ShutOut);
            gets_in.then(|| Verdict::new(Severity::MustBeAcknowledged, items.clone()))
        });
    }
}

fn is_second_step(item: &Item) -> bool {
    matches!(
        item,
        Item::Field(Field::ForceMfa | Field::ForceMfaLocalOnly | Field::PasswordlessType)
            | Item::SecondFactor(_)
    )
}
