//! The policy as it was read: the domain's settings, and what stands beside them.

use login_policy::LoginSettings;

use crate::details::Details;

/// `zitadel.policy.v1.LoginPolicy` as it stands on the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRead {
    /// The last event that the read side knows of: a write with a higher sequence is not in here.
    pub details: Details,
    /// The settings, each list member once. `org_registration_disallowed` is another endpoint's
    /// and `None`.
    pub settings: LoginSettings,
    /// The policy is the instance's own; false: an organization has its own.
    pub is_default: bool,
    /// The linked identity providers, each once.
    pub linked: Vec<LinkedProvider>,
    /// Names of members that this crate does not know. Updating is a full replace, so it resets
    /// what a newer server keeps in them.
    pub unknown_members: Vec<String>,
    /// A list named something twice, as simultaneous additions can bring about.
    pub duplicated: bool,
}

/// A link of the login policy (`zitadel.idp.v1.IDPLoginPolicyLink`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedProvider {
    /// Id of the provider.
    pub id: String,
    /// Its name; none where it has none or the provider is gone.
    pub name: Option<String>,
    /// `IDP_TYPE_OIDC` or `IDP_TYPE_JWT`; none for all other kinds. [`crate::Provider::kind`] knows
    /// more.
    pub kind: Option<String>,
}
