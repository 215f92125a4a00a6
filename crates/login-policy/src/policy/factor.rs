//! The enumerations of the login policy and the names the API has for them. It does not know what a
//! factor does when people sign in.

/// `zitadel.policy.v1.SecondFactorType`: what may be asked for after the password or the provider.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum SecondFactorType {
    /// One-time codes of an authenticator app (TOTP).
    Otp,
    /// A security key.
    U2f,
    /// A code by mail.
    OtpEmail,
    /// A code by text message.
    OtpSms,
    /// Codes to get in with when everything else is lost; known to servers since 4.9, offered and
    /// asked for by no sign-in page.
    RecoveryCodes,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

/// `zitadel.policy.v1.MultiFactorType`: what may stand for several factors at once.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum MultiFactorType {
    /// A passkey: a device or key that checks the person.
    U2fWithVerification,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

/// `zitadel.policy.v1.PasswordlessType`: whether a passkey alone signs in.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord, Default)]
pub enum PasswordlessType {
    /// Passkeys do not sign in.
    #[default]
    NotAllowed,
    /// Passkeys sign in.
    Allowed,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

impl SecondFactorType {
    /// Those this console knows, in the order of the page.
    pub const KNOWN: [Self; 5] = [
        Self::Otp,
        Self::U2f,
        Self::OtpEmail,
        Self::OtpSms,
        Self::RecoveryCodes,
    ];

    /// The name in the API, e.g. `SECOND_FACTOR_TYPE_OTP`.
    #[must_use]
    pub fn api_name(&self) -> &str {
        match self {
            Self::Otp => "SECOND_FACTOR_TYPE_OTP",
            Self::U2f => "SECOND_FACTOR_TYPE_U2F",
            Self::OtpEmail => "SECOND_FACTOR_TYPE_OTP_EMAIL",
            Self::OtpSms => "SECOND_FACTOR_TYPE_OTP_SMS",
            Self::RecoveryCodes => "SECOND_FACTOR_TYPE_RECOVERY_CODES",
            Self::Unknown(name) => name,
        }
    }

    /// Whether some sign-in page lets people set it up; not known of values of a newer server.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        *self != Self::RecoveryCodes
    }

    /// The value with that name in the API; [`Self::Unknown`] for any other.
    #[must_use]
    pub fn from_api_name(name: &str) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|known| known.api_name() == name)
            .unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

impl MultiFactorType {
    /// Those this console knows.
    pub const KNOWN: [Self; 1] = [Self::U2fWithVerification];

    /// The name in the API, e.g. `MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION`.
    #[must_use]
    pub fn api_name(&self) -> &str {
        match self {
            Self::U2fWithVerification => "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",
            Self::Unknown(name) => name,
        }
    }

    /// The value with that name in the API; [`Self::Unknown`] for any other.
    #[must_use]
    pub fn from_api_name(name: &str) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|known| known.api_name() == name)
            .unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

impl PasswordlessType {
    /// Those this console knows.
    pub const KNOWN: [Self; 2] = [Self::NotAllowed, Self::Allowed];

    /// The name in the API, e.g. `PASSWORDLESS_TYPE_ALLOWED`.
    #[must_use]
    pub fn api_name(&self) -> &str {
        match self {
            Self::NotAllowed => "PASSWORDLESS_TYPE_NOT_ALLOWED",
            Self::Allowed => "PASSWORDLESS_TYPE_ALLOWED",
            Self::Unknown(name) => name,
        }
    }

    /// The value with that name in the API; [`Self::Unknown`] for any other.
    #[must_use]
    pub fn from_api_name(name: &str) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|known| known.api_name() == name)
            .unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}
