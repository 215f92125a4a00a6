//! The calls this crate can make, each with ZITADEL's own name for it.

/// One RPC of ZITADEL.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`name` has ZITADEL's name of each")]
pub enum Operation {
    GetLoginPolicy,
    UpdateLoginPolicy,
    AddMultiFactor,
    RemoveMultiFactor,
    AddSecondFactor,
    RemoveSecondFactor,
    LinkProvider,
    UnlinkProvider,
    SearchProviders,
    GetRestrictions,
    UpdateRestrictions,
    RefreshLoginSettings,
    GetOrganizationLoginSettings,
    GetMyLoginPolicy,
    ListMyPermissions,
    GetMe,
    GetInstance,
    GetInstanceFeatures,
    SearchMembers,
    GetUser,
    ListAuthenticationMethods,
    ListUserLinks,
    SearchEvents,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::GetLoginPolicy,
        Self::UpdateLoginPolicy,
        Self::AddMultiFactor,
        Self::RemoveMultiFactor,
        Self::AddSecondFactor,
        Self::RemoveSecondFactor,
        Self::LinkProvider,
        Self::UnlinkProvider,
        Self::SearchProviders,
        Self::GetRestrictions,
        Self::UpdateRestrictions,
        Self::RefreshLoginSettings,
        Self::GetOrganizationLoginSettings,
        Self::GetMyLoginPolicy,
        Self::ListMyPermissions,
        Self::GetMe,
        Self::GetInstance,
        Self::GetInstanceFeatures,
        Self::SearchMembers,
        Self::GetUser,
        Self::ListAuthenticationMethods,
        Self::ListUserLinks,
        Self::SearchEvents,
    ];

    /// ZITADEL's name of the RPC, for details a supporter reads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GetLoginPolicy => "GetLoginPolicy",
            Self::UpdateLoginPolicy => "UpdateLoginPolicy",
            Self::AddMultiFactor => "AddMultiFactorToLoginPolicy",
            Self::RemoveMultiFactor => "RemoveMultiFactorFromLoginPolicy",
            Self::AddSecondFactor => "AddSecondFactorToLoginPolicy",
            Self::RemoveSecondFactor => "RemoveSecondFactorFromLoginPolicy",
            Self::LinkProvider => "AddIDPToLoginPolicy",
            Self::UnlinkProvider => "RemoveIDPFromLoginPolicy",
            Self::SearchProviders => "ListProviders",
            Self::GetRestrictions => "GetRestrictions",
            Self::UpdateRestrictions => "SetRestrictions",
            Self::RefreshLoginSettings | Self::GetOrganizationLoginSettings => "GetLoginSettings",
            Self::GetMyLoginPolicy => "GetMyLoginPolicy",
            Self::ListMyPermissions => "ListMyZitadelPermissions",
            Self::GetMe => "GetMyUser",
            Self::GetInstance => "GetMyInstance",
            Self::GetInstanceFeatures => "GetInstanceFeatures",
            Self::SearchMembers => "ListIAMMembers",
            Self::GetUser => "GetUserByID",
            Self::ListAuthenticationMethods => "ListAuthenticationMethodTypes",
            Self::ListUserLinks => "ListIDPLinks",
            Self::SearchEvents => "ListEvents",
        }
    }

    /// Whether it may change something on the server.
    #[must_use]
    pub fn is_write(self) -> bool {
        matches!(
            self,
            Self::UpdateLoginPolicy
                | Self::AddMultiFactor
                | Self::RemoveMultiFactor
                | Self::AddSecondFactor
                | Self::RemoveSecondFactor
                | Self::LinkProvider
                | Self::UnlinkProvider
                | Self::UpdateRestrictions
        )
    }
}
