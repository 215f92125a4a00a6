//! The password rules of a new instance.

/// What is wrong with a new password.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum WeakPassword {
    #[error("Password is too short")]
    TooShort,
    #[error("Password must contain upper, lower, number and symbol")]
    NotComplex,
}

/// Whether a password may be set.
///
/// # Errors
/// [`WeakPassword`] names the first rule that is broken.
pub(crate) fn check(password: &str) -> Result<(), WeakPassword> {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    if password.chars().count() < 8 {
        return Err(WeakPassword::TooShort);
    }
    let complex = has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|letter| letter.is_ascii_digit())
        && has(|letter| !letter.is_alphanumeric());
    if complex {
        Ok(())
    } else {
        Err(WeakPassword::NotComplex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_eight_letters_of_four_kinds() {
        assert_eq!(check("Password1!"), Ok(()));
        assert_eq!(check("Pass1!"), Err(WeakPassword::TooShort));
        assert_eq!(check("password1!"), Err(WeakPassword::NotComplex));
        assert_eq!(check("Password1"), Err(WeakPassword::NotComplex));
    }
}
