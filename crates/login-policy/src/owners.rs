//! The people who can change the settings back, and whether one of them is left who can sign in.
//!
//! Owners are known by id alone. Service users are not among them: they do not sign in. Somebody
//! whose account is not active is one of them and never counts as able to sign in.

use crate::outcome::{Access, best_access};
use crate::people::EnrolledMethods;
use crate::policy::LoginSettings;
use crate::rules::SignInPages;

/// A human owner of the instance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owner {
    /// The user's id.
    pub id: String,
    /// What they have set up.
    pub methods: OwnerMethods,
    /// Whether their organization follows the instance's settings; `None`: not known, taken as yes.
    pub follows_instance: Option<bool>,
}

/// What is known of an owner's methods.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OwnerMethods {
    /// Read, of somebody whose account is active.
    Read(EnrolledMethods),
    /// Not read, not allowed to be, or with something in it that decides and is not understood.
    Unread,
    /// Their account is deactivated, locked, deleted or not set up: whatever they have, they do not
    /// sign in.
    NotActive,
}

impl OwnerMethods {
    /// The methods, if they were read.
    #[must_use]
    pub fn read(&self) -> Option<&EnrolledMethods> {
        match self {
            Self::Read(methods) => Some(methods),
            Self::Unread | Self::NotActive => None,
        }
    }
}

/// How an owner fares under some settings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum OwnerAccess {
    /// By the best way the pages offer.
    Known(Access),
    /// Their organization has settings of its own: these do not reach them. Taken as able to sign
    /// in, since they have something to sign in with.
    NotReached,
    /// Their methods were not read, or what follows from them is not known.
    NotKnown,
    /// Their account is not active: no settings let them in.
    NotActive,
}

/// How an owner fares before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnerAccessChange {
    /// The user's id.
    pub id: String,
    /// Under the settings as loaded.
    pub before: OwnerAccess,
    /// Under the settings as wanted.
    pub after: OwnerAccess,
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
pub fn owner_access(
    owners: &[Owner],
    base: &LoginSettings,
    wanted: &LoginSettings,
    pages: &[SignInPages],
) -> Vec<OwnerAccessChange> {
    owners
        .iter()
        .map(|owner| OwnerAccessChange {
            id: owner.id.clone(),
            before: worst_access(owner, base, pages),
            after: worst_access(owner, wanted, pages),
        })
        .collect()
}

/// Whether one of them gets in under these settings.
#[must_use]
pub fn any_owner_left(owners: &[Owner], policy: &LoginSettings, pages: SignInPages) -> AnyOwner {
    any_owner(owners.iter().map(|owner| access(owner, policy, pages)))
}

/// Whether one of them gets in. Without any owner nothing is known.
#[must_use]
pub fn any_owner(owner_access: impl IntoIterator<Item = OwnerAccess>) -> AnyOwner {
    let mut verdict = None;
    for access in owner_access {
        match access {
            OwnerAccess::Known(Access::In | Access::AfterSetUp) | OwnerAccess::NotReached => {
                return AnyOwner::CanSignIn;
            }
            OwnerAccess::Known(Access::ShutOut) | OwnerAccess::NotActive => {
                verdict = verdict.or(Some(AnyOwner::NobodyCanSignIn));
            }
            OwnerAccess::NotKnown => verdict = Some(AnyOwner::NotKnown),
        }
    }
    verdict.unwrap_or(AnyOwner::NotKnown)
}

fn worst_access(owner: &Owner, policy: &LoginSettings, pages: &[SignInPages]) -> OwnerAccess {
    let owner_access = pages.iter().map(|pages| access(owner, policy, *pages));
    // Known to be shut out is worse than not known, and that is worse than known to get in.
    let badness = |access: &OwnerAccess| match access {
        OwnerAccess::Known(Access::ShutOut) | OwnerAccess::NotActive => 3,
        OwnerAccess::NotKnown => 2,
        OwnerAccess::Known(Access::AfterSetUp) => 1,
        OwnerAccess::Known(Access::In) | OwnerAccess::NotReached => 0,
    };
    owner_access
        .max_by_key(badness)
        .unwrap_or(OwnerAccess::NotKnown)
}

fn access(owner: &Owner, policy: &LoginSettings, pages: SignInPages) -> OwnerAccess {
    let methods = match &owner.methods {
        OwnerMethods::NotActive => return OwnerAccess::NotActive,
        // Not even whether their account is active.
        OwnerMethods::Unread => return OwnerAccess::NotKnown,
        OwnerMethods::Read(methods) => methods,
    };
    match owner.follows_instance {
        Some(false) if methods.has_no_first_factor() => OwnerAccess::NotKnown,
        Some(false) => OwnerAccess::NotReached,
        _ => best_access(policy, pages, methods).map_or(OwnerAccess::NotKnown, OwnerAccess::Known),
    }
}
