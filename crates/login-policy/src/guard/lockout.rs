//! Whether anybody, any owner and each kind of person is left with a way in. It does not ask by
//! which switch; the items are found by trying.

use super::finding::Severity;
use super::guard_context::GuardContext;
use super::id::GuardId;
use super::verdict::Verdict;
use crate::kinds::Kind;
use crate::outcome::Access;
use crate::owners::{AnyOwner, OwnerAccess, OwnerAccessChange, any_owner, owner_access};
use crate::plan::{PlanContext, plan_for};
use crate::rules::SignInPages;

pub(super) fn evaluate(context: &mut GuardContext<'_>) {
    for &login in context.logins {
        context.say_on(GuardId::NobodyCanSignIn, login, nobody);
        for guard in [GuardId::NoOwnerCanSignIn, GuardId::OwnersNotKnown] {
            context.say_on(guard, login, |context, pages| {
                let (found, verdict) = owners(context, pages)?;
                (found == guard).then_some(verdict)
            });
        }
        context.say_on(GuardId::KindsShutOut, login, kinds);
    }
    meanwhile(context);
}

fn nobody(context: &GuardContext<'_>, pages: SignInPages) -> Option<Verdict> {
    if context.anybody_gets_in(context.wanted, pages) {
        return None;
    }
    let already_so = !context.anybody_gets_in(context.base, pages);
    let who = context.newly_shut_out(pages);
    let items = context.to_blame_for(pages, who);
    let verdict = Verdict::new(Severity::BlocksUntilTyped, items).who(who.to_vec());
    Some(verdict.unless_already_so(already_so))
}

fn owner_access_on(context: &GuardContext<'_>, pages: SignInPages) -> Vec<OwnerAccessChange> {
    let owners = context.facts.owners.as_deref().unwrap_or_default();
    owner_access(owners, context.base, context.wanted, &[pages])
}

fn owners(context: &GuardContext<'_>, pages: SignInPages) -> Option<(GuardId, Verdict)> {
    let owner_access = owner_access_on(context, pages);
    let before = any_owner(owner_access.iter().map(|access| access.before));
    let after = any_owner(owner_access.iter().map(|access| access.after));
    let someone_is_shut_out = context.newly_shut_out(pages);
    let is_affected =
        |access: &&OwnerAccessChange| access.before != access.after || before == after;
    let ids = |affected: Vec<&OwnerAccessChange>| {
        affected.iter().map(|access| access.id.clone()).collect()
    };
    match after {
        AnyOwner::CanSignIn => None,
        AnyOwner::NobodyCanSignIn => {
            let owners = context.facts.owners.iter().flatten();
            let read = owners.filter_map(|owner| owner.methods.read());
            let concerned: Vec<Kind> = read.cloned().map(Kind::Combination).collect();
            let items = context.to_blame_for(pages, &concerned);
            let affected = owner_access.iter().filter(is_affected).collect();
            let verdict = Verdict::new(Severity::BlocksUntilTyped, items).owners(ids(affected));
            let verdict = verdict.unless_already_so(before == after);
            Some((GuardId::NoOwnerCanSignIn, verdict))
        }
        AnyOwner::NotKnown if someone_is_shut_out.is_empty() => None,
        AnyOwner::NotKnown => {
            let items = context.to_blame_for(pages, someone_is_shut_out);
            // Of somebody whose account is not active everything is known.
            let active = |access: &&OwnerAccessChange| access.after != OwnerAccess::NotActive;
            let affected = owner_access.iter().filter(active).collect();
            let verdict = Verdict::new(Severity::MustBeAcknowledged, items).owners(ids(affected));
            Some((GuardId::OwnersNotKnown, verdict))
        }
    }
}

fn kinds(context: &GuardContext<'_>, pages: SignInPages) -> Option<Verdict> {
    let who = context.newly_shut_out(pages);
    if who.is_empty() {
        return None;
    }
    let items = context.to_blame_for(pages, who);
    Some(Verdict::new(Severity::MustBeAcknowledged, items).who(who.to_vec()))
}

fn meanwhile(context: &mut GuardContext<'_>) {
    let planned_for = PlanContext {
        owners: context.facts.owners.as_deref().unwrap_or_default(),
        pages: &context.pages,
        token: context.facts.own_token(),
    };
    let made = plan_for(context.base, context.wanted, &planned_for);
    if made.token_cut_off_after.is_some() {
        let items = context.changed(|_| true);
        let guard = GuardId::TokenCutOffMeanwhile;
        context.say(guard, Severity::BlocksUntilTyped, items);
    }
    for &login in context.logins {
        context.say_on(GuardId::NoOwnerMeanwhile, login, |context, pages| {
            let mut harms = made.no_owner_meanwhile.iter();
            harms.find(|harm| harm.pages == pages)?;
            Some(no_owner_meanwhile(context, pages))
        });
    }
    for &login in context.logins {
        context.say_on(GuardId::ShutOutMeanwhile, login, |context, pages| {
            let harmed = made.shut_out_meanwhile.iter();
            let harmed: Vec<_> = harmed.filter(|harm| harm.pages == pages).collect();
            if harmed.is_empty() {
                return None;
            }
            let who = context.who(|methods| harmed.iter().any(|harm| harm.who == *methods));
            let items = context.changed(|_| true);
            Some(Verdict::new(Severity::MustBeAcknowledged, items).who(who))
        });
    }
}

fn no_owner_meanwhile(context: &GuardContext<'_>, pages: SignInPages) -> Verdict {
    let gets_in = |access: OwnerAccess| matches!(access, OwnerAccess::Known(access) if access > Access::ShutOut);
    let affected = owner_access_on(context, pages)
        .into_iter()
        .filter(|access| gets_in(access.before) || gets_in(access.after));
    let items = context.changed(|_| true);
    let owners = affected.map(|access| access.id).collect();
    Verdict::new(Severity::BlocksUntilTyped, items).owners(owners)
}
