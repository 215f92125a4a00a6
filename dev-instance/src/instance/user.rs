//! People and machines: who they are and the means by which they can sign in. Knows not what the
//! policy makes of these means.

use super::Trace;
use crate::wire::clock::Moment;
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// A user of the instance. Has no `Debug`: it holds secrets.
pub(crate) struct Person {
    pub id: String,
    pub username: String,
    pub active: bool,
    pub trace: Trace,
    pub kind: Kind,
}

/// What kind of user.
pub(crate) enum Kind {
    Human(Box<Human>),
    Machine { name: String },
}

/// A human being.
#[derive(Default)]
pub(crate) struct Human {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub email_verified: bool,
    pub language: String,
    pub means: Means,
    pub password_changed: Option<Moment>,
    pub password_change_required: bool,
    /// The secret of an authenticator app of which no code was right yet.
    pub app_begun: Option<String>,
    /// When the invitation to set up a second factor was last skipped.
    pub skipped: Option<Moment>,
}

/// By what somebody can sign in.
#[derive(Clone, Default)]
pub(crate) struct Means {
    pub password: Option<String>,
    /// The secret of the authenticator app, in base32.
    pub totp: Option<String>,
    /// Names of the security keys that serve as a second factor.
    pub security_keys: Vec<String>,
    /// Names of the passkeys.
    pub passkeys: Vec<String>,
    pub links: Vec<Link>,
}

/// An account at an identity provider.
#[derive(Clone)]
pub(crate) struct Link {
    pub provider: String,
    pub external_id: String,
    pub external_name: String,
}

impl Human {
    /// First and last name.
    pub(crate) fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl Person {
    /// The human being, if it is one.
    pub(crate) const fn human(&self) -> Option<&Human> {
        match &self.kind {
            Kind::Human(human) => Some(human),
            Kind::Machine { .. } => None,
        }
    }

    /// The same, to be changed.
    pub(crate) const fn human_mut(&mut self) -> Option<&mut Human> {
        match &mut self.kind {
            Kind::Human(human) => Some(human),
            Kind::Machine { .. } => None,
        }
    }

    /// The name that is shown.
    pub(crate) fn display_name(&self) -> String {
        match &self.kind {
            Kind::Human(human) => human.display_name(),
            Kind::Machine { name } => name.clone(),
        }
    }

    const fn state(&self) -> &'static str {
        if self.active {
            "USER_STATE_ACTIVE"
        } else {
            "USER_STATE_INACTIVE"
        }
    }

    /// User of the Auth API v1.
    pub(crate) fn to_json(&self, owner: &str) -> Value {
        let writer = Writer::new()
            .put("id", self.id.as_str())
            .put("details", self.trace.details(owner))
            .put("state", self.state())
            .put("userName", self.username.as_str())
            .put("loginNames", vec![self.username.clone()])
            .put("preferredLoginName", self.username.as_str());
        match &self.kind {
            Kind::Machine { name } => writer.put("machine", json!({"name": name})),
            Kind::Human(human) => writer.put("human", human_v1(human)),
        }
        .done()
    }

    /// User of API v2.
    pub(crate) fn to_json_v2(&self, owner: &str) -> Value {
        let writer = Writer::new()
            .put("userId", self.id.as_str())
            .put("details", self.trace.details(owner))
            .put("state", self.state())
            .put("username", self.username.as_str())
            .put("loginNames", vec![self.username.clone()])
            .put("preferredLoginName", self.username.as_str());
        match &self.kind {
            Kind::Machine { name } => writer.put("machine", json!({"name": name})),
            Kind::Human(human) => writer.put("human", human_v2(human)),
        }
        .done()
    }

    /// The distinct ways to sign in, as API v2 names them: stored factors, then password, then
    /// external account.
    pub(crate) fn method_names(&self) -> Vec<&'static str> {
        let Some(means) = self.human().map(|human| &human.means) else {
            return Vec::new();
        };
        [
            (means.totp.is_some(), "AUTHENTICATION_METHOD_TYPE_TOTP"),
            (
                !means.security_keys.is_empty(),
                "AUTHENTICATION_METHOD_TYPE_U2F",
            ),
            (
                !means.passkeys.is_empty(),
                "AUTHENTICATION_METHOD_TYPE_PASSKEY",
            ),
            (
                means.password.is_some(),
                "AUTHENTICATION_METHOD_TYPE_PASSWORD",
            ),
            (!means.links.is_empty(), "AUTHENTICATION_METHOD_TYPE_IDP"),
        ]
        .into_iter()
        .filter_map(|(has, name)| has.then_some(name))
        .collect()
    }
}

fn human_v1(human: &Human) -> Value {
    let profile = Writer::new()
        .put("firstName", human.first_name.as_str())
        .put("lastName", human.last_name.as_str())
        .put("displayName", human.display_name())
        .put("preferredLanguage", human.language.as_str());
    let email = Writer::new()
        .put("email", human.email.as_str())
        .put("isEmailVerified", human.email_verified);
    Writer::new()
        .put("profile", profile.done())
        .put("email", email.done())
        .put("phone", json!({}))
        .put("passwordChanged", date(human.password_changed))
        .done()
}

/// Members with presence are written even when they are empty.
fn human_v2(human: &Human) -> Value {
    let email = Writer::new()
        .put("email", human.email.as_str())
        .put("isVerified", human.email_verified);
    Writer::new()
        .put(
            "profile",
            json!({
                "givenName": human.first_name,
                "familyName": human.last_name,
                "nickName": "",
                "displayName": human.display_name(),
                "preferredLanguage": human.language,
                "gender": "GENDER_UNSPECIFIED",
            }),
        )
        .put("email", email.done())
        .put("phone", json!({}))
        .put("passwordChangeRequired", human.password_change_required)
        .put("passwordChanged", date(human.password_changed))
        .put("mfaInitSkipped", date(human.skipped))
        .done()
}

fn date(moment: Option<Moment>) -> String {
    moment.map(Moment::rfc3339).unwrap_or_default()
}
