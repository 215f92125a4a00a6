//! The login policy of the instance: reading it, replacing its settings, and what API v2 and the
//! organization's own view show of it.

use super::authentication::Caller;
use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::provider_links;
use super::refusal::Refusal;
use crate::instance::factor::Factor;
use crate::instance::login_policy::{LoginPolicy, LoginSettings, redirect_uri_is_valid};
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use crate::proto::duration::{self, Duration};
use crate::proto::enumeration::EnumValue;
use crate::state::AppState;
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The names of the passwordless types in the order of their numbers.
const PASSWORDLESS_TYPES: [&str; 2] =
    ["PASSWORDLESS_TYPE_NOT_ALLOWED", "PASSWORDLESS_TYPE_ALLOWED"];

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/policies/login", get(read).put(update))
        .route("/auth/v1/policies/login", get(read_mine))
        .route("/v2/settings/login", get(read_v2))
}

/// UpdateLoginPolicyRequest, and with the same members AddCustomLoginPolicyRequest.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct LoginPolicyRequest {
    #[serde(alias = "allow_username_password")]
    allow_username_password: Option<bool>,
    #[serde(alias = "allow_register")]
    allow_register: Option<bool>,
    #[serde(alias = "allow_external_idp")]
    allow_external_idp: Option<bool>,
    #[serde(alias = "force_mfa")]
    force_mfa: Option<bool>,
    #[serde(alias = "force_mfa_local_only")]
    force_mfa_local_only: Option<bool>,
    #[serde(alias = "passwordless_type")]
    passwordless_type: Option<EnumValue>,
    #[serde(alias = "hide_password_reset")]
    hide_password_reset: Option<bool>,
    #[serde(alias = "ignore_unknown_usernames")]
    ignore_unknown_usernames: Option<bool>,
    #[serde(alias = "default_redirect_uri")]
    default_redirect_uri: Option<String>,
    #[serde(alias = "password_check_lifetime")]
    password_check_lifetime: Option<Duration>,
    #[serde(alias = "external_login_check_lifetime")]
    external_login_check_lifetime: Option<Duration>,
    #[serde(alias = "mfa_init_skip_lifetime")]
    mfa_init_skip_lifetime: Option<Duration>,
    #[serde(alias = "second_factor_check_lifetime")]
    second_factor_check_lifetime: Option<Duration>,
    #[serde(alias = "multi_factor_check_lifetime")]
    multi_factor_check_lifetime: Option<Duration>,
    #[serde(alias = "allow_domain_discovery")]
    allow_domain_discovery: Option<bool>,
    #[serde(alias = "disable_login_with_email")]
    disable_login_with_email: Option<bool>,
    #[serde(alias = "disable_login_with_phone")]
    disable_login_with_phone: Option<bool>,
}

impl LoginPolicyRequest {
    /// The settings that it describes: what was not sent is false, zero or empty. `message` is the
    /// name of the request.
    ///
    /// # Errors
    /// When the number of the passwordless type does not exist.
    pub(super) fn validated(self, message: &str) -> Result<LoginSettings, Refusal> {
        let passwordless = self.passwordless_type.unwrap_or(EnumValue::Number(0));
        let nanoseconds = |lifetime: Option<Duration>| lifetime.unwrap_or_default().nanoseconds;
        Ok(LoginSettings {
            allow_username_password: self.allow_username_password.unwrap_or_default(),
            allow_register: self.allow_register.unwrap_or_default(),
            allow_external_idp: self.allow_external_idp.unwrap_or_default(),
            force_mfa: self.force_mfa.unwrap_or_default(),
            force_mfa_local_only: self.force_mfa_local_only.unwrap_or_default(),
            allow_passkeys: match passwordless.number(&PASSWORDLESS_TYPES) {
                0 => false,
                1 => true,
                _ => {
                    let field = format!("{message}.PasswordlessType");
                    let rule = "value must be one of the defined enum values";
                    return Err(Refusal::invalid(field, rule));
                }
            },
            hide_password_reset: self.hide_password_reset.unwrap_or_default(),
            ignore_unknown_usernames: self.ignore_unknown_usernames.unwrap_or_default(),
            default_redirect_uri: self.default_redirect_uri.unwrap_or_default(),
            password_check_lifetime: nanoseconds(self.password_check_lifetime),
            external_login_check_lifetime: nanoseconds(self.external_login_check_lifetime),
            mfa_init_skip_lifetime: nanoseconds(self.mfa_init_skip_lifetime),
            second_factor_check_lifetime: nanoseconds(self.second_factor_check_lifetime),
            multi_factor_check_lifetime: nanoseconds(self.multi_factor_check_lifetime),
            allow_domain_discovery: self.allow_domain_discovery.unwrap_or_default(),
            disable_login_with_email: self.disable_login_with_email.unwrap_or_default(),
            disable_login_with_phone: self.disable_login_with_phone.unwrap_or_default(),
        })
    }
}

/// GetLoginPolicy: what the read side shows.
async fn read(api: Api) -> ApiResult {
    api.call(Access::Permission("iam.policy.read"), |instance, _| {
        let idps = provider_links::to_json(instance);
        let policy = instance.policy.seen();
        Ok(json!({"policy": to_json(policy, &instance.id, true, idps)}))
    })
}

/// UpdateLoginPolicy: a full replace, checked against the truth.
async fn update(api: Api, Body(request): Body<LoginPolicyRequest>) -> ApiResult {
    let access = Access::Permission("iam.policy.write");
    api.call(access, |instance, caller| {
        let wanted = request.validated("UpdateLoginPolicyRequest")?;
        if !redirect_uri_is_valid(&wanted.default_redirect_uri) {
            return Err(Refusal::RedirectUriInvalid(instance.version));
        }
        let change = instance.policy.truth().settings.changed_payload(&wanted);
        let payload = change.ok_or(Refusal::PolicyNotChanged)?;
        let kind = "instance.policy.login.changed";
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance.policy.write(|policy| {
            policy.settings = wanted;
            policy.revision.touch(stamp);
        });
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

/// GetMyLoginPolicy.
async fn read_mine(api: Api) -> ApiResult {
    api.call(Access::SignedIn, read_effective)
}

/// What binds the people of the organization. Catches the read side up first.
#[expect(
    clippy::unnecessary_wraps,
    reason = "in the form of a handler, of which this is one"
)]
pub(super) fn read_effective(instance: &mut Instance, _: &Caller) -> Result<Value, Refusal> {
    instance.policy.catch_up();
    let is_default = instance.org.policy.is_none();
    let (owner, idps) = if is_default {
        (&instance.id, provider_links::to_json(instance))
    } else {
        (&instance.org.id, Vec::new())
    };
    let policy = to_json(instance.effective_policy(), owner, is_default, idps);
    Ok(without_defaults(
        json!({"policy": policy, "isDefault": is_default}),
    ))
}

/// Whose settings API v2 shows.
#[derive(Deserialize)]
struct Context {
    #[serde(rename = "ctx.instance", default)]
    instance: bool,
    #[serde(rename = "ctx.orgId", alias = "ctx.org_id", default)]
    org_id: String,
}

/// GetLoginSettings of API v2: of the instance, of the organization with that id or else the
/// caller's. One that does not exist has the instance's. Catches the read side up first.
async fn read_v2(api: Api, Query(context): Query<Context>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        instance.require(&caller.user, "policy.read")?;
        instance.policy.catch_up();
        let for_org = context.org_id.is_empty() || context.org_id == instance.org.id;
        let own = instance.org.policy.as_ref();
        let own = own.filter(|_| for_org && !context.instance);
        let (policy, owner, owner_type) = match own {
            Some(own) => (own, &instance.org.id, "RESOURCE_OWNER_TYPE_ORG"),
            None => (
                instance.policy.truth(),
                &instance.id,
                "RESOURCE_OWNER_TYPE_INSTANCE",
            ),
        };
        Ok(json!({
            "details": details::of_row(&policy.revision, owner),
            "settings": to_json_v2(instance, policy, owner_type),
        }))
    })
}

/// LoginPolicy of API v1.
pub(super) fn to_json(
    policy: &LoginPolicy,
    owner: &str,
    is_default: bool,
    idps: Vec<Value>,
) -> Value {
    let mut members = shared_members(policy);
    let passwordless = policy
        .settings
        .allow_passkeys
        .then_some(PASSWORDLESS_TYPES[1]);
    members.insert(
        "details".to_owned(),
        details::of_row(&policy.revision, owner),
    );
    members.insert("isDefault".to_owned(), is_default.into());
    members.insert("passwordlessType".to_owned(), passwordless.into());
    members.insert("idps".to_owned(), idps.into());
    without_defaults(Value::Object(members))
}

/// LoginSettings of API v2.
fn to_json_v2(instance: &Instance, policy: &LoginPolicy, owner_type: &str) -> Value {
    let settings = &policy.settings;
    let mut members = shared_members(policy);
    let passkeys = settings.allow_passkeys.then_some("PASSKEYS_TYPE_ALLOWED");
    members.insert("passkeysType".to_owned(), passkeys.into());
    members.insert("resourceOwnerType".to_owned(), owner_type.into());
    if instance.version.names_local_authentication() {
        members.insert(
            "allowLocalAuthentication".to_owned(),
            settings.allow_username_password.into(),
        );
    }
    without_defaults(Value::Object(members))
}

/// The members that both versions of the API have.
fn shared_members(policy: &LoginPolicy) -> Map<String, Value> {
    let settings = &policy.settings;
    let second_factors = policy.second_factors.iter().map(|factor| factor.name());
    let multi_factors = policy.multi_factors.iter().map(|factor| factor.name());
    let members = json!({
        "allowUsernamePassword": settings.allow_username_password,
        "allowRegister": settings.allow_register,
        "allowExternalIdp": settings.allow_external_idp,
        "forceMfa": settings.force_mfa,
        "forceMfaLocalOnly": settings.force_mfa_local_only,
        "hidePasswordReset": settings.hide_password_reset,
        "ignoreUnknownUsernames": settings.ignore_unknown_usernames,
        "defaultRedirectUri": settings.default_redirect_uri,
        "passwordCheckLifetime": duration::text(settings.password_check_lifetime),
        "externalLoginCheckLifetime": duration::text(settings.external_login_check_lifetime),
        "mfaInitSkipLifetime": duration::text(settings.mfa_init_skip_lifetime),
        "secondFactorCheckLifetime": duration::text(settings.second_factor_check_lifetime),
        "multiFactorCheckLifetime": duration::text(settings.multi_factor_check_lifetime),
        "allowDomainDiscovery": settings.allow_domain_discovery,
        "disableLoginWithEmail": settings.disable_login_with_email,
        "disableLoginWithPhone": settings.disable_login_with_phone,
        "secondFactors": second_factors.collect::<Vec<_>>(),
        "multiFactors": multi_factors.collect::<Vec<_>>(),
    });
    members.as_object().cloned().unwrap_or_default()
}
