//! The features of the instance, of which one can be changed: which sign-in interface it uses.

use super::revision::Revision;

/// The features.
pub(crate) struct Features {
    /// The id of their aggregate.
    pub aggregate: String,
    pub login_v2: LoginV2,
    pub revision: Revision,
}

/// The feature `loginV2`, which is always replaced as a whole.
#[derive(Clone, Default)]
pub(crate) struct LoginV2 {
    /// Whether login v2 is used in place of the built-in pages.
    pub required: bool,
    /// Where it is deployed; empty for the instance's own host.
    pub base_uri: String,
}
