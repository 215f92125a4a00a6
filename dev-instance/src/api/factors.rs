//! The two lists of factors in the login policy. They differ in their names, numbers and error ids
//! alone.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::error::{ApiError, GatewayError};
use super::refusal::{FactorList, Refusal};
use super::segment::{Segment, routes_for};
use crate::instance::factor::{Factor, MultiFactor, SecondFactor};
use crate::instance::login_policy::LoginPolicy;
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use crate::proto::enumeration::EnumValue;
use crate::state::AppState;
use axum::Router;
use axum::routing::{delete, post};
use serde::Deserialize;
use serde_json::json;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .merge(routes_of::<SecondFactor>())
        .merge(routes_of::<MultiFactor>())
}

fn routes_of<F: Listed>() -> Router<AppState> {
    let list = format!("/admin/v1/policies/login/{}", F::SEGMENT);
    Router::new()
        .route(&list, post(add::<F>))
        .route(&format!("{list}/_search"), post(search::<F>))
        .merge(routes_for(&list, delete(remove::<F>)))
}

/// A factor that the policy lists.
trait Listed: Factor + Send {
    const LIST: FactorList;
    /// The list's segment of a path.
    const SEGMENT: &'static str;
    /// The word for it in the names of messages.
    const WORD: &'static str;
    const ADDED: &'static str;
    const REMOVED: &'static str;

    /// The list.
    fn of(policy: &LoginPolicy) -> &Vec<Self>;

    /// The same, to be changed.
    fn of_mut(policy: &mut LoginPolicy) -> &mut Vec<Self>;
}

impl Listed for SecondFactor {
    const LIST: FactorList = FactorList::Second;
    const SEGMENT: &'static str = "second_factors";
    const WORD: &'static str = "SecondFactor";
    const ADDED: &'static str = "instance.policy.login.secondfactor.added";
    const REMOVED: &'static str = "instance.policy.login.secondfactor.removed";

    fn of(policy: &LoginPolicy) -> &Vec<Self> {
        &policy.second_factors
    }

    fn of_mut(policy: &mut LoginPolicy) -> &mut Vec<Self> {
        &mut policy.second_factors
    }
}

impl Listed for MultiFactor {
    const LIST: FactorList = FactorList::Multi;
    const SEGMENT: &'static str = "multi_factors";
    const WORD: &'static str = "MultiFactor";
    const ADDED: &'static str = "instance.policy.login.multifactor.added";
    const REMOVED: &'static str = "instance.policy.login.multifactor.removed";

    fn of(policy: &LoginPolicy) -> &Vec<Self> {
        &policy.multi_factors
    }

    fn of_mut(policy: &mut LoginPolicy) -> &mut Vec<Self> {
        &mut policy.multi_factors
    }
}

/// AddSecondFactorToLoginPolicyRequest and AddMultiFactorToLoginPolicyRequest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct AddRequest {
    r#type: Option<EnumValue>,
}

/// ListLoginPolicySecondFactors and ListLoginPolicyMultiFactors. The body is not looked at.
async fn search<F: Listed>(api: Api) -> ApiResult {
    api.call(Access::Permission("iam.policy.read"), |instance, _| {
        let listed = F::of(instance.policy.seen());
        let names: Vec<&str> = listed.iter().map(|factor| factor.name()).collect();
        Ok(without_defaults(json!({
            "details": details::of_list(instance, names.len()),
            "result": names,
        })))
    })
}

/// AddSecondFactorToLoginPolicy and AddMultiFactorToLoginPolicy.
async fn add<F: Listed>(api: Api, Body(request): Body<AddRequest>) -> ApiResult {
    let access = Access::Permission("iam.policy.write");
    api.call(access, |instance, caller| {
        let names = F::names(instance.version);
        let number = request.r#type.map_or(0, |value| value.number(names));
        let field = format!("Add{}ToLoginPolicyRequest.Type", F::WORD);
        let factor: F = validated(instance, number, &field)?;
        if F::of(instance.policy.truth()).contains(&factor) {
            return Err(Refusal::FactorExists(F::LIST));
        }
        let payload = json!({"mfaType": factor.number()});
        let stamp = instance.instance_event(Some(&caller.user), F::ADDED, Some(payload));
        instance.policy.write(|policy| {
            F::of_mut(policy).push(factor);
            policy.revision.touch(stamp);
        });
        Ok(json!({"details": details::of_addition(stamp, &instance.id)}))
    })
}

/// RemoveSecondFactorFromLoginPolicy and RemoveMultiFactorFromLoginPolicy.
async fn remove<F: Listed>(api: Api, Segment(wanted): Segment) -> ApiResult {
    let number = number_in_path(F::names(api.version()), &wanted)?;
    let access = Access::Permission("iam.policy.write");
    api.call(access, |instance, caller| {
        let field = format!("Remove{}FromLoginPolicyRequest.Type", F::WORD);
        let factor: F = validated(instance, number, &field)?;
        if !F::of(instance.policy.truth()).contains(&factor) {
            return Err(Refusal::FactorNotExisting(F::LIST));
        }
        let payload = json!({"mfaType": factor.number()});
        let stamp = instance.instance_event(Some(&caller.user), F::REMOVED, Some(payload));
        instance.policy.write(|policy| {
            F::of_mut(policy).retain(|listed| *listed != factor);
            policy.revision.touch(stamp);
        });
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

/// An enum in a path may be a name or a number, but one that exists.
fn number_in_path(names: &[&str], wanted: &str) -> Result<i32, ApiError> {
    let by_name = names.iter().position(|name| *name == wanted);
    let by_number = wanted.parse().ok().filter(|number| *number < names.len());
    by_name
        .or(by_number)
        .and_then(|number| number.try_into().ok())
        .ok_or_else(|| GatewayError::PathParameter(wanted.to_owned()).into())
}

fn validated<F: Listed>(instance: &Instance, number: i32, field: &str) -> Result<F, Refusal> {
    if number == 0 {
        let unspecified = F::names(instance.version)[0];
        let rule = format!("value must not be in list [{unspecified}]");
        return Err(Refusal::invalid(field, rule));
    }
    let mut known = F::known(instance.version).iter();
    known
        .find(|factor| factor.number() == number)
        .copied()
        .ok_or_else(|| {
            let rule = "value must be one of the defined enum values";
            Refusal::invalid(field, rule)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enum_in_a_path_is_a_name_or_a_number() {
        let names = ["NONE", "ONE"];
        let number = |wanted| number_in_path(&names, wanted).ok();
        assert_eq!(number("ONE"), Some(1));
        assert_eq!(number("0"), Some(0));
        assert_eq!(number("2"), None);
        assert_eq!(number(""), None);
    }
}
