//! Who may do what: memberships and the permissions they give.

use super::membership::Membership;
use super::roles;
use super::state::Instance;

/// Why somebody may not do something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum AccessDenied {
    /// They hold no role at all.
    #[error("membership not found")]
    NoMembership,
    /// Their roles do not give the permission.
    #[error("No matching permissions found")]
    NoPermission,
}

impl Instance {
    /// The memberships of a user, those of the organization first.
    pub(crate) fn memberships(&self, user: &str) -> impl Iterator<Item = &Membership> {
        let all = self.org.members.iter().chain(self.members.truth());
        all.filter(move |membership| membership.user == user)
    }

    /// The permissions of a user, each once.
    pub(crate) fn permissions(&self, user: &str) -> Vec<&'static str> {
        let mut permissions = Vec::new();
        let roles = self.memberships(user).flat_map(|member| &member.roles);
        for permission in roles.flat_map(|role| roles::permissions(role)) {
            if !permissions.contains(permission) {
                permissions.push(*permission);
            }
        }
        permissions
    }

    /// Refuses somebody without this permission.
    ///
    /// # Errors
    /// [`AccessDenied`] tells no role from the wrong ones.
    pub(crate) fn require(&self, user: &str, permission: &str) -> Result<(), AccessDenied> {
        if self.memberships(user).next().is_none() {
            return Err(AccessDenied::NoMembership);
        }
        if self.permissions(user).contains(&permission) {
            Ok(())
        } else {
            Err(AccessDenied::NoPermission)
        }
    }
}
