//! The login settings as the API writes them, kept so that they can be put back.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where the settings are read and replaced.
pub const SETTINGS: &str = "/admin/v1/policies/login";
/// The list of kinds of passkey, below it.
pub const MULTI_FACTORS: &str = "multi_factors";
/// The list of second factors, below it.
pub const SECOND_FACTORS: &str = "second_factors";

/// Members of the answer that the update does not take (admin.proto, `UpdateLoginPolicyRequest`).
const NOT_FIELDS: [&str; 5] = [
    "details",
    "isDefault",
    "secondFactors",
    "multiFactors",
    "idps",
];

/// The settings, without number and date of their last change.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// The fields, as they are read. What is false, empty or zero is left out.
    pub fields: Map<String, Value>,
    /// Kinds of passkey.
    pub multi: BTreeSet<String>,
    /// Second factors.
    pub second: BTreeSet<String>,
}

impl Settings {
    /// Out of the policy as it is read.
    pub fn of(policy: &Value) -> Self {
        let mut fields = policy.as_object().cloned().unwrap_or_default();
        for member in NOT_FIELDS {
            fields.remove(member);
        }
        let list = |member: &str| {
            let all = policy[member].as_array().map(Vec::as_slice);
            let all = all.unwrap_or_default().iter();
            all.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Self {
            fields,
            multi: list("multiFactors"),
            second: list("secondFactors"),
        }
    }

    /// With a switch on or off.
    pub fn with(mut self, field: &str, on: bool) -> Self {
        if !on {
            return self.without(field);
        }
        self.fields.insert(field.to_owned(), json!(true));
        self
    }

    /// With a text, a lifetime or a name in a field.
    pub fn with_text(mut self, field: &str, text: &str) -> Self {
        self.fields.insert(field.to_owned(), json!(text));
        self
    }

    /// With nothing in a field.
    pub fn without(mut self, field: &str) -> Self {
        self.fields.remove(field);
        self
    }

    /// With passkeys allowed or not.
    pub fn with_passkeys(self, allowed: bool) -> Self {
        if allowed {
            self.with_text("passwordlessType", "PASSWORDLESS_TYPE_ALLOWED")
        } else {
            self.without("passwordlessType")
        }
    }

    /// With exactly these kinds of passkey.
    pub fn with_multi(mut self, factors: &[&str]) -> Self {
        self.multi = factors.iter().map(|factor| (*factor).to_owned()).collect();
        self
    }

    /// With exactly these second factors.
    pub fn with_second(mut self, factors: &[&str]) -> Self {
        self.second = factors.iter().map(|factor| (*factor).to_owned()).collect();
        self
    }

    /// Whether passkeys are allowed.
    pub fn allows_passkeys(&self) -> bool {
        self.fields.get("passwordlessType") == Some(&json!("PASSWORDLESS_TYPE_ALLOWED"))
    }
}
