//! Adding to and removing from the two lists of factors of the login policy. The policy itself
//! carries the lists.
//!
//! It does not know what a factor does when people sign in.

use login_policy::{MultiFactorType, SecondFactorType};
use serde_json::json;

use crate::details::{Details, decode_details};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::{delete, path_segment, post};
use crate::wire::EnumName;

const MULTI_FACTORS: &str = "/admin/v1/policies/login/multi_factors";
const SECOND_FACTORS: &str = "/admin/v1/policies/login/second_factors";

/// `POST /admin/v1/policies/login/multi_factors`.
#[must_use]
pub fn add_multi_factor(kind: &MultiFactorType) -> Exchange<Details> {
    add(Operation::AddMultiFactor, MULTI_FACTORS, kind.api_name())
}

/// `POST /admin/v1/policies/login/second_factors`.
#[must_use]
pub fn add_second_factor(kind: &SecondFactorType) -> Exchange<Details> {
    add(Operation::AddSecondFactor, SECOND_FACTORS, kind.api_name())
}

/// `DELETE /admin/v1/policies/login/multi_factors/{type}`.
#[must_use]
pub fn remove_multi_factor(kind: &MultiFactorType) -> Exchange<Details> {
    remove(Operation::RemoveMultiFactor, MULTI_FACTORS, kind.api_name())
}

/// `DELETE /admin/v1/policies/login/second_factors/{type}`.
#[must_use]
pub fn remove_second_factor(kind: &SecondFactorType) -> Exchange<Details> {
    remove(
        Operation::RemoveSecondFactor,
        SECOND_FACTORS,
        kind.api_name(),
    )
}

fn add(operation: Operation, path: &str, name: &str) -> Exchange<Details> {
    let body = json!({"type": EnumName(name.to_owned())});
    Exchange {
        operation,
        request: post(path, &body),
        decode: decode_details,
    }
}

fn remove(operation: Operation, path: &str, name: &str) -> Exchange<Details> {
    Exchange {
        operation,
        request: delete(&[path, "/", &path_segment(name)].concat()),
        decode: decode_details,
    }
}
