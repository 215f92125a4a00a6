//! Which identity providers the login policy links. Links are a row of their own: they change
//! nothing of the policy's sequence and are not caught up with it.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use super::search::ListRequest;
use super::segment::{Segment, routes_for, validate_id};
use crate::instance::identity_provider::IdentityProvider;
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::{delete, post};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/policies/login/idps", post(add))
        .route("/admin/v1/policies/login/idps/_search", post(search))
        .merge(routes_for("/admin/v1/policies/login/idps", delete(remove)))
}

/// AddIDPToLoginPolicyRequest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct AddRequest {
    #[serde(rename = "idpId", alias = "idp_id")]
    id: Option<String>,
}

/// The links that readers see. A link whose provider is gone went with it.
pub(super) fn to_json(instance: &Instance) -> Vec<Value> {
    let providers = instance.providers.seen();
    let links = instance.links.seen().iter();
    let found = links.filter_map(|id| providers.iter().find(|provider| provider.id == *id));
    found.map(link).collect()
}

/// IDPLoginPolicyLink; only two kinds have a type there.
fn link(provider: &IdentityProvider) -> Value {
    let kind = match provider.kind.path {
        "generic_oidc" => "IDP_TYPE_OIDC",
        "jwt" => "IDP_TYPE_JWT",
        _ => "",
    };
    without_defaults(json!({
        "idpId": provider.id,
        "idpName": provider.name,
        "idpType": kind,
    }))
}

/// ListLoginPolicyIDPs.
async fn search(api: Api, Body(request): Body<ListRequest>) -> ApiResult {
    api.call(Access::Permission("iam.policy.read"), |instance, _| {
        let all = to_json(instance);
        Ok(without_defaults(json!({
            "details": details::of_list(instance, all.len()),
            "result": request.page(all),
        })))
    })
}

/// AddIDPToLoginPolicy.
async fn add(api: Api, Body(request): Body<AddRequest>) -> ApiResult {
    let access = Access::Permission("iam.policy.write");
    api.call(access, |instance, caller| {
        let id = request.id.unwrap_or_default();
        validate_id("AddIDPToLoginPolicyRequest.IdpId", &id)?;
        let mut providers = instance.providers.truth().iter();
        if !providers.any(|provider| provider.id == id) {
            return Err(Refusal::ProviderToLinkUnknown);
        }
        if instance.links.truth().contains(&id) {
            return Err(Refusal::LinkExists);
        }
        let kind = "instance.policy.login.idpprovider.added";
        let payload = json!({ "idpConfigId": id });
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance.links.write(|links| links.push(id));
        Ok(json!({"details": details::of_addition(stamp, &instance.id)}))
    })
}

/// RemoveIDPFromLoginPolicy.
async fn remove(api: Api, Segment(id): Segment) -> ApiResult {
    let access = Access::Permission("iam.policy.write");
    api.call(access, |instance, caller| {
        validate_id("RemoveIDPFromLoginPolicyRequest.IdpId", &id)?;
        if !instance.links.truth().contains(&id) {
            return Err(Refusal::LinkNotExisting);
        }
        let kind = "instance.policy.login.idpprovider.removed";
        let payload = json!({ "idpConfigId": id });
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance
            .links
            .write(|links| links.retain(|link| *link != id));
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}
