//! The people who can change the settings back, and whether one of them is left who can sign in.
//!
//! Owners are known by id alone. Service users are not among them: they do not sign in. Somebody
//! whose account is not active is one of them and never counts as able to sign in.

use crate::outcome::{Access, best_access};
use crate::people::Means;
use crate::policy::LoginSettings;
use crate::rules::SignInPages;

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
    /// Read, of somebody whose account is active.
    Read(Means),
    /// Not read, not allowed to be, or with something in it that decides and is not understood.
    Unread,
    /// Their account is deactivated, locked, deleted or not set up: whatever they have, they do not
    /// sign in.
    NotActive,
}

impl OwnerMeans {
    /// The means, if they were read.
    #[must_use]
    pub fn read(&self) -> Option<&Means> {
        match self {
            Self::Read(means) => Some(means),
            Self::Unread | Self::NotActive => None,
        }
    }
}

/// How an owner fares under some settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// By the best way the pages offer.
    Known(Access),
    /// Their organization has settings of its own: these do not reach them. Taken as able to sign
    /// in, since they have something to sign in with.
    NotReached,
    /// Their means were not read, or what follows from them is not known.
    NotKnown,
    /// Their account is not active: no settings let them in.
    NotActive,
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
    /// Every owner is known, and shut out or not active.
    NobodyCanSignIn,
    /// Nobody is known to get in, and not of everybody is it known.
    NotKnown,
}

/// How every owner fares before and after on those sign-in pages; where these do not agree, as on
/// the worst of them.
#[must_use]
pub fn fates(
    owners: &[Owner],
    base: &LoginSettings,
    wanted: &LoginSettings,
    pages: &[SignInPages],
) -> Vec<OwnerFate> {
    owners
        .iter()
        .map(|owner| OwnerFate {
            id: owner.id.clone(),
            before: worst_fate(owner, base, pages),
            after: worst_fate(owner, wanted, pages),
        })
        .collect()
}

/// Whether one of them gets in under these settings.
#[must_use]
pub fn any_owner_left(owners: &[Owner], policy: &LoginSettings, pages: SignInPages) -> AnyOwner {
    any_owner(owners.iter().map(|owner| fate(owner, policy, pages)))
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
            Fate::Known(Access::ShutOut) | Fate::NotActive => {
                verdict = verdict.or(Some(AnyOwner::NobodyCanSignIn));
            }
            Fate::NotKnown => verdict = Some(AnyOwner::NotKnown),
        }
    }
    verdict.unwrap_or(AnyOwner::NotKnown)
}

fn worst_fate(owner: &Owner, policy: &LoginSettings, pages: &[SignInPages]) -> Fate {
    let fates = pages.iter().map(|pages| fate(owner, policy, *pages));
    // Known to be shut out is worse than not known, and that is worse than known to get in.
    let badness = |fate: &Fate| match fate {
        Fate::Known(Access::ShutOut) | Fate::NotActive => 3,
        Fate::NotKnown => 2,
        Fate::Known(Access::AfterSetUp) => 1,
        Fate::Known(Access::In) | Fate::NotReached => 0,
    };
    fates.max_by_key(badness).unwrap_or(Fate::NotKnown)
}

fn fate(owner: &Owner, policy: &LoginSettings, pages: SignInPages) -> Fate {
    let means = match &owner.means {
        OwnerMeans::NotActive => return Fate::NotActive,
        // Not even whether their account is active.
        OwnerMeans::Unread => return Fate::NotKnown,
        OwnerMeans::Read(means) => means,
    };
    match owner.follows_instance {
        Some(false) if means.has_no_first_factor() => Fate::NotKnown,
        Some(false) => Fate::NotReached,
        _ => best_access(policy, pages, means).map_or(Fate::NotKnown, Fate::Known),
    }
}
