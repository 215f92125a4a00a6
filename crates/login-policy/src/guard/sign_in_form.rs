//! What is said rather than alarmed: the multi-factor list, values of a newer server, the small
//! switches of the sign-in form; and the default redirect address, which may be refused.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use crate::draft::Item;
use crate::people::LoginVersion;
use crate::policy::{Field, LoginSettings, PasswordlessType, SecondFactorType};
use crate::redirect;

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    multi_factors(context);
    unknown_values(context);
    redirect_address(context);
    redirect_takes_console(context);
    for (field, to, guard) in SWITCHES {
        if context.turns(&Item::Field(field), to) {
            context.say(guard, Severity::ForInformation, vec![Item::Field(field)]);
        }
    }
}

const SWITCHES: [(Field, bool, GuardId); 5] = [
    (Field::HidePasswordReset, true, GuardId::PasswordResetHidden),
    (
        Field::IgnoreUnknownUsernames,
        true,
        GuardId::UnknownUsernamesAnsweredAlike,
    ),
    (Field::AllowRegister, true, GuardId::RegistrationOpened),
    (Field::AllowRegister, false, GuardId::RegistrationClosed),
    (
        Field::AllowDomainDiscovery,
        false,
        GuardId::DomainDiscoveryOff,
    ),
];

/// Nothing of ZITADEL reads the list; `passwordlessType` alone decides about passkeys.
fn multi_factors(context: &mut GuardContext<'_>) {
    let listed = context.changed(|change| matches!(change.item, Item::MultiFactor(_)));
    if !listed.is_empty() {
        let guard = GuardId::MultiFactorListWithoutEffect;
        context.say(guard, Severity::ForInformation, listed);
    }
    let allowed = |policy: &LoginSettings| policy.passwordless_type == PasswordlessType::Allowed;
    let off = |policy: &LoginSettings| policy.passwordless_type == PasswordlessType::NotAllowed;
    let empty = |policy: &LoginSettings| policy.multi_factors.is_empty();
    let without = |policy: &LoginSettings| allowed(policy) && empty(policy);
    let idle = |policy: &LoginSettings| off(policy) && !empty(policy);
    let field = Item::Field(Field::PasswordlessType);
    if without(context.wanted) {
        let already_so = without(context.base);
        let items = vec![field];
        context
            .say(
                GuardId::PasskeysWithEmptyList,
                Severity::ForInformation,
                items,
            )
            .already_so = already_so;
    } else if idle(context.wanted) {
        let already_so = idle(context.base);
        let listed = context
            .wanted
            .multi_factors
            .iter()
            .cloned()
            .map(Item::MultiFactor);
        let items = core::iter::once(field).chain(listed).collect();
        context
            .say(
                GuardId::ListedWithPasskeysOff,
                Severity::ForInformation,
                items,
            )
            .already_so = already_so;
    }
}

fn unknown_values(context: &mut GuardContext<'_>) {
    let mut items = Vec::new();
    if matches!(
        context.wanted.passwordless_type,
        PasswordlessType::Unknown(_)
    ) {
        items.push(Item::Field(Field::PasswordlessType));
    }
    let unknown = |kind: &&SecondFactorType| matches!(kind, SecondFactorType::Unknown(_));
    let listed = context.wanted.second_factors.iter().filter(unknown);
    items.extend(listed.cloned().map(Item::SecondFactor));
    if !items.is_empty() {
        let already_so = items
            .iter()
            .all(|item| context.base.item(item) == context.wanted.item(item));
        context
            .say(GuardId::ValueNotKnown, Severity::ForInformation, items)
            .already_so = already_so;
    }
}

/// Login v2 goes there whenever no app asked for the sign-in, and for ZITADEL's own console too.
fn redirect_takes_console(context: &mut GuardContext<'_>) {
    let is_new = context.is_changed(Field::DefaultRedirectUri);
    let is_set = !context.wanted.default_redirect_uri.is_empty();
    if is_new && is_set && context.logins.contains(&LoginVersion::V2) {
        let items = vec![Item::Field(Field::DefaultRedirectUri)];
        let guard = GuardId::RedirectTakesConsole;
        let finding = context.say(guard, Severity::ForInformation, items);
        finding.login.push(LoginVersion::V2);
    }
}

fn redirect_address(context: &mut GuardContext<'_>) {
    if redirect::validate(&context.wanted.default_redirect_uri).is_ok() {
        return;
    }
    let changed = context.is_changed(Field::DefaultRedirectUri);
    let severity = if changed {
        Severity::Refused
    } else {
        Severity::ForInformation
    };
    let items = vec![Item::Field(Field::DefaultRedirectUri)];
    context
        .say(GuardId::RedirectRefused, severity, items)
        .already_so = !changed;
}
