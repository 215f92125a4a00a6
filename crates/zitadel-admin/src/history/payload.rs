//! The payloads of events, as they are stored: free JSON with spellings of its own.
//!
//! Nothing here fails: history of another version must not hide the rest, so what cannot be read is
//! handed back by name.

use login_policy::{Field, Lifetime, LoginSettings, Value};

use super::What;
use crate::factors::{multi_factor, second_factor};
use crate::policy::passwordless;
use crate::wire::Message;

pub(super) const RESTRICTIONS_SET: &str = "restrictions.set";

/// Events of the instance that change the login policy or what it links. Deleting a provider
/// unlinks it without an event of its own. [`read`] goes by the order.
pub(super) const LOGIN_POLICY: [&str; 11] = [
    "instance.policy.login.added",
    "instance.policy.login.changed",
    "instance.policy.login.multifactor.added",
    "instance.policy.login.multifactor.removed",
    "instance.policy.login.secondfactor.added",
    "instance.policy.login.secondfactor.removed",
    "instance.policy.login.idpprovider.added",
    "instance.policy.login.idpprovider.removed",
    "instance.policy.login.idpprovider.cascade.removed",
    "instance.idp.removed",
    "iam.idp.config.removed",
];

/// What an event of that kind did, and the members that could not be read.
pub(super) fn read(kind: &str, payload: &Message<'_>) -> (What, Vec<String>) {
    let mut left = payload.keys();
    let what = match LOGIN_POLICY.iter().position(|one| *one == kind) {
        Some(0) => What::PolicyAdded(fields(payload, &mut left)),
        Some(1) => What::PolicyChanged(fields(payload, &mut left)),
        Some(2) => What::MultiFactorAdded(factor(payload, &mut left).map(multi_factor)),
        Some(3) => What::MultiFactorRemoved(factor(payload, &mut left).map(multi_factor)),
        Some(4) => What::SecondFactorAdded(factor(payload, &mut left).map(second_factor)),
        Some(5) => What::SecondFactorRemoved(factor(payload, &mut left).map(second_factor)),
        Some(6) => What::ProviderLinked(text(payload, "idpConfigId", &mut left)),
        Some(7 | 8) => What::ProviderUnlinked(text(payload, "idpConfigId", &mut left)),
        Some(9) => What::ProviderDeleted(text(payload, "id", &mut left)),
        Some(10) => What::ProviderDeleted(text(payload, "idpConfigId", &mut left)),
        _ if kind == RESTRICTIONS_SET => restrictions(payload, &mut left),
        _ => What::Other,
    };
    (what, left)
}

fn restrictions(payload: &Message<'_>, left: &mut Vec<String>) -> What {
    const KEY: &str = "disallowPublicOrgRegistration";
    let on = payload
        .has(KEY)
        .then(|| payload.try_read(|it| it.flag(KEY)));
    // The languages are no login setting.
    taken(left, "allowedLanguages", Some(()));
    What::RestrictionsSet(taken(left, KEY, on.flatten()))
}

/// The fields that are named, in the order of the policy's message.
fn fields(payload: &Message<'_>, left: &mut Vec<String>) -> Vec<(Field, Value)> {
    let zero = LoginSettings::default();
    let mut values = Vec::new();
    for field in Field::ALL {
        let key = key_of(field);
        if !payload.has(key) {
            continue;
        }
        let value = match zero.get(field) {
            Value::Bool(_) => payload.try_read(|it| Value::Bool(it.flag(key))),
            Value::Text(_) => payload.try_read(|it| Value::Text(it.text(key))),
            Value::Lifetime(_) => nanoseconds(payload, key).map(Value::Lifetime),
            Value::Passwordless(_) => {
                payload.try_read(|it| Value::Passwordless(passwordless(it.name(key))))
            }
        };
        if let Some(value) = taken(left, key, value) {
            values.push((field, value));
        }
    }
    values
}

/// The spelling of a field in payloads.
fn key_of(field: Field) -> &'static str {
    match field {
        Field::ForceMfa => "forceMFA",
        Field::ForceMfaLocalOnly => "forceMFALocalOnly",
        Field::DefaultRedirectUri => "defaultRedirectURI",
        other => other.api_name(),
    }
}

/// A duration in payloads: a whole number of nanoseconds. Numbers there have passed through
/// floating point, which may lift the longest one past what a signed 64-bit number holds.
fn nanoseconds(payload: &Message<'_>, key: &'static str) -> Option<Lifetime> {
    const SECOND: i64 = 1_000_000_000;
    let number = payload.get(key)?.as_number()?;
    let nanos = match number.to_i64() {
        Some(nanos) => nanos,
        None => number.to_u64().map(|_| i64::MAX)?,
    };
    Some(Lifetime {
        seconds: nanos / SECOND,
        nanos: i32::try_from(nanos % SECOND).ok()?,
    })
}

fn factor(payload: &Message<'_>, left: &mut Vec<String>) -> Option<String> {
    let name = payload.try_read(|it| it.name("mfaType"));
    taken(left, "mfaType", name.filter(|name| !name.is_empty()))
}

fn text(payload: &Message<'_>, key: &'static str, left: &mut Vec<String>) -> Option<String> {
    let text = payload.try_read(|it| it.filled_text(key));
    taken(left, key, text.flatten())
}

/// Takes a member that was read off the list of those that were not.
fn taken<T>(left: &mut Vec<String>, key: &str, value: Option<T>) -> Option<T> {
    if value.is_some() {
        left.retain(|one| one != key);
    }
    value
}
