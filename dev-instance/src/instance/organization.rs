//! The one organization of the instance.

use super::login_policy::LoginPolicy;
use super::membership::Membership;
use super::revision::Revision;

/// An organization.
pub(crate) struct Organization {
    pub id: String,
    pub name: &'static str,
    pub domain: &'static str,
    /// As readers see it: that of its set-up.
    pub revision: Revision,
    pub members: Vec<Membership>,
    /// A login policy of its own, which hides that of the instance.
    pub policy: Option<LoginPolicy>,
}
