//! The pages as data: what each shows. How they look is another matter.

use crate::instance::factor::SecondFactor;
use crate::redirect::Found;

/// What a browser gets: a page, or the way to another address.
pub(super) enum Outcome {
    Page(Page),
    Away(Found),
}

/// What every page within a sign-in shows.
pub(super) struct Context {
    /// The id of the authorization request.
    pub request: String,
    pub login_name: String,
    /// What went wrong, said above the form.
    pub notice: Option<String>,
}

/// A provider's button.
pub(super) struct ProviderButton {
    pub id: String,
    pub name: String,
}

/// Somebody to choose.
pub(super) struct AccountButton {
    pub user: String,
    pub display_name: String,
    pub login_name: String,
}

/// A page.
pub(super) enum Page {
    LoginName {
        context: Context,
        with_field: bool,
        register: bool,
        providers: Vec<ProviderButton>,
    },
    SelectUser {
        context: Context,
        accounts: Vec<AccountButton>,
    },
    Password {
        context: Context,
        reset_link: bool,
    },
    Passkey {
        context: Context,
        password_offered: bool,
    },
    SetPasswordByCode(Context),
    /// Asks for one of these.
    SecondFactor {
        context: Context,
        usable: Vec<SecondFactor>,
    },
    /// Offers to set up one of these.
    SetUpSecondFactor {
        context: Context,
        listed: Vec<SecondFactor>,
        may_skip: bool,
    },
    SetUpApp {
        context: Context,
        secret: String,
    },
    SetUpKey(Context),
    ChangePassword(Context),
    /// Something was done; there is one way on.
    Done {
        context: Context,
        title: &'static str,
    },
    LogoutDone,
    Error(String),
}

impl Outcome {
    /// The error page.
    pub(super) fn error(text: impl ToString) -> Self {
        Self::Page(Page::Error(text.to_string()))
    }
}
