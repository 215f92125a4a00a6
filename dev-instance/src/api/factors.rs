//! The two lists of factors in the login policy. They differ in their names, numbers and error ids
//! alone; the list of multi factors binds nobody at sign-in.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::login_policy::{MULTI_FACTORS, Policy, SECOND_FACTORS, names};
use crate::messages::Text;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// AddSecondFactorToLoginPolicyRequest.
pub(crate) static ADD_SECOND: &Schema = &[("type", Field::Enum(&SECOND_FACTORS))];
/// AddMultiFactorToLoginPolicyRequest.
pub(crate) static ADD_MULTI: &Schema = &[("type", Field::Enum(&MULTI_FACTORS))];

struct List {
    word: &'static str,
    names: &'static [&'static str],
    exists: &'static str,
    not_existing: &'static str,
    added: &'static str,
    removed: &'static str,
    of: fn(&mut Policy) -> &mut Vec<usize>,
}

const SECOND: List = List {
    word: "SecondFactor",
    names: &SECOND_FACTORS,
    exists: "INSTANCE-2B0ps",
    not_existing: "INSTANCE-3M9od",
    added: "instance.policy.login.secondfactor.added",
    removed: "instance.policy.login.secondfactor.removed",
    of: |policy| &mut policy.second_factors,
};

const MULTI: List = List {
    word: "MultiFactor",
    names: &MULTI_FACTORS,
    exists: "INSTANCE-3M9od",
    not_existing: "INSTANCE-3M9df",
    added: "instance.policy.login.multifactor.added",
    removed: "instance.policy.login.multifactor.removed",
    of: |policy| &mut policy.multi_factors,
};

/// ListLoginPolicySecondFactors.
pub(crate) fn list_second(
    instance: &mut Instance,
    _: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let listed = names(&SECOND_FACTORS, &instance.policy.seen().second_factors);
    Ok(list(instance, &listed))
}

/// ListLoginPolicyMultiFactors.
pub(crate) fn list_multi(
    instance: &mut Instance,
    _: &Caller,
    _: &Input,
) -> Result<Value, ApiError> {
    let listed = names(&MULTI_FACTORS, &instance.policy.seen().multi_factors);
    Ok(list(instance, &listed))
}

/// AddSecondFactorToLoginPolicy.
pub(crate) fn add_second(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    add(instance, by, input.body.number("type"), &SECOND)
}

/// AddMultiFactorToLoginPolicy.
pub(crate) fn add_multi(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    add(instance, by, input.body.number("type"), &MULTI)
}

/// RemoveSecondFactorFromLoginPolicy.
pub(crate) fn remove_second(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    remove(instance, by, input.param(0), &SECOND)
}

/// RemoveMultiFactorFromLoginPolicy.
pub(crate) fn remove_multi(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    remove(instance, by, input.param(0), &MULTI)
}

fn list(instance: &Instance, listed: &[&str]) -> Value {
    Writer::new()
        .put("details", instance.list_details(listed.len()))
        .put("result", listed.to_vec())
        .done()
}

fn add(instance: &mut Instance, by: &Caller, number: i64, list: &List) -> Result<Value, ApiError> {
    let field = format!("Add{}ToLoginPolicyRequest.Type", list.word);
    let number = validated(&field, number, list)?;
    let exists = (list.of)(&mut instance.policy.truth().clone()).contains(&number);
    if exists {
        // The server has no text for this key in any language.
        let key = "Errors.Instance.MFA.AlreadyExists";
        return Err(ApiError::fixed(Code::AlreadyExists, list.exists, key));
    }
    let payload = json!({ "mfaType": number });
    let stamp = instance.instance_event(Some(&by.user), list.added, Some(payload));
    instance.policy.write(|policy| {
        (list.of)(policy).push(number);
        policy.trace.touch(stamp);
    });
    Ok(json!({"details": stamp.added(&instance.id)}))
}

fn remove(
    instance: &mut Instance,
    by: &Caller,
    number: &str,
    list: &List,
) -> Result<Value, ApiError> {
    let field = format!("Remove{}FromLoginPolicyRequest.Type", list.word);
    let number = validated(&field, number.parse().unwrap_or(0), list)?;
    let exists = (list.of)(&mut instance.policy.truth().clone()).contains(&number);
    if !exists {
        return Err(ApiError::spoken(
            Code::NotFound,
            list.not_existing,
            Text::FactorNotExisting,
        ));
    }
    let payload = json!({ "mfaType": number });
    let stamp = instance.instance_event(Some(&by.user), list.removed, Some(payload));
    instance.policy.write(|policy| {
        (list.of)(policy).retain(|listed| *listed != number);
        policy.trace.touch(stamp);
    });
    Ok(json!({"details": stamp.changed(&instance.id)}))
}

fn validated(field: &str, number: i64, list: &List) -> Result<usize, ApiError> {
    match usize::try_from(number) {
        Ok(0) => {
            let rule = format!("value must not be in list [{}]", list.names[0]);
            Err(ApiError::invalid(field, &rule))
        }
        Ok(number) if number < list.names.len() => Ok(number),
        _ => Err(ApiError::invalid(
            field,
            "value must be one of the defined enum values",
        )),
    }
}
