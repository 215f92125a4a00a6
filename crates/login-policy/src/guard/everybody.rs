//! Whether anybody, any owner and each kind of person is left with a way in. It does not ask by
//! which switch; the items are found by trying.

use super::scene::Scene;
use super::{GuardId, Severity};
use crate::owners::{AnyOwner, any_owner, fates};
use crate::people::LoginVersion;
use crate::plan::plan;

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
    let affected = fates
        .iter()
        .filter(|fate| fate.before != fate.after || before == after);
    let affected: Vec<String> = affected.map(|fate| fate.id.clone()).collect();
    let someone_is_shut_out = scene.newly_shut_out(login);
    let items = scene.to_blame_for(login, &someone_is_shut_out);
    let (guard, severity) = match after {
        AnyOwner::CanSignIn => return,
        AnyOwner::NobodyCanSignIn if before == after => {
            (GuardId::NoOwnerCanSignIn, Severity::ForInformation)
        }
        AnyOwner::NobodyCanSignIn => (GuardId::NoOwnerCanSignIn, Severity::BlocksUntilTyped),
        AnyOwner::NotKnown if someone_is_shut_out.is_empty() => return,
        AnyOwner::NotKnown => (GuardId::OwnersNotKnown, Severity::MustBeAcknowledged),
    };
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
    let harmed = plan(scene.base, scene.wanted).shut_out_meanwhile;
    for &login in scene.logins {
        let hit = |means: &crate::people::Means| {
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
