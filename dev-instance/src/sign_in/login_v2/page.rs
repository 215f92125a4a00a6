//! The pages as data: what each shows, and where it lies.

use crate::instance::factor::SecondFactor;
use crate::redirect::{Found, with_query};

/// Where the pages lie.
pub(super) const BASE: &str = "/ui/v2/login";

/// What a browser gets: a page, or the way to another address.
pub(super) enum Outcome {
    Page(Box<Page>),
    Away(Found),
}

/// Something to choose: what is sent, and what is shown.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
}

/// A page within a sign-in.
pub(super) struct Page {
    /// The id of the authorization request.
    pub request: String,
    pub login_name: String,
    /// What went wrong.
    pub error: Option<String>,
    pub body: Body,
}

/// What is special to a page.
pub(super) enum Body {
    LoginName {
        with_field: bool,
        register: bool,
        providers: Vec<Choice>,
    },
    /// Choose an account.
    Accounts(Vec<Choice>),
    Password {
        reset: bool,
    },
    Passkey {
        password_offered: bool,
    },
    /// A mailed code for somebody without any method.
    Verify,
    /// Choose one of one's second factors.
    ChooseSecondFactor(Vec<SecondFactor>),
    App,
    SecurityKey,
    /// Choose a second factor to set up, of which there may be none.
    SetUp(Vec<SecondFactor>),
    SetUpApp {
        secret: String,
    },
    SetUpSecurityKey,
    SignedOut,
    Nothing,
}

impl Body {
    /// The page's place beneath [`BASE`].
    pub(super) const fn place(&self) -> &'static str {
        match self {
            Self::LoginName { .. } | Self::Nothing => "/loginname",
            Self::Accounts(_) => "/accounts",
            Self::Password { .. } => "/password",
            Self::Passkey { .. } => "/passkey",
            Self::Verify => "/verify",
            Self::ChooseSecondFactor(_) => "/mfa",
            Self::App => "/otp/time-based",
            Self::SecurityKey => "/u2f",
            Self::SetUp(_) => "/mfa/set",
            Self::SetUpApp { .. } => "/otp/time-based/set",
            Self::SetUpSecurityKey => "/u2f/set",
            Self::SignedOut => "/logout/done",
        }
    }
}

/// The way to a page of a sign-in.
pub(super) fn way_to(place: &str, request: &str) -> Outcome {
    let request = format!("oidc_{request}");
    let address = format!("{BASE}{place}");
    Outcome::Away(Found(with_query(
        &address,
        &[("requestId", Some(&request))],
    )))
}
