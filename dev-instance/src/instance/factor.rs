//! The factors that a login policy lists. They are known by number and name on the wire.

use crate::version::Version;

/// A type of second factor, by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SecondFactor {
    /// An authenticator app.
    Otp = 1,
    /// A security key.
    U2f = 2,
    OtpEmail = 3,
    OtpSms = 4,
    /// Neither sign-in interface sets them up or asks for them.
    RecoveryCodes = 5,
}

/// A type of multi factor, by its number. The list of them binds nobody at sign-in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MultiFactor {
    /// A passkey.
    U2fWithVerification = 1,
}

/// What the two lists of factors have in common.
pub(crate) trait Factor: Copy + PartialEq + 'static {
    /// All factors that a release knows, in the order of their numbers, from one.
    fn known(version: Version) -> &'static [Self];

    /// All names that a release knows, in the order of their numbers, from zero.
    fn names(version: Version) -> &'static [&'static str];

    /// The number on the wire.
    fn number(self) -> i32;

    /// The name on the wire.
    fn name(self) -> &'static str;
}

const SECOND_FACTORS: [SecondFactor; 5] = [
    SecondFactor::Otp,
    SecondFactor::U2f,
    SecondFactor::OtpEmail,
    SecondFactor::OtpSms,
    SecondFactor::RecoveryCodes,
];
const SECOND_FACTOR_NAMES: [&str; 6] = [
    "SECOND_FACTOR_TYPE_UNSPECIFIED",
    "SECOND_FACTOR_TYPE_OTP",
    "SECOND_FACTOR_TYPE_U2F",
    "SECOND_FACTOR_TYPE_OTP_EMAIL",
    "SECOND_FACTOR_TYPE_OTP_SMS",
    "SECOND_FACTOR_TYPE_RECOVERY_CODES",
];
const MULTI_FACTORS: [MultiFactor; 1] = [MultiFactor::U2fWithVerification];
const MULTI_FACTOR_NAMES: [&str; 2] = [
    "MULTI_FACTOR_TYPE_UNSPECIFIED",
    "MULTI_FACTOR_TYPE_U2F_WITH_VERIFICATION",
];

impl Factor for SecondFactor {
    fn known(version: Version) -> &'static [Self] {
        if version.knows_recovery_codes() {
            &SECOND_FACTORS
        } else {
            &SECOND_FACTORS[..4]
        }
    }

    fn names(version: Version) -> &'static [&'static str] {
        if version.knows_recovery_codes() {
            &SECOND_FACTOR_NAMES
        } else {
            &SECOND_FACTOR_NAMES[..5]
        }
    }

    fn number(self) -> i32 {
        self as i32
    }

    fn name(self) -> &'static str {
        SECOND_FACTOR_NAMES[self as usize]
    }
}

impl Factor for MultiFactor {
    fn known(_: Version) -> &'static [Self] {
        &MULTI_FACTORS
    }

    fn names(_: Version) -> &'static [&'static str] {
        &MULTI_FACTOR_NAMES
    }

    fn number(self) -> i32 {
        self as i32
    }

    fn name(self) -> &'static str {
        MULTI_FACTOR_NAMES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_has_the_name_that_stands_at_its_number() {
        for version in [Version::V4_3, Version::V4_13] {
            let names = SecondFactor::names(version);
            let known = SecondFactor::known(version);
            assert_eq!(names.len(), known.len() + 1);
            for (factor, name) in known.iter().zip(&names[1..]) {
                assert_eq!(factor.name(), *name);
            }
        }
    }
}
