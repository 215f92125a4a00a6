//! What each of the five lifetimes does on the pages of either sign-in interface. It does not know
//! which lengths are wise.

use crate::people::LoginVersion;
use crate::policy::Field;

/// What one of the five lifetimes does on some sign-in pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LifetimeEffect {
    /// What was proved counts for that long; then it is asked for again.
    AskedAgain,
    /// The session ends after that time, counted anew from every later step.
    Session,
    /// The same for codes by mail and text message; after the code of an app the session lasts 24
    /// hours, and a security key goes by the lifetime of passkeys.
    SessionAfterMailedCodes,
    /// How often people are invited to set up a second factor.
    Invitation,
    /// Nothing.
    Nothing,
}

/// What a lifetime does on those sign-in pages; `None` for a field that is none.
#[must_use]
pub fn effect(field: Field, login: LoginVersion) -> Option<LifetimeEffect> {
    let (built_in, v2) = match field {
        Field::PasswordCheckLifetime
        | Field::ExternalLoginCheckLifetime
        | Field::MultiFactorCheckLifetime => (LifetimeEffect::AskedAgain, LifetimeEffect::Session),
        Field::SecondFactorCheckLifetime => (
            LifetimeEffect::AskedAgain,
            LifetimeEffect::SessionAfterMailedCodes,
        ),
        Field::MfaInitSkipLifetime => (LifetimeEffect::Invitation, LifetimeEffect::Nothing),
        _ => return None,
    };
    Some(match login {
        LoginVersion::BuiltIn => built_in,
        LoginVersion::V2 => v2,
    })
}
