//! A sign-in as it is told: its pages, its end, and how well it is known. It holds no rule.

use thiserror::Error;

use crate::policy::SecondFactorType;
use crate::token::ApiAnswer;

/// A sign-in from its first page to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// How it ends.
    pub end: Ending,
    /// The pages in order; a page repeated stands once.
    pub steps: Vec<Step>,
    /// What stands on the first page beside the login name; `None` where no first page with a
    /// login name is shown.
    pub first_page: Option<FirstPage>,
    /// What the person holds afterwards; `None` unless signed in.
    pub token: Option<Token>,
    /// How well it is known.
    pub basis: Basis,
}

/// How a sign-in ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// The person is signed in.
    SignedIn,
    /// Not in until a second factor is set up; the page offers these.
    MustSetUpSecondFactor {
        /// In the order of the settings.
        offers: Vec<SecondFactorType>,
    },
    /// Shut out unless the instance sends mail: a page asks for a mailed code.
    MustSetPasswordByCode,
    /// Shut out: a page asks for a password that was never set.
    AskedForAPasswordNotSet,
    /// Shut out: sent to a provider, without an account there that is linked.
    SentToAProviderWithoutAccount,
    /// Shut out: a page without a field for the login name and without a provider.
    NoWayOffered,
    /// Shut out: a second factor must be set up and the page offers none.
    NoSecondFactorOffered,
    /// Shut out: the right answer leads back to the same question.
    AskedAgainWithoutEnd,
    /// Shut out: an error.
    Refused {
        /// The error the pages answer with.
        because: Refusal,
    },
}

/// The errors that end a sign-in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// Built-in login: a second factor is required and the list of second factors is empty
    /// (`LOGIN-5Hm8s`).
    NoSecondFactorConfigured,
    /// Login v2: the password is the only method and username and password is off.
    PasswordNotAllowed,
    /// Login v2: the passkey is the only method and passkeys are off.
    PasskeyNotAllowed,
    /// Login v2: the login name is not the mail address or phone number that is still allowed; since
    /// 4.11 also: the passkey is the only method to start with and passkeys are off.
    LoginNameNotAccepted,
    /// Login v2: a password holds for no time, since 4.6 for less than none.
    PasswordNotVerified,
    /// Login v2: a passkey or security key holds for no time, since 4.6 for less than none.
    PasskeyNotVerified,
    /// Login v2: a sign-in elsewhere holds for no time, since 4.6 for less than none.
    ExternalLoginFailed,
}

/// One page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Asks for the login name.
    LoginName,
    /// Shows the buttons of providers and no field for a login name.
    ProvidersOnly,
    /// Shows neither a field for a login name nor a provider.
    NoWayOffered,
    /// Asks for the passkey.
    Passkey {
        /// Whether the page offers the password instead.
        password_offered: bool,
    },
    /// Asks for the password.
    Password,
    /// Asks for a mailed code to set a password.
    SetPasswordByCode,
    /// Login v2: asks for a mailed code before anything can be set up.
    VerifyByCode,
    /// The provider's own pages.
    ExternalProvider,
    /// Asks which second factor to use; offers these.
    ChooseSecondFactor(Vec<SecondFactorType>),
    /// Asks for the code of the authenticator app.
    AuthenticatorApp {
        /// Whether the page offers the security key instead.
        key_offered: bool,
    },
    /// Asks for the security key.
    SecurityKey {
        /// Whether the page offers the authenticator app instead.
        app_offered: bool,
    },
    /// Wants a second factor set up; offers these.
    SetUpSecondFactor(Vec<SecondFactorType>),
    /// Proposes to set up a second factor, which may be skipped; offers these.
    InvitedToSetUpSecondFactor(Vec<SecondFactorType>),
    /// An error instead of the next page.
    Error,
}

/// What stands on the first page beside the login name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FirstPage {
    /// People may register.
    pub register: bool,
    /// At least one provider has a button.
    pub providers: bool,
}

/// What a signed-in person holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// The claim `amr` of the ID token, in order; empty where the claim is absent.
    pub amr: Vec<&'static str>,
    /// What the Admin API answers to it, as far as a second factor is concerned.
    pub api: ApiAnswer,
}

/// How well an outcome is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Sign-ins like this one were measured.
    Measured,
    /// It follows from ZITADEL's rules; no sign-in like this one was measured.
    Deduced,
}

/// Why nothing can be said about a sign-in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash, Error)]
pub enum NotKnown {
    /// Codes by mail or text message would be asked for.
    #[error("codes by mail or text message would be asked for")]
    CodesByMailOrText,
    /// The person has nothing that starts a sign-in.
    #[error("nothing that starts a sign-in is set up")]
    NoFirstFactor,
    /// A value of a newer server decides.
    #[error("a value of a newer server decides")]
    UnknownValue,
    /// A lifetime decides that is above zero and too short to say: it depends on how quick everybody
    /// is. Below one second on the server's own pages, below ten in login v2.
    #[error("a lifetime decides that is too short to say")]
    LifetimeTooShort,
    /// It depends on whether a passkey works on the host of these pages.
    #[error("a passkey decides that may not work on the host of these pages")]
    PasskeyDomain,
    /// The pages do not offer the path chosen.
    #[error("the pages do not offer the path chosen")]
    PathNotOffered,
}

/// Whether a person gets in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Not at all, or only with a code that the instance mails.
    ShutOut,
    /// Once a second factor is set up.
    AfterSetUp,
    /// Yes.
    In,
}

impl Ending {
    /// Whether a person whose sign-in ends like this gets in.
    #[must_use]
    pub fn access(&self) -> Access {
        match self {
            Self::SignedIn => Access::In,
            Self::MustSetUpSecondFactor { .. } => Access::AfterSetUp,
            _ => Access::ShutOut,
        }
    }
}
