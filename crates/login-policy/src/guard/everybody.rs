//! Whether anybody, any owner and each kind of person is left with a way in. It does not ask by
//! which switch; the items are found by trying.

use super::scene::Scene;
use super::{GuardId, Severity};
use crate::kinds::Kind;
use crate::outcome::Access;
use crate::owners::{AnyOwner, Fate, any_owner, fates};
use crate::people::{LoginVersion, Means};
use crate::plan::plan_for;

pub(super) fn judge(scene: &mut Scene<'_>) {
    for &login in scene.logins {
        nobody(scene, login);
        owners(scene, login);
        kinds(scene, login);
    }
    meanwhile(scene);
}

fn nobody(scene: &mut Scene<'_>, login: LoginVersion) {
    if scene.anybody_gets_in(scene.wanted, login) {
        return;
    }
    let already_so = !scene.anybody_gets_in(scene.base, login);
    let who = scene.newly_shut_out(login);
    let items = scene.to_blame_for(login, &who);
    let severity = if already_so {
        Severity::ForInformation
    } else {
        Severity::BlocksUntilTyped
    };
    let finding = scene.say(GuardId::NobodyCanSignIn, severity, items);
    finding.login.push(login);
    finding.already_so = already_so;
    finding.who = who;
}

fn owners(scene: &mut Scene<'_>, login: LoginVersion) {
    let fates = match &scene.facts.owners {
        Some(owners) => fates(owners, scene.base, scene.wanted, login),
        None => Vec::new(),
    };
    let before = any_owner(fates.iter().map(|fate| fate.before));
    let after = any_owner(fates.iter().map(|fate| fate.after));
    if after == AnyOwner::CanSignIn {
        return;
    }
    let someone_is_shut_out = scene.newly_shut_out(login);
    let (guard, severity) = match after {
        AnyOwner::NobodyCanSignIn if before == after => {
            (GuardId::NoOwnerCanSignIn, Severity::ForInformation)
        }
        AnyOwner::NobodyCanSignIn => (GuardId::NoOwnerCanSignIn, Severity::BlocksUntilTyped),
        _ if someone_is_shut_out.is_empty() => return,
        _ => (GuardId::OwnersNotKnown, Severity::MustBeAcknowledged),
    };
    let mut concerned = someone_is_shut_out;
    if guard == GuardId::NoOwnerCanSignIn {
        let owners = scene.facts.owners.iter().flatten();
        let read = owners.filter_map(|owner| owner.means.read());
        concerned = read.cloned().map(Kind::Combination).collect();
    }
    let items = scene.to_blame_for(login, &concerned);
    let affected = fates.iter().filter(|fate| match guard {
        // Of somebody whose account is not active everything is known.
        GuardId::OwnersNotKnown => fate.after != Fate::NotActive,
        _ => fate.before != fate.after || before == after,
    });
    let affected: Vec<String> = affected.map(|fate| fate.id.clone()).collect();
    let already_so = severity == Severity::ForInformation;
    let finding = scene.say(guard, severity, items);
    finding.login.push(login);
    finding.already_so = already_so;
    finding.owners = affected;
}

fn kinds(scene: &mut Scene<'_>, login: LoginVersion) {
    let who = scene.newly_shut_out(login);
    if who.is_empty() {
        return;
    }
    let items = scene.to_blame_for(login, &who);
    let finding = scene.say(GuardId::KindsShutOut, Severity::MustBeAcknowledged, items);
    finding.login.push(login);
    finding.who = who;
}

fn meanwhile(scene: &mut Scene<'_>) {
    let owners = scene.facts.owners.as_deref().unwrap_or_default();
    let made = plan_for(scene.base, scene.wanted, owners, scene.logins);
    for harm in made.no_owner_meanwhile {
        let fates = fates(owners, scene.base, scene.wanted, harm.login);
        let gets_in = |fate: Fate| matches!(fate, Fate::Known(access) if access > Access::ShutOut);
        let affected = fates.into_iter();
        let affected = affected.filter(|fate| gets_in(fate.before) || gets_in(fate.after));
        let items = scene.changed(|_| true);
        let severity = Severity::BlocksUntilTyped;
        let finding = scene.say(GuardId::NoOwnerMeanwhile, severity, items);
        finding.login.push(harm.login);
        finding.owners = affected.map(|fate| fate.id).collect();
    }
    let harmed = made.shut_out_meanwhile;
    for &login in scene.logins {
        let hit = |means: &Means| {
            harmed
                .iter()
                .any(|harm| harm.login == login && harm.who == *means)
        };
        if harmed.iter().any(|harm| harm.login == login) {
            let who = scene.who(hit);
            let items = scene.changed(|_| true);
            let severity = Severity::MustBeAcknowledged;
            let finding = scene.say(GuardId::ShutOutMeanwhile, severity, items);
            finding.login.push(login);
            finding.who = who;
        }
    }
}
