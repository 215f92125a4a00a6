//! Who holds roles on the instance or the organization.

use super::revision::Revision;

/// A role holder.
#[derive(Clone)]
pub(crate) struct Membership {
    /// The id of the user.
    pub user: String,
    pub roles: Vec<String>,
    pub revision: Revision,
}
