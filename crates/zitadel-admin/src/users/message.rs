//! Users on the wire.

use http::Response;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::user::{AuthMethod, User, UserKind, UserLink, UserState};
use crate::decode::{DecodeError, decode, filled, required, required_text};
use crate::wire::EnumName;

#[derive(Deserialize)]
struct UserAnswer {
    user: Option<UserMessage>,
}

/// The wire form of [`User`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UserMessage {
    user_id: Option<String>,
    state: Option<EnumName>,
    preferred_login_name: Option<String>,
    human: Option<Human>,
    machine: Option<Machine>,
}

#[derive(Deserialize)]
struct Human {
    profile: Option<Profile>,
    email: Option<Email>,
    phone: Option<Phone>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    display_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Email {
    email: Option<String>,
    is_verified: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Phone {
    phone: Option<String>,
    is_verified: Option<bool>,
}

#[derive(Deserialize)]
struct Machine {
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MethodsAnswer {
    details: Option<IgnoredAny>,
    auth_method_types: Option<Vec<EnumName>>,
}

/// The wire form of [`UserLink`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct IdpLink {
    idp_id: Option<String>,
}

pub(super) fn decode_user(response: &Response<String>) -> Result<User, DecodeError> {
    let answer: UserAnswer = decode(response)?;
    required(answer.user, "user")?.read()
}

pub(super) fn decode_methods(response: &Response<String>) -> Result<Vec<AuthMethod>, DecodeError> {
    let answer: MethodsAnswer = decode(response)?;
    // Always there, so its absence is not taken for "nothing set up".
    required(answer.details, "details")?;
    let names = answer.auth_method_types.unwrap_or_default();
    Ok(names.into_iter().map(auth_method).collect())
}

pub(super) fn link(wire: IdpLink) -> Result<UserLink, DecodeError> {
    Ok(UserLink {
        provider: required_text(wire.idp_id, "result.idpId")?,
    })
}

impl UserMessage {
    fn read(self) -> Result<User, DecodeError> {
        let kind = match (&self.human, &self.machine) {
            (Some(_), _) => UserKind::Human,
            (None, Some(_)) => UserKind::Machine,
            (None, None) => UserKind::Unknown(String::new()),
        };
        let (profile, email, phone) = match self.human {
            Some(human) => (human.profile, human.email, human.phone),
            None => (None, None, None),
        };
        let person = profile.and_then(|profile| profile.display_name);
        let machine = self.machine.and_then(|machine| machine.name);
        let email = email.filter(|email| email.is_verified == Some(true));
        let phone = phone.filter(|phone| phone.is_verified == Some(true));
        Ok(User {
            id: required_text(self.user_id, "user.userId")?,
            state: user_state(self.state.unwrap_or_default()),
            preferred_login_name: self.preferred_login_name.unwrap_or_default(),
            display_name: filled(person).or_else(|| filled(machine)),
            kind,
            verified_email: filled(email.and_then(|email| email.email)),
            verified_phone: filled(phone.and_then(|phone| phone.phone)),
        })
    }
}

fn user_state(name: EnumName) -> UserState {
    const NAMES: [&str; 6] = [
        "UNSPECIFIED",
        "ACTIVE",
        "INACTIVE",
        "DELETED",
        "LOCKED",
        "INITIAL",
    ];
    match name.number("USER_STATE_", &NAMES) {
        Some(1) => UserState::Active,
        Some(2) => UserState::Inactive,
        Some(3) => UserState::Deleted,
        Some(4) => UserState::Locked,
        Some(5) => UserState::Initial,
        _ => UserState::Unknown(name.0),
    }
}

fn auth_method(name: EnumName) -> AuthMethod {
    const NAMES: [&str; 9] = [
        "UNSPECIFIED",
        "PASSWORD",
        "PASSKEY",
        "IDP",
        "TOTP",
        "U2F",
        "OTP_SMS",
        "OTP_EMAIL",
        "RECOVERY_CODE",
    ];
    match name.number("AUTHENTICATION_METHOD_TYPE_", &NAMES) {
        Some(1) => AuthMethod::Password,
        Some(2) => AuthMethod::Passkey,
        Some(3) => AuthMethod::Provider,
        Some(4) => AuthMethod::Totp,
        Some(5) => AuthMethod::U2f,
        Some(6) => AuthMethod::OtpSms,
        Some(7) => AuthMethod::OtpEmail,
        Some(8) => AuthMethod::RecoveryCode,
        _ => AuthMethod::Unknown(name.0),
    }
}
