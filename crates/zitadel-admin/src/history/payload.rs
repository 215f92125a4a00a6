//! The payloads of events, as they are stored: free JSON with spellings of its own, durations in
//! nanoseconds and enums as numbers.
//!
//! Nothing here fails: history of another version must not hide the rest, so what cannot be read is
//! handed back by name.

use login_policy::{Field, Lifetime, LoginSettings, Value};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::event::EventChange;
use crate::wire::{EnumName, multi_factor_type, passwordless_type, second_factor_type};

pub(super) const RESTRICTIONS_SET: &str = "restrictions.set";

/// Types of events of the instance that change the login policy or what it links. Deleting a
/// provider unlinks it without an event of its own.
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

/// What a payload says.
pub(super) struct Payload {
    pub(super) change: EventChange,
    /// Names of members that are not known or could not be read.
    pub(super) unknown_members: Vec<String>,
}

/// Reads the payload of an event of that type.
pub(super) fn read(event_type: &str, members: Map<String, Json>) -> Payload {
    let mut members = Members(members);
    let change = match event_type {
        "instance.policy.login.added" => EventChange::PolicyAdded(members.fields()),
        "instance.policy.login.changed" => EventChange::PolicyChanged(members.fields()),
        "instance.policy.login.multifactor.added" => {
            EventChange::MultiFactorAdded(members.factor().map(multi_factor_type))
        }
        "instance.policy.login.multifactor.removed" => {
            EventChange::MultiFactorRemoved(members.factor().map(multi_factor_type))
        }
        "instance.policy.login.secondfactor.added" => {
            EventChange::SecondFactorAdded(members.factor().map(second_factor_type))
        }
        "instance.policy.login.secondfactor.removed" => {
            EventChange::SecondFactorRemoved(members.factor().map(second_factor_type))
        }
        "instance.policy.login.idpprovider.added" => {
            EventChange::ProviderLinked(members.id("idpConfigId"))
        }
        "instance.policy.login.idpprovider.removed"
        | "instance.policy.login.idpprovider.cascade.removed" => {
            EventChange::ProviderUnlinked(members.id("idpConfigId"))
        }
        "instance.idp.removed" => EventChange::ProviderDeleted(members.id("id")),
        "iam.idp.config.removed" => EventChange::ProviderDeleted(members.id("idpConfigId")),
        RESTRICTIONS_SET => EventChange::RestrictionsSet(members.restriction()),
        _ => EventChange::Other,
    };
    Payload {
        change,
        unknown_members: members.rest(),
    }
}

/// Members that were not read so far.
struct Members(Map<String, Json>);

impl Members {
    /// The fields that are named, in the order of the policy's message.
    fn fields(&mut self) -> Vec<(Field, Value)> {
        let zero = LoginSettings::default();
        let mut values = Vec::new();
        for field in Field::ALL {
            let value = match zero.get(field) {
                Value::Bool(_) => self.take(key_of(field), |json| json.as_bool().map(Value::Bool)),
                Value::Text(_) => self.take(key_of(field), |json| text(json).map(Value::Text)),
                Value::Lifetime(_) => {
                    self.take(key_of(field), |json| nanoseconds(json).map(Value::Lifetime))
                }
                Value::Passwordless(_) => self.take(key_of(field), |json| {
                    Some(Value::Passwordless(passwordless_type(enum_name(json)?)))
                }),
            };
            values.extend(value.map(|value| (field, value)));
        }
        values
    }

    fn factor(&mut self) -> Option<EnumName> {
        self.take("mfaType", enum_name)
    }

    fn id(&mut self, key: &str) -> Option<String> {
        self.take(key, |json| text(json).filter(|id| !id.is_empty()))
    }

    fn restriction(&mut self) -> Option<bool> {
        // The languages are no login setting.
        self.0.remove("allowedLanguages");
        self.take("disallowPublicOrgRegistration", Json::as_bool)
    }

    /// Takes a member out if it can be read.
    fn take<T>(&mut self, key: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
        let value = read(self.0.get(key)?)?;
        self.0.remove(key);
        Some(value)
    }

    /// Names of the members that are left; those that are `null` are absent.
    fn rest(self) -> Vec<String> {
        let members = self.0.into_iter().filter(|(_, value)| !value.is_null());
        members.map(|(key, _)| key).collect()
    }
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

fn text(json: &Json) -> Option<String> {
    json.as_str().map(str::to_owned)
}

fn enum_name(json: &Json) -> Option<EnumName> {
    let name = EnumName::deserialize(json).ok();
    name.filter(|name| !name.0.is_empty())
}

/// A duration in payloads: a whole number of nanoseconds. Numbers there have passed through
/// floating point, which may lift the longest one past what a signed 64-bit number holds.
fn nanoseconds(json: &Json) -> Option<Lifetime> {
    const SECOND: i64 = 1_000_000_000;
    let nanos = match json.as_i64() {
        Some(nanos) => nanos,
        None => json.as_u64().map(|_| i64::MAX)?,
    };
    Some(Lifetime {
        seconds: nanos / SECOND,
        nanos: i32::try_from(nanos % SECOND).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_that_is_searched_for_is_understood() {
        for event_type in LOGIN_POLICY.into_iter().chain([RESTRICTIONS_SET]) {
            let payload = read(event_type, Map::new());
            assert_ne!(payload.change, EventChange::Other, "{event_type}");
        }
    }
}
