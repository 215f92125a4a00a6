//! The people who can change the settings back, and whether one of them is left who can sign in.
//!
//! Owners are known by id alone. Service users are not among them: they do not sign in.

use crate::outcome::{Access, best_access};
use crate::people::{LoginVersion, Means};
use crate::policy::LoginSettings;

/// A human owner of the instance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owner {
    /// The user's id.
    pub id: String,
    /// What they have set up.
    pub means: OwnerMeans,
    /// Whether their organization follows the instance's settings; `None`: not known, taken as yes.
    pub follows_instance: Option<bool>,
}

/// What is known of an owner's means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnerMeans {
    /// Read.
    Read(Means),
    /// Not read, or not allowed to be.
    Unread,
}

/// How an owner fares under some settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// By the best way the pages offer.
    Known(Access),
    /// Their organization has settings of its own: these do not reach them.
    NotReached,
    /// Their means were not read, or what follows from them is not known.
    NotKnown,
}

/// How an owner fares before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnerFate {
    /// The user's id.
    pub id: String,
    /// Under the settings as loaded.
    pub before: Fate,
    /// Under the settings as wanted.
    pub after: Fate,
}

/// Whether anybody is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum AnyOwner {
    /// At least one owner gets in, possibly after setting up a second factor.
    CanSignIn,
    /// Every owner is known and shut out.
    NobodyCanSignIn,
    /// Nobody is known to get in, and not of everybody is it known.
    NotKnown,
}

/// How every owner fares before and after on those sign-in pages.
#[must_use]
pub fn fates(
    owners: &[Owner],
    base: &LoginSettings,
    wanted: &LoginSettings,
    login: LoginVersion,
) -> Vec<OwnerFate> {
    owners
        .iter()
        .map(|owner| OwnerFate {
            id: owner.id.clone(),
            before: fate(owner, base, login),
            after: fate(owner, wanted, login),
        })
        .collect()
}

/// Whether one of them gets in. Without any owner nothing is known.
#[must_use]
pub fn any_owner(fates: impl IntoIterator<Item = Fate>) -> AnyOwner {
    let mut verdict = None;
    for fate in fates {
        match fate {
            Fate::Known(Access::In | Access::AfterSetUp) | Fate::NotReached => {
                return AnyOwner::CanSignIn;
            }
            Fate::Known(Access::ShutOut) if verdict.is_none() => {
                verdict = Some(AnyOwner::NobodyCanSignIn);
            }
            Fate::Known(Access::ShutOut) => {}
            Fate::NotKnown => verdict = Some(AnyOwner::NotKnown),
        }
    }
    verdict.unwrap_or(AnyOwner::NotKnown)
}

fn fate(owner: &Owner, policy: &LoginSettings, login: LoginVersion) -> Fate {
    if owner.follows_instance == Some(false) {
        return Fate::NotReached;
    }
    let OwnerMeans::Read(means) = &owner.means else {
        return Fate::NotKnown;
    };
    best_access(policy, login, means).map_or(Fate::NotKnown, Fate::Known)
}
