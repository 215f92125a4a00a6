//! The policy on the wire, and its conversion to and from the domain's settings.

use std::collections::BTreeMap;

use http::Response;
use login_policy::{Field, Lifetime, LoginSettings};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::read::{LinkedProvider, PolicyRead};
use crate::decode::{DecodeError, decode, filled, required, required_text};
use crate::details::ObjectDetails;
use crate::wire::{Duration, EnumName, multi_factor_type, passwordless_type, second_factor_type};

/// `zitadel.policy.v1.LoginPolicy`. What is written of it is
/// `zitadel.admin.v1.UpdateLoginPolicyRequest`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LoginPolicy {
    #[serde(skip_serializing)]
    details: Option<ObjectDetails>,
    #[serde(skip_serializing)]
    is_default: Option<bool>,
    allow_username_password: Option<bool>,
    allow_register: Option<bool>,
    allow_external_idp: Option<bool>,
    force_mfa: Option<bool>,
    passwordless_type: Option<EnumName>,
    hide_password_reset: Option<bool>,
    ignore_unknown_usernames: Option<bool>,
    default_redirect_uri: Option<String>,
    password_check_lifetime: Option<Duration>,
    external_login_check_lifetime: Option<Duration>,
    mfa_init_skip_lifetime: Option<Duration>,
    second_factor_check_lifetime: Option<Duration>,
    multi_factor_check_lifetime: Option<Duration>,
    allow_domain_discovery: Option<bool>,
    disable_login_with_email: Option<bool>,
    disable_login_with_phone: Option<bool>,
    force_mfa_local_only: Option<bool>,
    #[serde(skip_serializing)]
    second_factors: Option<Vec<EnumName>>,
    #[serde(skip_serializing)]
    multi_factors: Option<Vec<EnumName>>,
    #[serde(skip_serializing)]
    idps: Option<Vec<IdpLoginPolicyLink>>,
}

#[derive(Deserialize)]
struct PolicyAnswer {
    policy: Option<LoginPolicy>,
}

/// The same answer, of which only the names of the policy's members are read; those that are `null`
/// are absent.
#[derive(Deserialize)]
struct PolicyNames {
    policy: BTreeMap<String, Option<IgnoredAny>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct IdpLoginPolicyLink {
    idp_id: Option<String>,
    idp_name: Option<String>,
    idp_type: Option<EnumName>,
}

/// Reads an answer that carries the policy.
pub(super) fn decode_policy(response: &Response<String>) -> Result<PolicyRead, DecodeError> {
    let answer: PolicyAnswer = decode(response)?;
    let policy = required(answer.policy, "policy")?;
    let names: PolicyNames = decode(response)?;
    let present = names
        .policy
        .into_iter()
        .filter(|(_, value)| value.is_some());
    let unknown = present.map(|(name, _)| name).filter(|name| !is_known(name));
    policy.read(unknown.collect())
}

impl LoginPolicy {
    fn read(self, unknown_members: Vec<String>) -> Result<PolicyRead, DecodeError> {
        let mut duplicated = false;
        let mut settings = LoginSettings {
            allow_username_password: self.allow_username_password.unwrap_or_default(),
            allow_register: self.allow_register.unwrap_or_default(),
            allow_external_idp: self.allow_external_idp.unwrap_or_default(),
            force_mfa: self.force_mfa.unwrap_or_default(),
            passwordless_type: passwordless_type(self.passwordless_type.unwrap_or_default()),
            hide_password_reset: self.hide_password_reset.unwrap_or_default(),
            ignore_unknown_usernames: self.ignore_unknown_usernames.unwrap_or_default(),
            default_redirect_uri: self.default_redirect_uri.unwrap_or_default(),
            password_check_lifetime: lifetime(self.password_check_lifetime),
            external_login_check_lifetime: lifetime(self.external_login_check_lifetime),
            mfa_init_skip_lifetime: lifetime(self.mfa_init_skip_lifetime),
            second_factor_check_lifetime: lifetime(self.second_factor_check_lifetime),
            multi_factor_check_lifetime: lifetime(self.multi_factor_check_lifetime),
            allow_domain_discovery: self.allow_domain_discovery.unwrap_or_default(),
            disable_login_with_email: self.disable_login_with_email.unwrap_or_default(),
            disable_login_with_phone: self.disable_login_with_phone.unwrap_or_default(),
            force_mfa_local_only: self.force_mfa_local_only.unwrap_or_default(),
            second_factors: each_once(self.second_factors, second_factor_type, &mut duplicated),
            multi_factors: each_once(self.multi_factors, multi_factor_type, &mut duplicated),
            providers: Vec::new(),
            org_registration_disallowed: None,
        };
        let mut linked = Vec::new();
        for link in self.idps.unwrap_or_default() {
            let provider = link.read()?;
            if push_once(
                &mut settings.providers,
                provider.id.clone(),
                &mut duplicated,
            ) {
                linked.push(provider);
            }
        }
        Ok(PolicyRead {
            details: required(self.details, "policy.details")?.into(),
            settings,
            is_default: self.is_default.unwrap_or_default(),
            linked,
            unknown_members,
            duplicated,
        })
    }
}

impl From<&LoginSettings> for LoginPolicy {
    fn from(settings: &LoginSettings) -> Self {
        let passwordless_type = settings.passwordless_type.api_name().to_owned();
        Self {
            details: None,
            is_default: None,
            allow_username_password: Some(settings.allow_username_password),
            allow_register: Some(settings.allow_register),
            allow_external_idp: Some(settings.allow_external_idp),
            force_mfa: Some(settings.force_mfa),
            passwordless_type: Some(EnumName(passwordless_type)),
            hide_password_reset: Some(settings.hide_password_reset),
            ignore_unknown_usernames: Some(settings.ignore_unknown_usernames),
            default_redirect_uri: Some(settings.default_redirect_uri.clone()),
            password_check_lifetime: Some(Duration(settings.password_check_lifetime)),
            external_login_check_lifetime: Some(Duration(settings.external_login_check_lifetime)),
            mfa_init_skip_lifetime: Some(Duration(settings.mfa_init_skip_lifetime)),
            second_factor_check_lifetime: Some(Duration(settings.second_factor_check_lifetime)),
            multi_factor_check_lifetime: Some(Duration(settings.multi_factor_check_lifetime)),
            allow_domain_discovery: Some(settings.allow_domain_discovery),
            disable_login_with_email: Some(settings.disable_login_with_email),
            disable_login_with_phone: Some(settings.disable_login_with_phone),
            force_mfa_local_only: Some(settings.force_mfa_local_only),
            second_factors: None,
            multi_factors: None,
            idps: None,
        }
    }
}

impl IdpLoginPolicyLink {
    fn read(self) -> Result<LinkedProvider, DecodeError> {
        // Only these two kinds have a name in `zitadel.idp.v1.IDPType`.
        const NAMES: [&str; 4] = ["UNSPECIFIED", "OIDC", "", "JWT"];
        let kind = self.idp_type.unwrap_or_default();
        let is_unspecified = kind.number("IDP_TYPE_", &NAMES) == Some(0);
        Ok(LinkedProvider {
            id: required_text(self.idp_id, "policy.idps.idpId")?,
            name: filled(self.idp_name),
            kind: (!is_unspecified).then(|| kind.full_name("IDP_TYPE_", &NAMES)),
        })
    }
}

fn is_known(member: &str) -> bool {
    matches!(
        member,
        "details" | "isDefault" | "secondFactors" | "multiFactors" | "idps"
    ) || Field::ALL.iter().any(|field| field.api_name() == member)
}

fn lifetime(duration: Option<Duration>) -> Lifetime {
    duration.map_or_else(Lifetime::default, |duration| duration.0)
}

fn each_once<T: PartialEq>(
    names: Option<Vec<EnumName>>,
    value: fn(EnumName) -> T,
    duplicated: &mut bool,
) -> Vec<T> {
    let mut values = Vec::new();
    for name in names.unwrap_or_default() {
        push_once(&mut values, value(name), duplicated);
    }
    values
}

/// Appends what is not yet in the list; answers whether it did.
fn push_once<T: PartialEq>(list: &mut Vec<T>, item: T, duplicated: &mut bool) -> bool {
    let is_new = !list.contains(&item);
    if is_new {
        list.push(item);
    } else {
        *duplicated = true;
    }
    is_new
}
