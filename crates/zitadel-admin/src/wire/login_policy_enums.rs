//! The enums of the login policy, in the API and in events. The domain has the names, protobuf the
//! numbers.

use login_policy::{MultiFactorType, PasswordlessType, SecondFactorType};

use super::enum_name::EnumName;

/// `zitadel.policy.v1.SecondFactorType`. `RECOVERY_CODES` since ZITADEL 4.9.
pub(crate) fn second_factor_type(name: EnumName) -> SecondFactorType {
    const NAMES: [&str; 6] = [
        "UNSPECIFIED",
        "OTP",
        "U2F",
        "OTP_EMAIL",
        "OTP_SMS",
        "RECOVERY_CODES",
    ];
    SecondFactorType::from_api_name(&name.full_name("SECOND_FACTOR_TYPE_", &NAMES))
}

/// `zitadel.policy.v1.MultiFactorType`.
pub(crate) fn multi_factor_type(name: EnumName) -> MultiFactorType {
    const NAMES: [&str; 2] = ["UNSPECIFIED", "U2F_WITH_VERIFICATION"];
    MultiFactorType::from_api_name(&name.full_name("MULTI_FACTOR_TYPE_", &NAMES))
}

/// `zitadel.policy.v1.PasswordlessType`.
pub(crate) fn passwordless_type(name: EnumName) -> PasswordlessType {
    const NAMES: [&str; 2] = ["NOT_ALLOWED", "ALLOWED"];
    PasswordlessType::from_api_name(&name.full_name("PASSWORDLESS_TYPE_", &NAMES))
}
