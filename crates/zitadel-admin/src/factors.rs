//! The two lists of factors of the login policy.
//!
//! It does not know what a factor does when people sign in.

use login_policy::{MultiFactorType, SecondFactorType};
use plain_json::Writer;

use crate::details::Details;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::policy::{judge_details, push_once};
use crate::transport::{Method, Request, Response};
use crate::unreadable::Unreadable;
use crate::wire::{enum_number, path_segment, read, write_name};

/// A list of factors.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FactorList<T> {
    /// Each once, in the server's order, which is that of their addition.
    pub factors: Vec<T>,
    /// The list named one twice, as simultaneous additions can bring about. One removal removes
    /// every copy.
    pub duplicated: bool,
}

/// `POST /admin/v1/policies/login/multi_factors/_search`.
#[must_use]
pub fn list_multi_factors() -> Exchange<FactorList<MultiFactorType>> {
    Exchange {
        operation: Operation::ListMultiFactors,
        request: list("/admin/v1/policies/login/multi_factors/_search"),
        judge: |response| factor_list(response, multi_factor),
    }
}

/// `POST /admin/v1/policies/login/second_factors/_search`.
#[must_use]
pub fn list_second_factors() -> Exchange<FactorList<SecondFactorType>> {
    Exchange {
        operation: Operation::ListSecondFactors,
        request: list("/admin/v1/policies/login/second_factors/_search"),
        judge: |response| factor_list(response, second_factor),
    }
}

/// `POST /admin/v1/policies/login/multi_factors`.
#[must_use]
pub fn add_multi_factor(kind: &MultiFactorType) -> Exchange<Details> {
    add(
        Operation::AddMultiFactor,
        "/admin/v1/policies/login/multi_factors",
        kind.api_name(),
    )
}

/// `POST /admin/v1/policies/login/second_factors`.
#[must_use]
pub fn add_second_factor(kind: &SecondFactorType) -> Exchange<Details> {
    add(
        Operation::AddSecondFactor,
        "/admin/v1/policies/login/second_factors",
        kind.api_name(),
    )
}

/// `DELETE /admin/v1/policies/login/multi_factors/{type}`.
#[must_use]
pub fn remove_multi_factor(kind: &MultiFactorType) -> Exchange<Details> {
    remove(
        Operation::RemoveMultiFactor,
        "/admin/v1/policies/login/multi_factors/",
        kind.api_name(),
    )
}

/// `DELETE /admin/v1/policies/login/second_factors/{type}`.
#[must_use]
pub fn remove_second_factor(kind: &SecondFactorType) -> Exchange<Details> {
    remove(
        Operation::RemoveSecondFactor,
        "/admin/v1/policies/login/second_factors/",
        kind.api_name(),
    )
}

/// `zitadel.policy.v1.SecondFactorType`.
pub(crate) fn second_factor(name: String) -> SecondFactorType {
    const NAMES: [&str; 6] = [
        "UNSPECIFIED",
        "OTP",
        "U2F",
        "OTP_EMAIL",
        "OTP_SMS",
        "RECOVERY_CODES",
    ];
    match enum_number(&name, "SECOND_FACTOR_TYPE_", &NAMES) {
        Some(1) => SecondFactorType::Otp,
        Some(2) => SecondFactorType::U2f,
        Some(3) => SecondFactorType::OtpEmail,
        Some(4) => SecondFactorType::OtpSms,
        Some(5) => SecondFactorType::RecoveryCodes,
        _ => SecondFactorType::Unknown(name),
    }
}

/// `zitadel.policy.v1.MultiFactorType`.
pub(crate) fn multi_factor(name: String) -> MultiFactorType {
    const NAMES: [&str; 2] = ["UNSPECIFIED", "U2F_WITH_VERIFICATION"];
    match enum_number(&name, "MULTI_FACTOR_TYPE_", &NAMES) {
        Some(1) => MultiFactorType::U2fWithVerification,
        _ => MultiFactorType::Unknown(name),
    }
}

/// A search without conditions.
pub(crate) fn list(path: &str) -> Request {
    Request {
        method: Method::Post,
        path: path.to_owned(),
        body: Some(String::from("{}")),
    }
}

fn add(operation: Operation, path: &str, name: &str) -> Exchange<Details> {
    let mut writer = Writer::new();
    write_name(&mut writer, "type", name);
    Exchange {
        operation,
        request: Request {
            method: Method::Post,
            path: path.to_owned(),
            body: Some(writer.finish()),
        },
        judge: judge_details,
    }
}

/// A removal: the path, which ends with a slash, and what is removed.
pub(crate) fn remove(operation: Operation, path: &str, segment: &str) -> Exchange<Details> {
    let mut path = path.to_owned();
    path.push_str(&path_segment(segment));
    Exchange {
        operation,
        request: Request {
            method: Method::Delete,
            path,
            body: None,
        },
        judge: judge_details,
    }
}

fn factor_list<T: PartialEq>(
    response: &Response,
    factor: fn(String) -> T,
) -> Result<FactorList<T>, Unreadable> {
    let names = read(response, |answer| {
        // Always there, so its absence is not taken for an empty list.
        answer.required_message("details");
        answer.names("result")
    })?;
    let mut duplicated = false;
    let mut factors = Vec::new();
    for name in names {
        push_once(&mut factors, factor(name), &mut duplicated);
    }
    Ok(FactorList {
        factors,
        duplicated,
    })
}
