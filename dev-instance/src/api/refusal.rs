//! Why a call of the API is refused: the gRPC code, the error id and the English text of each
//! refusal. Error ids are not unique; they mean something together with status and call.

use crate::instance::access::AccessDenied;
use crate::instance::password::WeakPassword;
use crate::version::Version;

/// Which of the two lists of factors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FactorList {
    Second,
    Multi,
}

/// A refusal. A text that begins with `Errors.` is a key that the server has no text for.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("{0}")]
    UnknownHost(String),
    #[error("auth header missing")]
    NoToken,
    #[error("invalid auth header")]
    InvalidAuthHeader,
    #[error("Errors.Token.Invalid")]
    InvalidToken,
    #[error("Errors.OriginNotAllowed")]
    OriginNotAllowed,
    #[error("Organisation doesn't exist")]
    UnknownOrganization,
    #[error("mfa required")]
    MfaRequired,
    #[error(transparent)]
    AccessDenied(#[from] AccessDenied),
    /// By the generated validation of a message; `field` is `Message.Field`.
    #[error("invalid {field}: {rule}")]
    Invalid { field: String, rule: String },

    #[error("Default Login Policy has not been changed")]
    PolicyNotChanged,
    #[error("Default Redirect URI is invalid")]
    RedirectUriInvalid(Version),
    #[error("Errors.Instance.MFA.AlreadyExists")]
    FactorExists(FactorList),
    #[error("Multifactor not existing")]
    FactorNotExisting(FactorList),
    #[error("Identity Provider Configuration doesn't exist")]
    ProviderToLinkUnknown,
    #[error("Identity provider already exists")]
    LinkExists,
    #[error("Identity provider doesn't exist")]
    LinkNotExisting,
    #[error("Login Policy already exists")]
    OrgPolicyExists,
    #[error("Login Policy not found")]
    OrgPolicyNotFound,

    #[error("List.Query.Invalid")]
    ProviderQueryEmpty,
    #[error("Identity Provider Configuration doesn't exist")]
    ProviderNotFound,

    #[error("No restrictions specified")]
    NoRestrictions,
    #[error("Could not parse language")]
    LanguageNotParsed,
    #[error("Language is not supported")]
    LanguageNotSupported,
    #[error("Errors.Languages.NotSupported: [{0}]")]
    LanguagesNotSupported(String),
    #[error("Errors.Languages.Duplicate: [{0}]")]
    LanguageRepeated(String),
    #[error("Languages have duplicates")]
    LanguagesRepeated,
    #[error("The default language must be allowed")]
    DefaultLanguageNotAllowed,

    #[error("User could not be found")]
    MemberUserNotFound,
    #[error("Errors.Instance.Member.AlreadyExists")]
    MemberExists,
    #[error("Errors.Org.Member.AlreadyExists")]
    OrgMemberExists,
    #[error("Member is invalid")]
    MemberInvalid,
    #[error("No changes")]
    MemberNotChanged,
    #[error("Member not found")]
    MemberNotFound,

    #[error("User could not be found")]
    UserNotFound,
    #[error("User could not be found")]
    UserToChangeNotFound,
    #[error("User already exists")]
    UserExists,
    #[error("User already inactive")]
    UserAlreadyInactive,
    #[error("User is not inactive")]
    UserNotInactive,
    #[error(transparent)]
    WeakPassword(#[from] WeakPassword),
    #[error("User could not be found")]
    TotpUserNotFound,
    #[error("Multifactor OTP (OneTimePassword) is already set up")]
    TotpExists,
    #[error("Multifactor OTP (OneTimePassword) doesn't exist")]
    TotpNotExisting,
    #[error("Invalid code")]
    TotpCodeInvalid,

    #[error("Project already exists on organization")]
    ProjectExists,
    #[error("Project not found")]
    ProjectNotFound,
    #[error("Application already exists")]
    AppExists,
    #[error("Application could not be found")]
    AppNotFound,
    #[error("Application invalid")]
    AppInvalid,
    #[error("No changes")]
    AppNotChanged,
}

/// A gRPC status code that this server answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Code {
    InvalidArgument = 3,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    FailedPrecondition = 9,
    /// Of a wrong method.
    Unimplemented = 12,
    Unauthenticated = 16,
}

impl Refusal {
    /// The sentence of the generated validation, for the first rule that is broken.
    pub(crate) fn invalid(field: impl Into<String>, rule: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            rule: rule.into(),
        }
    }

    /// Its gRPC code.
    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::NoToken | Self::InvalidAuthHeader | Self::InvalidToken => Code::Unauthenticated,
            Self::OriginNotAllowed
            | Self::UnknownOrganization
            | Self::MfaRequired
            | Self::AccessDenied(AccessDenied::NoPermission) => Code::PermissionDenied,
            Self::UnknownHost(_)
            | Self::AccessDenied(AccessDenied::NoMembership)
            | Self::FactorNotExisting(_)
            | Self::LinkNotExisting
            | Self::OrgPolicyNotFound
            | Self::ProviderNotFound
            | Self::MemberNotFound
            | Self::UserNotFound
            | Self::UserToChangeNotFound
            | Self::TotpNotExisting
            | Self::AppNotFound => Code::NotFound,
            Self::FactorExists(_)
            | Self::LinkExists
            | Self::OrgPolicyExists
            | Self::MemberExists
            | Self::OrgMemberExists
            | Self::UserExists
            | Self::TotpExists
            | Self::ProjectExists
            | Self::AppExists => Code::AlreadyExists,
            Self::PolicyNotChanged
            | Self::ProviderToLinkUnknown
            | Self::DefaultLanguageNotAllowed
            | Self::MemberUserNotFound
            | Self::MemberNotChanged
            | Self::UserAlreadyInactive
            | Self::UserNotInactive
            | Self::TotpUserNotFound
            | Self::ProjectNotFound
            | Self::AppNotChanged => Code::FailedPrecondition,
            Self::Invalid { .. }
            | Self::RedirectUriInvalid(_)
            | Self::ProviderQueryEmpty
            | Self::NoRestrictions
            | Self::LanguageNotParsed
            | Self::LanguageNotSupported
            | Self::LanguagesNotSupported(_)
            | Self::LanguageRepeated(_)
            | Self::LanguagesRepeated
            | Self::MemberInvalid
            | Self::WeakPassword(_)
            | Self::TotpCodeInvalid
            | Self::AppInvalid => Code::InvalidArgument,
        }
    }

    /// Its error id; `None` for sentences of the transport and of validation.
    pub(crate) fn id(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownHost(_) | Self::NoToken | Self::Invalid { .. } => return None,
            Self::InvalidAuthHeader => "AUTH-toLo1",
            Self::InvalidToken => "AUTH-7fs1e",
            Self::OriginNotAllowed => "AUTH-DZG21",
            Self::UnknownOrganization => "AUTH-Bs7Ds",
            Self::MfaRequired => "AUTHZ-Kl3p0",
            Self::AccessDenied(AccessDenied::NoPermission) => "AUTH-5mWD2",
            Self::AccessDenied(AccessDenied::NoMembership) => "AUTHZ-cdgFk",
            Self::PolicyNotChanged => "INSTANCE-5M9vdd",
            Self::RedirectUriInvalid(version) if version.says_instance() => "INST-SFdqd",
            Self::RedirectUriInvalid(_) => "IAM-SFdqd",
            Self::FactorExists(FactorList::Second) | Self::LinkExists => "INSTANCE-2B0ps",
            Self::FactorExists(FactorList::Multi) => "INSTANCE-3M9od",
            Self::FactorNotExisting(FactorList::Second) => "INSTANCE-3M9od",
            Self::FactorNotExisting(FactorList::Multi) => "INSTANCE-3M9df",
            Self::ProviderToLinkUnknown => "INSTANCE-m8fsd",
            Self::LinkNotExisting => "INSTANCE-39fjs",
            Self::OrgPolicyExists => "Org-Dgfb2",
            Self::OrgPolicyNotFound => "Org-GHB37",
            Self::ProviderQueryEmpty => "ADMIN-Dr2aa",
            Self::ProviderNotFound => "INST-Se3tg",
            Self::NoRestrictions => "COMMAND-oASwj",
            Self::LanguageNotParsed => "LANG-jc8Sq",
            Self::LanguageNotSupported => "LANG-lg4DP",
            Self::LanguagesNotSupported(_) | Self::LanguageRepeated(_) => "LANG-XHiK5",
            Self::LanguagesRepeated => "LANG-3M9f2",
            Self::DefaultLanguageNotAllowed => "COMMAND-L0m2u",
            Self::MemberUserNotFound => "INSTA-GSXOn",
            Self::MemberExists => "INSTA-pFDwe",
            Self::OrgMemberExists => "ORG-poWwe",
            Self::MemberInvalid => "INSTANCE-4m0fS",
            Self::MemberNotChanged => "INSTANCE-LiaZi",
            Self::MemberNotFound => "INSTANCE-D8JxR",
            Self::UserNotFound => "QUERY-Dfbg2",
            Self::UserToChangeNotFound => "COMMAND-bd4ir1mblj",
            Self::UserExists | Self::ProjectExists | Self::AppExists => "V3-DKcYh",
            Self::UserAlreadyInactive => "COMMAND-5M0sf",
            Self::UserNotInactive => "COMMAND-6M0sf",
            Self::WeakPassword(WeakPassword::TooShort) => "COMMA-HuJf6",
            Self::WeakPassword(WeakPassword::NotComplex) => "COMMA-VoaRj",
            Self::TotpUserNotFound => "COMMAND-SqyJz",
            Self::TotpExists => "COMMAND-do9se",
            Self::TotpNotExisting => "COMMAND-3Mif9s",
            Self::TotpCodeInvalid => "EVENT-8isk2",
            Self::ProjectNotFound => "COMMAND-EbFMN",
            Self::AppNotFound => "APP-Bfgs2",
            Self::AppInvalid => "PROJECT-1n8df",
            Self::AppNotChanged => "COMMAND-1m88i",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_bad_redirect_uri_tells_the_release() {
        let id = |version| Refusal::RedirectUriInvalid(version).id();
        assert_eq!(id(Version::V4_3), Some("IAM-SFdqd"));
        assert_eq!(id(Version::V4_13), Some("INST-SFdqd"));
    }
}
