//! Restrictions of the instance. They are an aggregate of their own: their sequence is not that of
//! the policy.

use super::revision::Revision;

/// What `PUT /admin/v1/restrictions` set.
#[derive(Clone)]
pub(crate) struct Restrictions {
    /// The id of their aggregate.
    pub aggregate: String,
    pub disallow_public_org_registration: bool,
    /// Empty where all languages are allowed.
    pub allowed_languages: Vec<String>,
    pub revision: Revision,
}
