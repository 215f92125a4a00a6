//! The person who is signed in: who they are, what they may, and what they have to sign in with.
//!
//! Needs no role; it does not know how they signed in.

use login_policy::SecondFactorType;

use crate::details::Details;
use crate::exchange::Exchange;
use crate::factors::list;
use crate::operation::Operation;
use crate::policy::get;
use crate::wire::{Message, enum_number, read};

/// `zitadel.user.v1.User`, as far as it is shown or judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Me {
    /// Id of the user.
    pub id: String,
    /// Of the user; the resource owner is their organization.
    pub details: Details,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them; none for a service user without a name.
    pub display_name: Option<String>,
    /// BCP 47 tag of the language in their profile; none if they chose none.
    pub preferred_language: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// A person; false: a service user.
    pub is_human: bool,
    /// A password was set at least once.
    pub has_password: bool,
}

/// A second factor of one's own (`zitadel.user.v1.AuthFactor`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyFactor {
    /// What it is; unknown kinds by the name of their member.
    pub kind: SecondFactorType,
    /// What the person called a security key.
    pub name: Option<String>,
    /// It can be used; false: its set-up was not finished.
    pub ready: bool,
}

/// A passkey of one's own (`zitadel.user.v1.WebAuthNToken`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyPasskey {
    /// Id of the passkey.
    pub id: String,
    /// What the person called it.
    pub name: Option<String>,
    /// It can be used; false: its set-up was not finished.
    pub ready: bool,
}

/// `POST /auth/v1/permissions/zitadel/me/_search`: names such as `iam.policy.write`. Those of
/// projects end with `:` and the project's id.
#[must_use]
pub fn list_my_permissions() -> Exchange<Vec<String>> {
    Exchange {
        operation: Operation::ListMyPermissions,
        request: list("/auth/v1/permissions/zitadel/me/_search"),
        judge: |response| read(response, |answer| answer.texts("result")),
    }
}

/// `GET /auth/v1/users/me`.
#[must_use]
pub fn get_me() -> Exchange<Me> {
    Exchange {
        operation: Operation::GetMe,
        request: get("/auth/v1/users/me"),
        judge: |response| read(response, |answer| me(&answer.required_message("user"))),
    }
}

/// `POST /auth/v1/users/me/auth_factors/_search`: own second factors; passkeys are not in here.
#[must_use]
pub fn list_my_factors() -> Exchange<Vec<MyFactor>> {
    Exchange {
        operation: Operation::ListMyFactors,
        request: list("/auth/v1/users/me/auth_factors/_search"),
        judge: |response| read(response, |answer| answer.messages("result", my_factor)),
    }
}

/// `POST /auth/v1/users/me/passwordless/_search`: own passkeys.
#[must_use]
pub fn list_my_passkeys() -> Exchange<Vec<MyPasskey>> {
    Exchange {
        operation: Operation::ListMyPasskeys,
        request: list("/auth/v1/users/me/passwordless/_search"),
        judge: |response| read(response, |answer| answer.messages("result", my_passkey)),
    }
}

fn me(user: &Message<'_>) -> Me {
    let human = user.message("user.human");
    let profile = human.message("human.profile");
    let machine = user.message("user.machine");
    Me {
        id: user.required_text("user.id"),
        details: Details::of(user),
        preferred_login_name: user.text("user.preferredLoginName"),
        display_name: profile
            .filled_text("profile.displayName")
            .or_else(|| machine.filled_text("machine.name")),
        preferred_language: profile
            .filled_text("profile.preferredLanguage")
            .filter(|tag| tag != "und"),
        email: human.message("human.email").filled_text("email.email"),
        is_human: user.has("user.human"),
        has_password: human.has("human.passwordChanged"),
    }
}

fn my_factor(factor: &Message<'_>) -> MyFactor {
    let mut keys = factor.keys();
    keys.retain(|key| key != "state");
    let kind = keys.pop().unwrap_or_default();
    MyFactor {
        kind: match kind.as_str() {
            "otp" => SecondFactorType::Otp,
            "u2f" => SecondFactorType::U2f,
            "otpEmail" => SecondFactorType::OtpEmail,
            "otpSms" => SecondFactorType::OtpSms,
            _ => SecondFactorType::Unknown(kind),
        },
        name: factor.message("u2f").filled_text("u2f.name"),
        ready: is_ready(factor),
    }
}

fn my_passkey(passkey: &Message<'_>) -> MyPasskey {
    MyPasskey {
        id: passkey.text("id"),
        name: passkey.filled_text("name"),
        ready: is_ready(passkey),
    }
}

/// `zitadel.user.v1.AuthFactorState`.
fn is_ready(message: &Message<'_>) -> bool {
    const NAMES: [&str; 4] = ["UNSPECIFIED", "NOT_READY", "READY", "REMOVED"];
    let state = message.name("state");
    enum_number(&state, "AUTH_FACTOR_STATE_", &NAMES) == Some(2)
}
