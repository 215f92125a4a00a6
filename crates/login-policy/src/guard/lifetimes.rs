//! Lifetimes that shut people out, that the server would not store, or that make no sense. It does
//! not say how long is long enough.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use super::verdict::Verdict;
use crate::draft::Item;
use crate::lifetime::Lifetime;
use crate::lifetime_effect::{LifetimeEffect, effect};
use crate::people::{EnrolledMethods, LoginVersion};
use crate::policy::{Field, LoginSettings, Value};
use crate::rules::{Rules, SignInPages};

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    for field in CHECKS {
        check(context, field);
    }
    for field in CHECKS.into_iter().chain([Field::MfaInitSkipLifetime]) {
        if context.is_changed(field) && length(context.wanted, field).validate().is_err() {
            let items = vec![Item::Field(field)];
            context.say(GuardId::LifetimeOutOfRange, Severity::Refused, items);
        }
    }
    outlasts(context);
    invited_every_time(context);
    in_login_v2(context);
}

/// The four that a sign-in depends on.
const CHECKS: [Field; 4] = [
    Field::PasswordCheckLifetime,
    Field::ExternalLoginCheckLifetime,
    Field::SecondFactorCheckLifetime,
    Field::MultiFactorCheckLifetime,
];

/// What may be wrong with one of them, the worst first as the guards are ordered.
const FAULTS: [(GuardId, Severity); 3] = [
    (GuardId::LifetimeNotPositive, Severity::BlocksUntilTyped),
    (GuardId::LifetimeTooShort, Severity::BlocksUntilTyped),
    (
        GuardId::LifetimeBelowOneMinute,
        Severity::MustBeAcknowledged,
    ),
];

fn length(policy: &LoginSettings, field: Field) -> Lifetime {
    match policy.get(field) {
        Value::Lifetime(lifetime) => lifetime,
        _ => Lifetime::default(),
    }
}

fn check(context: &mut GuardContext<'_>, field: Field) {
    let counts = |login: &&LoginVersion| **login == LoginVersion::BuiltIn || counts_in_v2(field);
    let logins: Vec<LoginVersion> = context.logins.iter().filter(counts).copied().collect();
    for (guard, alarm) in FAULTS {
        for &login in &logins {
            context.say_on(guard, login, |context, pages| {
                if fault(length(context.wanted, field), pages)? != guard {
                    return None;
                }
                let who = context.who(|methods| depends(methods, field, login));
                let verdict = Verdict::new(alarm, vec![Item::Field(field)]).who(who);
                Some(verdict.unless_already_so(was_no_better(context, field, pages, guard)))
            });
        }
    }
    if logins.is_empty() {
        decides_nothing(context, field);
    }
}

/// Nobody is shut out as long as these are the only pages; it counts once there are others.
fn decides_nothing(context: &mut GuardContext<'_>, field: Field) {
    let pages = SignInPages {
        login: LoginVersion::BuiltIn,
        rules: Rules::LATEST,
    };
    let Some(found) = fault(length(context.wanted, field), pages) else {
        return;
    };
    let already_so = was_no_better(context, field, pages, found);
    let severity = if already_so {
        Severity::ForInformation
    } else {
        Severity::MustBeAcknowledged
    };
    let login = context.logins.to_vec();
    let finding = context.say(found, severity, vec![Item::Field(field)]);
    finding.login = login;
    finding.already_so = already_so;
}

/// What was worse before is no alarm either.
fn was_no_better(
    context: &GuardContext<'_>,
    field: Field,
    pages: SignInPages,
    guard: GuardId,
) -> bool {
    fault(length(context.base, field), pages).is_some_and(|before| before <= guard)
}

/// Since 4.6 login v2 takes zero for 24 hours. There the lifetime is that of the session, so that
/// ten seconds were needed for what takes one in the built-in login.
fn fault(lifetime: Lifetime, pages: SignInPages) -> Option<GuardId> {
    let in_v2 = pages.login == LoginVersion::V2;
    if in_v2 && pages.rules >= Rules::V4_6 && lifetime == Lifetime::default() {
        return None;
    }
    let enough = if in_v2 { 10 } else { 1 };
    if !lifetime.is_positive() {
        Some(GuardId::LifetimeNotPositive)
    } else if lifetime.seconds < enough {
        Some(GuardId::LifetimeTooShort)
    } else if lifetime.seconds < 60 {
        Some(GuardId::LifetimeBelowOneMinute)
    } else {
        None
    }
}

/// Whether people with these methods prove something there that holds for this long.
fn depends(methods: &EnrolledMethods, field: Field, login: LoginVersion) -> bool {
    match field {
        Field::PasswordCheckLifetime => methods.password,
        Field::ExternalLoginCheckLifetime => !methods.external.is_empty(),
        Field::SecondFactorCheckLifetime => methods.has_second_factor(),
        // In the built-in pages a security key holds as second factors do (row 729).
        Field::MultiFactorCheckLifetime => {
            methods.passkey || (methods.security_key && login == LoginVersion::V2)
        }
        _ => false,
    }
}

/// In login v2 the lifetime of second factors decided nothing; security keys hold as passkeys do.
fn counts_in_v2(field: Field) -> bool {
    field != Field::SecondFactorCheckLifetime
}

/// In login v2 lifetimes are the session's, or do nothing.
fn in_login_v2(context: &mut GuardContext<'_>) {
    if !context.logins.contains(&LoginVersion::V2) {
        return;
    }
    let changed = |does: &dyn Fn(LifetimeEffect) -> bool| {
        context.changed(|change| match change.item {
            Item::Field(field) => effect(field, LoginVersion::V2).is_some_and(does),
            _ => false,
        })
    };
    let session = changed(&|effect| effect == LifetimeEffect::Session);
    let other = changed(&|effect| effect != LifetimeEffect::Session);
    for (guard, items) in [
        (GuardId::LifetimeOfTheSession, session),
        (GuardId::LifetimeWithoutEffect, other),
    ] {
        if !items.is_empty() {
            let finding = context.say(guard, Severity::ForInformation, items);
            finding.login.push(LoginVersion::V2);
        }
    }
}

/// Then the password is asked for again while the second factor still holds. Login v2 asks for
/// nothing again before the session ends.
fn outlasts(context: &mut GuardContext<'_>) {
    let so = |policy: &LoginSettings| {
        policy.second_factor_check_lifetime > policy.password_check_lifetime
    };
    if so(context.wanted) && context.logins.contains(&LoginVersion::BuiltIn) {
        let already_so = so(context.base);
        let fields = [
            Field::PasswordCheckLifetime,
            Field::SecondFactorCheckLifetime,
        ];
        let items = fields.map(Item::Field).to_vec();
        let guard = GuardId::SecondFactorOutlastsPassword;
        let finding = context.say(guard, Severity::ForInformation, items);
        finding.login.push(LoginVersion::BuiltIn);
        finding.already_so = already_so;
    }
}

/// Zero means never, as ZITADEL documents; below zero no skip is ever recent enough. Login v2 does
/// not invite.
fn invited_every_time(context: &mut GuardContext<'_>) {
    let so = |policy: &LoginSettings| policy.mfa_init_skip_lifetime < Lifetime::default();
    if so(context.wanted) && context.logins.contains(&LoginVersion::BuiltIn) {
        let already_so = so(context.base);
        let items = vec![Item::Field(Field::MfaInitSkipLifetime)];
        let finding = context.say(GuardId::InvitedEveryTime, Severity::ForInformation, items);
        finding.login.push(LoginVersion::BuiltIn);
        finding.already_so = already_so;
    }
}
