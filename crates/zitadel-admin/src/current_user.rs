//! The person whose token is sent: who they are and what they may. Needs no role.
//!
//! It does not know how they signed in.

use serde::Deserialize;
use serde_json::json;

use crate::decode::{DecodeError, decode, filled, required, required_text};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::{get, post};

/// `zitadel.user.v1.User`, as far as it is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Me {
    /// Id of the user.
    pub id: String,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them; none for a service user without a name.
    pub display_name: Option<String>,
    /// A person; false: a service user.
    pub is_human: bool,
}

#[derive(Deserialize)]
struct PermissionsAnswer {
    result: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct MeAnswer {
    user: Option<MeMessage>,
}

/// The wire form of [`Me`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MeMessage {
    id: Option<String>,
    preferred_login_name: Option<String>,
    human: Option<Human>,
    machine: Option<Machine>,
}

#[derive(Deserialize)]
struct Human {
    profile: Option<Profile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    display_name: Option<String>,
}

#[derive(Deserialize)]
struct Machine {
    name: Option<String>,
}

/// `POST /auth/v1/permissions/zitadel/me/_search`: names such as `iam.policy.write`. Those of
/// projects end with `:` and the project's id.
#[must_use]
pub fn list_my_permissions() -> Exchange<Vec<String>> {
    Exchange {
        operation: Operation::ListMyPermissions,
        request: post("/auth/v1/permissions/zitadel/me/_search", &json!({})),
        decode: |response| {
            let answer: PermissionsAnswer = decode(response)?;
            Ok(answer.result.unwrap_or_default())
        },
    }
}

/// `GET /auth/v1/users/me`.
#[must_use]
pub fn get_me() -> Exchange<Me> {
    Exchange {
        operation: Operation::GetMe,
        request: get("/auth/v1/users/me"),
        decode: |response| {
            let answer: MeAnswer = decode(response)?;
            required(answer.user, "user")?.read()
        },
    }
}

impl MeMessage {
    fn read(self) -> Result<Me, DecodeError> {
        let is_human = self.human.is_some();
        let profile = self.human.and_then(|human| human.profile);
        let person = profile.and_then(|profile| profile.display_name);
        let machine = self.machine.and_then(|machine| machine.name);
        Ok(Me {
            id: required_text(self.id, "user.id")?,
            preferred_login_name: self.preferred_login_name.unwrap_or_default(),
            display_name: filled(person).or_else(|| filled(machine)),
            is_human,
        })
    }
}
