//! One measured sign-in, read.

use crate::people::{EnrolledMethods, LoginVersion, SignInPath};
use crate::policy::LoginSettings;
use crate::rules::Rules;

/// One row as arguments of [`crate::outcome()`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The settings.
    pub policy: LoginSettings,
    /// The sign-in pages.
    pub login: LoginVersion,
    /// The rules of the server at which it was measured.
    pub rules: Rules,
    /// The person.
    pub methods: EnrolledMethods,
    /// What they pressed.
    pub path: SignInPath,
}
