//! The names of the seventeen fields and the shapes of their values. It does not know the values.

use super::factor::PasswordlessType;
use crate::lifetime::Lifetime;

/// The seventeen members of `zitadel.admin.v1.UpdateLoginPolicyRequest`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each is named as in the API and documented at LoginSettings"
)]
pub enum Field {
    AllowUsernamePassword,
    AllowRegister,
    AllowExternalIdp,
    ForceMfa,
    PasswordlessType,
    HidePasswordReset,
    IgnoreUnknownUsernames,
    DefaultRedirectUri,
    PasswordCheckLifetime,
    ExternalLoginCheckLifetime,
    MfaInitSkipLifetime,
    SecondFactorCheckLifetime,
    MultiFactorCheckLifetime,
    AllowDomainDiscovery,
    DisableLoginWithEmail,
    DisableLoginWithPhone,
    ForceMfaLocalOnly,
}

impl Field {
    /// All, in the order of the message.
    pub const ALL: [Self; 17] = [
        Self::AllowUsernamePassword,
        Self::AllowRegister,
        Self::AllowExternalIdp,
        Self::ForceMfa,
        Self::PasswordlessType,
        Self::HidePasswordReset,
        Self::IgnoreUnknownUsernames,
        Self::DefaultRedirectUri,
        Self::PasswordCheckLifetime,
        Self::ExternalLoginCheckLifetime,
        Self::MfaInitSkipLifetime,
        Self::SecondFactorCheckLifetime,
        Self::MultiFactorCheckLifetime,
        Self::AllowDomainDiscovery,
        Self::DisableLoginWithEmail,
        Self::DisableLoginWithPhone,
        Self::ForceMfaLocalOnly,
    ];

    /// The name in the API's JSON, e.g. `allowUsernamePassword`.
    #[must_use]
    pub fn api_name(self) -> &'static str {
        match self {
            Self::AllowUsernamePassword => "allowUsernamePassword",
            Self::AllowRegister => "allowRegister",
            Self::AllowExternalIdp => "allowExternalIdp",
            Self::ForceMfa => "forceMfa",
            Self::PasswordlessType => "passwordlessType",
            Self::HidePasswordReset => "hidePasswordReset",
            Self::IgnoreUnknownUsernames => "ignoreUnknownUsernames",
            Self::DefaultRedirectUri => "defaultRedirectUri",
            Self::PasswordCheckLifetime => "passwordCheckLifetime",
            Self::ExternalLoginCheckLifetime => "externalLoginCheckLifetime",
            Self::MfaInitSkipLifetime => "mfaInitSkipLifetime",
            Self::SecondFactorCheckLifetime => "secondFactorCheckLifetime",
            Self::MultiFactorCheckLifetime => "multiFactorCheckLifetime",
            Self::AllowDomainDiscovery => "allowDomainDiscovery",
            Self::DisableLoginWithEmail => "disableLoginWithEmail",
            Self::DisableLoginWithPhone => "disableLoginWithPhone",
            Self::ForceMfaLocalOnly => "forceMfaLocalOnly",
        }
    }
}

/// A value of one [`Field`], or the presence of one member of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// On or off; present or absent.
    Bool(bool),
    /// Of [`Field::PasswordlessType`].
    Passwordless(PasswordlessType),
    /// Of [`Field::DefaultRedirectUri`].
    Text(String),
    /// Of the five lifetimes.
    Lifetime(Lifetime),
}
