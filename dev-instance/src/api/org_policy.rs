//! The login policy of its own that an organization may have.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::login_policy::{LoginPolicyRequest, read_effective};
use super::refusal::Refusal;
use crate::instance::login_policy::LoginPolicy;
use crate::instance::revision::Revision;
use crate::state::AppState;
use axum::Router;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<AppState> {
    let methods = get(read).post(add).delete(reset);
    Router::new().route("/management/v1/policies/login", methods)
}

/// GetLoginPolicy of the Management API.
async fn read(api: Api) -> ApiResult {
    api.call(Access::Permission("policy.read"), read_effective)
}

/// AddCustomLoginPolicy.
async fn add(api: Api, Body(request): Body<LoginPolicyRequest>) -> ApiResult {
    api.call(Access::Permission("policy.write"), |instance, caller| {
        let settings = request.validated("AddCustomLoginPolicyRequest")?;
        if instance.org.policy.is_some() {
            return Err(Refusal::OrgPolicyExists);
        }
        let payload = settings.added_payload();
        let kind = "org.policy.login.added";
        let stamp = instance.org_event(Some(&caller.user), kind, Some(payload));
        instance.org.policy = Some(LoginPolicy {
            settings,
            revision: Revision::new(stamp),
            ..LoginPolicy::default()
        });
        Ok(json!({"details": details::of_addition(stamp, &instance.org.id)}))
    })
}

/// ResetLoginPolicyToDefault.
async fn reset(api: Api) -> ApiResult {
    api.call(Access::Permission("policy.delete"), |instance, caller| {
        if instance.org.policy.take().is_none() {
            return Err(Refusal::OrgPolicyNotFound);
        }
        let stamp = instance.org_event(Some(&caller.user), "org.policy.login.removed", None);
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}
