//! People as far as signing in goes: what they have, and which sign-in pages they meet.
//!
//! It does not know what happens to them (`outcome`) nor who they are.

use crate::policy::SecondFactorType;

/// Which of ZITADEL's two sign-in interfaces is spoken of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum LoginVersion {
    /// The server's own pages (`/ui/login`).
    BuiltIn,
    /// The separate app, the default of a new instance (`/ui/v2/login`).
    V2,
}

impl LoginVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::BuiltIn, Self::V2];
}

/// What a person has set up, as `GET /v2/users/{id}/authentication_methods` and
/// `POST /v2/users/{id}/links/_search` tell it.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord, Default)]
pub struct EnrolledMethods {
    /// A password was set.
    pub password: bool,
    /// An authenticator app is set up (`OTP`).
    pub authenticator_app: bool,
    /// A security key is set up as second factor (`U2F`).
    pub security_key: bool,
    /// Codes by mail are set up.
    pub code_by_mail: bool,
    /// Codes by text message are set up.
    pub code_by_text: bool,
    /// A passkey is registered. The built-in login finds only those that were registered in it, not
    /// those registered over the API for another domain; [`crate::passkey_domain`] tells which to ask
    /// for.
    pub passkey: bool,
    /// Codes to get in with when everything else is lost are set up (`RECOVERY_CODE`). No sign-in
    /// page asks for them.
    pub recovery_codes: bool,
    /// There is a method that this console does not know. It counts as one, and is taken as never
    /// asked for.
    pub unknown_method: bool,
    /// There is a passkey of which it is not known whether it works on the pages that are judged
    /// ([`crate::passkey_domain`]). Nothing that depends on it is foretold.
    pub passkey_not_known: bool,
    /// Ids of the providers at which the person has a linked account.
    pub external: Vec<String>,
    /// Whether the login name is also an address of the person.
    pub login_name_is: LoginNameIs,
}

/// Whether the login name that the person types is also their mail address or phone number. Login
/// v2 alone asks, and only while one of the two is disabled as login name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash, Default)]
pub enum LoginNameIs {
    /// Neither: the ordinary case, and the one that was measured.
    #[default]
    Neither,
    /// Their mail address.
    MailAddress,
    /// Their phone number.
    PhoneNumber,
}

/// What the person does on the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash, Default)]
pub enum SignInPath {
    /// Types the login name and takes what the pages propose.
    #[default]
    Proposed,
    /// Presses "use password" on the passkey page.
    Password,
    /// Presses the button of the provider at which they have an account.
    Provider,
}

impl SignInPath {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Password, Self::Provider];
}

impl EnrolledMethods {
    /// Whether somebody else has all that this person has. Codes and unknown methods are not
    /// compared.
    #[must_use]
    pub fn is_part_of(&self, more: &Self) -> bool {
        self.password <= more.password
            && self.authenticator_app <= more.authenticator_app
            && self.security_key <= more.security_key
            && self.passkey <= more.passkey
            && self.external.iter().all(|id| more.external.contains(id))
    }

    /// Whether the person has set up that second factor. Recovery codes are asked for by nobody and
    /// satisfy nothing, so nobody holds them here.
    #[must_use]
    pub fn holds(&self, kind: &SecondFactorType) -> bool {
        match kind {
            SecondFactorType::Otp => self.authenticator_app,
            SecondFactorType::U2f => self.security_key,
            SecondFactorType::OtpEmail => self.code_by_mail,
            SecondFactorType::OtpSms => self.code_by_text,
            SecondFactorType::RecoveryCodes | SecondFactorType::Unknown(_) => false,
        }
    }

    /// Whether the person has nothing that could start a sign-in.
    #[must_use]
    pub fn has_no_first_factor(&self) -> bool {
        !self.password && !self.passkey && self.external.is_empty()
    }

    /// Whether the person has a second factor that a sign-in page asks for; a passkey is none, and
    /// recovery codes are none.
    #[must_use]
    pub fn has_second_factor(&self) -> bool {
        self.authenticator_app || self.security_key || self.code_by_mail || self.code_by_text
    }
}
