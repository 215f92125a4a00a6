//! How protobuf's JSON mapping writes what JSON has no type for, as serde types.
//!
//! ZITADEL's gateway leaves zero values out and means by `null` that a member is absent, so every
//! member of a message is an `Option`. 64-bit numbers are text, durations are seconds with an `s`,
//! enums are names or numbers. These facts live here and nowhere else; no endpoint is known here.

mod duration;
mod enum_name;
mod login_policy_enums;
mod uint64;

pub(crate) use duration::Duration;
pub(crate) use enum_name::EnumName;
pub(crate) use login_policy_enums::{multi_factor_type, passwordless_type, second_factor_type};
pub(crate) use uint64::Uint64;
