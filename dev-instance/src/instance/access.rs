//! Who may do what: memberships, permissions, and what the API demands of a token beyond being
//! known. Knows no endpoint.

use super::{Instance, Member};
use crate::error::{ApiError, Code};
use crate::wire::language::Language;

/// Who calls, as far as handlers need to know.
pub(crate) struct Caller {
    pub user: String,
    /// The language in which to speak to them.
    pub language: Language,
}

/// The token of a person whose permissions do not suffice.
const NO_PERMISSION: ApiError = ApiError::fixed(
    Code::PermissionDenied,
    "AUTH-5mWD2",
    "No matching permissions found",
);

/// The token of a person without any role.
const NO_MEMBERSHIP: ApiError =
    ApiError::fixed(Code::NotFound, "AUTHZ-cdgFk", "membership not found");

impl Instance {
    /// The memberships of a person, those of the organization first.
    pub(crate) fn memberships(&self, user: &str) -> impl Iterator<Item = &Member> {
        let instance = self.members.truth().iter();
        let all = self.org_members.iter().chain(instance);
        all.filter(move |member| member.user == user)
    }

    /// The permissions of a person, each once.
    pub(crate) fn permissions(&self, user: &str) -> Vec<&'static str> {
        let mut permissions = Vec::new();
        let roles = self.memberships(user).flat_map(|member| &member.roles);
        for permission in roles.flat_map(|role| super::roles::permissions(role)) {
            if !permissions.contains(permission) {
                permissions.push(*permission);
            }
        }
        permissions
    }

    /// Refuses somebody without this permission.
    ///
    /// # Errors
    /// 404 without any membership, 403 with the wrong ones.
    pub(crate) fn require(&self, user: &str, permission: &str) -> Result<(), ApiError> {
        if self.memberships(user).next().is_none() {
            return Err(NO_MEMBERSHIP);
        }
        if self.permissions(user).contains(&permission) {
            Ok(())
        } else {
            Err(NO_PERMISSION)
        }
    }
}
