//! Requiring a second factor, and the list of those that may be set up. It does not know who has
//! which: the API cannot count them.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use super::verdict::Verdict;
use crate::draft::Item;
use crate::outcome::Access;
use crate::people::{EnrolledMethods, LoginVersion};
use crate::policy::{Field, LoginSettings, PasswordlessType, SecondFactorType, Value};
use crate::rules::Rules;
use crate::token::requires_second_factor;

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    becomes_required(context);
    holders_cut_off(context);
    empty_list(context);
    not_listed(context);
    both_forces(context);
    removed(context);
    recovery_codes(context);
}

const FORCES: [Item; 2] = [
    Item::Field(Field::ForceMfa),
    Item::Field(Field::ForceMfaLocalOnly),
];

fn is_forced(policy: &LoginSettings) -> bool {
    policy.force_mfa || policy.force_mfa_local_only
}

fn becomes_required(context: &mut GuardContext<'_>) {
    for &login in context.logins {
        context.say_on(
            GuardId::SecondFactorBecomesRequired,
            login,
            |context, pages| {
                let who = context.who(|methods| context.falls(pages, methods, Access::AfterSetUp));
                if who.is_empty() {
                    return None;
                }
                let items = context.changed(|change| {
                    // Without the passkey page people are asked for a second factor.
                    let off = Value::Passwordless(PasswordlessType::NotAllowed);
                    FORCES.contains(&change.item)
                        || matches!(change.item, Item::SecondFactor(_))
                        || change.to == off
                });
                Some(Verdict::new(Severity::MustBeAcknowledged, items).who(who))
            },
        );
    }
    let begins = |from_provider| {
        requires_second_factor(context.wanted, from_provider)
            && !requires_second_factor(context.base, from_provider)
    };
    let (local, provider) = (begins(false), begins(true));
    if local || provider {
        let items = context.changed(|change| FORCES.contains(&change.item));
        let who = context.who(|methods| {
            let came_by_provider = provider && !methods.external.is_empty();
            let came_by_password = local && methods.password && !methods.has_second_factor();
            came_by_provider || came_by_password
        });
        let finding = context.say(
            GuardId::TokensCutOff,
            Severity::ForInformation,
            items.clone(),
        );
        finding.who.clone_from(&who);
        if context.logins.contains(&LoginVersion::V2) {
            // Login v2 keeps the old settings for a while (`settings_cache`).
            let guard = GuardId::ForcedBeforeLoginV2Asks;
            let finding = context.say(guard, Severity::ForInformation, items);
            finding.login.push(LoginVersion::V2);
            finding.who = who;
        }
    }
}

/// A second factor that is newly listed ends the access of those who have it and came in without.
fn holders_cut_off(context: &mut GuardContext<'_>) {
    let listed = context.changed(|change| {
        matches!(change.item, Item::SecondFactor(_)) && change.to == Value::Bool(true)
    });
    let holds = |methods: &EnrolledMethods| {
        let mut kinds = listed.iter().filter_map(|item| match item {
            Item::SecondFactor(kind) => Some(kind),
            _ => None,
        });
        kinds.any(|kind| methods.holds(kind))
    };
    let who = context.who(holds);
    if who.is_empty() {
        return;
    }
    context.say_of_server(GuardId::TokensOfHoldersCutOff, |_, rules| {
        let verdict = Verdict::new(Severity::ForInformation, listed.clone());
        (rules >= Rules::V4_6).then(|| verdict.who(who.clone()))
    });
}

/// A list of recovery codes alone is as good as an empty one.
fn empty_list(context: &mut GuardContext<'_>) {
    let so =
        |policy: &LoginSettings| is_forced(policy) && policy.offered_second_factors().is_empty();
    if !so(context.wanted) {
        return;
    }
    let already_so = so(context.base);
    let mut items = concerned(context);
    let guard = if context.wanted.second_factors.is_empty() {
        GuardId::ForcedWithEmptyList
    } else {
        let listed = context.wanted.second_factors.iter().cloned();
        items.extend(listed.map(Item::SecondFactor));
        GuardId::OnlyRecoveryCodes
    };
    for &login in context.logins {
        context.say_on(guard, login, |context, pages| {
            let who = context.shut_out_by(pages, &items);
            let verdict = Verdict::new(Severity::MustBeAcknowledged, items.clone());
            Some(verdict.who(who).unless_already_so(already_so))
        });
    }
}

/// The forces that are on and the second factors taken away.
fn concerned(context: &GuardContext<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    if context.wanted.force_mfa {
        items.push(FORCES[0].clone());
    }
    if context.wanted.force_mfa_local_only {
        items.push(FORCES[1].clone());
    }
    items.extend(context.changed(|change| {
        matches!(change.item, Item::SecondFactor(_)) && change.to == Value::Bool(false)
    }));
    items
}

/// Built-in only: there a factor that is not listed counts as none, so that its owner must set up
/// another. Login v2 asks for it all the same.
fn not_listed(context: &mut GuardContext<'_>) {
    let offers_nothing = context.wanted.offered_second_factors().is_empty();
    if !context.logins.contains(&LoginVersion::BuiltIn) || offers_nothing {
        return;
    }
    for kind in [SecondFactorType::Otp, SecondFactorType::U2f] {
        let so =
            |policy: &LoginSettings| is_forced(policy) && !policy.second_factors.contains(&kind);
        let who = context.who(|methods| methods.holds(&kind));
        if !so(context.wanted) {
            continue;
        }
        let already_so = so(context.base);
        let mut items = concerned(context);
        items.retain(|item| FORCES.contains(item));
        items.push(Item::SecondFactor(kind));
        let severity = if already_so {
            Severity::ForInformation
        } else {
            Severity::MustBeAcknowledged
        };
        let finding = context.say(GuardId::ForcedButNotListed, severity, items);
        finding.login.push(LoginVersion::BuiltIn);
        finding.already_so = already_so;
        finding.who = who;
    }
}

/// The built-in pages and the API take both as local-only, login v2 as everybody.
fn both_forces(context: &mut GuardContext<'_>) {
    let so = |policy: &LoginSettings| policy.force_mfa && policy.force_mfa_local_only;
    if so(context.wanted) {
        let already_so = so(context.base);
        let logins = context.logins.to_vec();
        let finding = context.say(
            GuardId::BothForces,
            Severity::ForInformation,
            FORCES.to_vec(),
        );
        finding.login = logins;
        finding.already_so = already_so;
    }
}

/// Where nobody is forced the built-in pages simply stop asking its owners; login v2 goes on.
fn removed(context: &mut GuardContext<'_>) {
    let removed: Vec<SecondFactorType> = context
        .base
        .second_factors
        .iter()
        .filter(|kind| kind.is_offered() && !context.wanted.second_factors.contains(kind))
        .cloned()
        .collect();
    for kind in removed {
        let who = context.who(|methods| methods.holds(&kind));
        for &login in context.logins {
            let severity = match login {
                LoginVersion::BuiltIn => Severity::MustBeAcknowledged,
                LoginVersion::V2 => Severity::ForInformation,
            };
            let items = vec![Item::SecondFactor(kind.clone())];
            let finding = context.say(GuardId::FactorRemoved, severity, items);
            finding.login.push(login);
            finding.who.clone_from(&who);
        }
    }
}

/// Said where the list is no obstacle; where it is, [`GuardId::OnlyRecoveryCodes`] says more.
fn recovery_codes(context: &mut GuardContext<'_>) {
    let codes = SecondFactorType::RecoveryCodes;
    let wanted = context.wanted;
    let shuts_out = is_forced(wanted) && wanted.offered_second_factors().is_empty();
    if wanted.second_factors.contains(&codes) && !shuts_out {
        let already_so = context.base.second_factors.contains(&codes);
        let items = vec![Item::SecondFactor(codes)];
        let guard = GuardId::RecoveryCodesListed;
        let finding = context.say(guard, Severity::ForInformation, items);
        finding.already_so = already_so;
    }
}
