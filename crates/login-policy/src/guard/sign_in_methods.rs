//! Ways to sign in that are turned off, and login names that are not accepted any more. Each says
//! whom it shuts out on which sign-in pages; whom several shut out together is in `lockout`.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use super::verdict::Verdict;
use crate::draft::Item;
use crate::people::LoginVersion;
use crate::policy::{Field, LoginSettings, PasswordlessType, Value};
use crate::rules::Rules;

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    let field = |field| vec![Item::Field(field)];
    if context.turns(&Item::Field(Field::AllowUsernamePassword), false) {
        say(
            context,
            GuardId::UsernamePasswordOff,
            &field(Field::AllowUsernamePassword),
        );
    }
    if context.is_changed(Field::PasswordlessType)
        && context.wanted.passwordless_type == PasswordlessType::NotAllowed
    {
        say(
            context,
            GuardId::PasskeysOff,
            &field(Field::PasswordlessType),
        );
    }
    if context.turns(&Item::Field(Field::AllowExternalIdp), false) {
        say(
            context,
            GuardId::ExternalLoginOff,
            &field(Field::AllowExternalIdp),
        );
    }
    let unlinked = context.changed(|change| {
        matches!(change.item, Item::Provider(_)) && change.to == Value::Bool(false)
    });
    if !unlinked.is_empty() {
        say(context, GuardId::ProviderUnlinked, &unlinked);
    }
    addresses(context);
}

/// Must be acknowledged on those pages where it shuts somebody out.
fn say(context: &mut GuardContext<'_>, guard: GuardId, items: &[Item]) {
    for &login in context.logins {
        context.say_on(guard, login, |context, pages| {
            let who = context.shut_out_by(pages, items);
            let severity = if who.is_empty() {
                Severity::ForInformation
            } else {
                Severity::MustBeAcknowledged
            };
            Some(Verdict::new(severity, items.to_vec()).who(who))
        });
    }
}

/// Before 4.12 login v2 compares the login name with the address that is still allowed as soon as
/// one of them is not, and finds nobody else. Otherwise people are only not found by that address.
fn addresses(context: &mut GuardContext<'_>) {
    let both = [Field::DisableLoginWithEmail, Field::DisableLoginWithPhone].map(Item::Field);
    let is_odd =
        |policy: &LoginSettings| policy.disable_login_with_email != policy.disable_login_with_phone;
    if is_odd(context.wanted) && context.logins.contains(&LoginVersion::V2) {
        let already_so = is_odd(context.base);
        context.say_on(
            GuardId::OnlyOneAddressOff,
            LoginVersion::V2,
            |context, pages| {
                if pages.rules >= Rules::V4_12 {
                    return None;
                }
                let who = context.shut_out_by(pages, &both);
                let verdict = Verdict::new(Severity::MustBeAcknowledged, both.to_vec());
                Some(verdict.who(who).unless_already_so(already_so))
            },
        );
    }
    let turned_off =
        context.changed(|change| both.contains(&change.item) && change.to == Value::Bool(true));
    if !turned_off.is_empty() {
        let logins = context.logins.to_vec();
        context
            .say(
                GuardId::AddressOff,
                Severity::MustBeAcknowledged,
                turned_off,
            )
            .login = logins;
    }
}
