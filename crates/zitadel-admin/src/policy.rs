//! The login policy of the instance: read, replace, and the reads that catch ZITADEL's read side
//! up first.
//!
//! It does not know which settings are wise, nor the calls that change the lists.

use login_policy::{Field, LoginSettings, PasswordlessType, Value};
use plain_json::Writer;

use crate::details::Details;
use crate::exchange::Exchange;
use crate::factors::{multi_factor, second_factor};
use crate::operation::Operation;
use crate::providers::LinkedProvider;
use crate::transport::{Method, Request, Response};
use crate::unreadable::Unreadable;
use crate::wire::{Message, enum_number, read, write_name};

/// `zitadel.policy.v1.LoginPolicy` as it stands on the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRead {
    /// The last event that the read side knows of: a write with a higher sequence is not in here.
    pub details: Details,
    /// The settings, each list member once. `org_registration_disallowed` is another endpoint's
    /// and `None`.
    pub settings: LoginSettings,
    /// The policy is the instance's own; false: an organization has its own.
    pub is_default: bool,
    /// The linked identity providers, each once.
    pub linked: Vec<LinkedProvider>,
    /// Members that this crate does not know. Updating is a full replace, so it resets what a
    /// newer server keeps in them.
    pub unknown_members: Vec<String>,
    /// A list named something twice, as simultaneous additions can bring about.
    pub duplicated: bool,
}

/// `GET /admin/v1/policies/login`. The read side may lag behind a write by some milliseconds.
#[must_use]
pub fn get_login_policy() -> Exchange<PolicyRead> {
    Exchange {
        operation: Operation::GetLoginPolicy,
        request: get("/admin/v1/policies/login"),
        judge: judge_policy,
    }
}

/// `GET /auth/v1/policies/login`: what applies in the organization of the person who asks.
/// [`PolicyRead::is_default`] is false where that organization has settings of its own. ZITADEL
/// catches its read side up before it answers.
#[must_use]
pub fn get_my_login_policy() -> Exchange<PolicyRead> {
    Exchange {
        operation: Operation::GetMyLoginPolicy,
        request: get("/auth/v1/policies/login"),
        judge: judge_policy,
    }
}

/// `GET /v2/settings/login?ctx.instance=true`: makes ZITADEL catch its read side up, so that
/// [`get_login_policy`] shows every earlier write but links of providers. Hands back what the
/// settings' details say; the settings themselves have a form of their own there and are not read.
#[must_use]
pub fn refresh_login_settings() -> Exchange<Details> {
    Exchange {
        operation: Operation::RefreshLoginSettings,
        request: get("/v2/settings/login?ctx.instance=true"),
        judge: judge_details,
    }
}

/// `PUT /admin/v1/policies/login`, a full replace: the seventeen fields are always written, also
/// where they are false, zero or empty.
#[must_use]
pub fn update_login_policy(settings: &LoginSettings) -> Exchange<Details> {
    Exchange {
        operation: Operation::UpdateLoginPolicy,
        request: Request {
            method: Method::Put,
            path: String::from("/admin/v1/policies/login"),
            body: Some(update_body(settings)),
        },
        judge: judge_details,
    }
}

/// Reads an answer that carries nothing but details.
pub(crate) fn judge_details(response: &Response) -> Result<Details, Unreadable> {
    read(response, Details::of)
}

/// A read of that path.
pub(crate) fn get(path: &str) -> Request {
    Request {
        method: Method::Get,
        path: path.to_owned(),
        body: None,
    }
}

/// `zitadel.admin.v1.UpdateLoginPolicyRequest`.
fn update_body(settings: &LoginSettings) -> String {
    let mut writer = Writer::new();
    for field in Field::ALL {
        let key = field.api_name();
        match settings.get(field) {
            Value::Bool(on) => writer.flag(key, on),
            Value::Passwordless(kind) => write_name(&mut writer, key, kind.api_name()),
            Value::Text(text) => writer.text(key, &text),
            Value::Lifetime(lifetime) => writer.text(key, &lifetime.to_api()),
        }
    }
    writer.finish()
}

fn judge_policy(response: &Response) -> Result<PolicyRead, Unreadable> {
    read(response, |answer| {
        policy(&answer.required_message("policy"))
    })
}

fn policy(message: &Message<'_>) -> PolicyRead {
    let mut settings = fields(message);
    let mut duplicated = false;
    for name in message.names("secondFactors") {
        push_once(
            &mut settings.second_factors,
            second_factor(name),
            &mut duplicated,
        );
    }
    for name in message.names("multiFactors") {
        push_once(
            &mut settings.multi_factors,
            multi_factor(name),
            &mut duplicated,
        );
    }
    let mut linked: Vec<LinkedProvider> = Vec::new();
    for provider in message.messages("idps", LinkedProvider::of) {
        let id = provider.id.clone();
        if push_once(&mut settings.providers, id, &mut duplicated) {
            linked.push(provider);
        }
    }
    let mut unknown_members = message.keys();
    unknown_members.retain(|key| !is_known(key));
    PolicyRead {
        details: Details::of(message),
        settings,
        is_default: message.flag("isDefault"),
        linked,
        unknown_members,
        duplicated,
    }
}

/// The seventeen fields.
fn fields(message: &Message<'_>) -> LoginSettings {
    let mut settings = LoginSettings::default();
    for field in Field::ALL {
        let path = field.api_name();
        let value = match settings.get(field) {
            Value::Bool(_) => Value::Bool(message.flag(path)),
            Value::Text(_) => Value::Text(message.text(path)),
            Value::Lifetime(_) => Value::Lifetime(message.lifetime(path)),
            Value::Passwordless(_) => Value::Passwordless(passwordless(message.name(path))),
        };
        settings.set(field, value);
    }
    settings
}

fn is_known(key: &str) -> bool {
    matches!(
        key,
        "details" | "isDefault" | "secondFactors" | "multiFactors" | "idps"
    ) || Field::ALL.iter().any(|field| field.api_name() == key)
}

/// `zitadel.policy.v1.PasswordlessType`.
pub(crate) fn passwordless(name: String) -> PasswordlessType {
    match enum_number(&name, "PASSWORDLESS_TYPE_", &["NOT_ALLOWED", "ALLOWED"]) {
        Some(0) => PasswordlessType::NotAllowed,
        Some(1) => PasswordlessType::Allowed,
        _ => PasswordlessType::Unknown(name),
    }
}

/// Appends what is not yet in the list; answers whether it did.
pub(crate) fn push_once<T: PartialEq>(list: &mut Vec<T>, one: T, duplicated: &mut bool) -> bool {
    let fresh = !list.contains(&one);
    if fresh {
        list.push(one);
    } else {
        *duplicated = true;
    }
    fresh
}
