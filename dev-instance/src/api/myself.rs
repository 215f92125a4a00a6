//! What somebody may know of themselves: who they are, what they may do, how they can sign in.

use super::authentication::Caller;
use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use super::search::{ListRequest, SearchRequest};
use super::users;
use crate::instance::membership::Membership;
use crate::instance::state::Instance;
use crate::instance::user::{EnrolledMethods, User};
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/auth/v1/users/me", get(read))
        .route("/auth/v1/users/me/auth_factors/_search", post(factors))
        .route("/auth/v1/users/me/passwordless/_search", post(passkeys))
        .route("/auth/v1/users/me/idps/_search", post(links))
        .route("/auth/v1/permissions/zitadel/me/_search", post(permissions))
        .route("/auth/v1/memberships/me/_search", post(memberships))
}

/// GetMyUser.
async fn read(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let user = instance.user(&caller.user).ok_or(Refusal::UserNotFound)?;
        Ok(json!({"user": users::to_json(user, &instance.org.id)}))
    })
}

/// ListMyZitadelPermissions.
async fn permissions(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let permissions = instance.permissions(&caller.user);
        Ok(without_defaults(json!({"result": permissions})))
    })
}

fn methods<'a>(instance: &'a Instance, caller: &Caller) -> Option<&'a EnrolledMethods> {
    let human = instance.user(&caller.user).and_then(User::human)?;
    Some(&human.methods)
}

/// ListMyAuthFactors: second factors; passkeys are none of them.
async fn factors(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let mut factors = Vec::new();
        if let Some(methods) = methods(instance, caller) {
            if methods.totp.is_some() {
                factors.push(json!({"state": "AUTH_FACTOR_STATE_READY", "otp": {}}));
            }
            for (index, name) in methods.security_keys.iter().enumerate() {
                let key = json!({"id": format!("{}{index}", caller.user), "name": name});
                factors.push(json!({"state": "AUTH_FACTOR_STATE_READY", "u2f": key}));
            }
        }
        Ok(without_defaults(json!({"result": factors})))
    })
}

/// ListMyPasswordless.
async fn passkeys(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let methods = methods(instance, caller);
        let names = methods.map_or(&[][..], |methods| &methods.passkeys);
        let listed = names.iter().enumerate().map(|(index, name)| {
            let id = format!("{}{index}", caller.user);
            json!({"id": id, "state": "AUTH_FACTOR_STATE_READY", "name": name})
        });
        let listed: Vec<Value> = listed.collect();
        Ok(without_defaults(json!({"result": listed})))
    })
}

/// ListMyLinkedIDPs.
async fn links(api: Api, Body(request): Body<ListRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let methods = methods(instance, caller);
        let links = methods.map_or(&[][..], |methods| &methods.links);
        let rows = links.iter().map(|link| {
            let mut providers = instance.providers.seen().iter();
            let provider = providers.find(|provider| provider.id == link.provider);
            without_defaults(json!({
                "userId": caller.user,
                "idpId": link.provider,
                "idpName": provider.map(|provider| &provider.name),
                "providedUserId": link.external_id,
                "providedUserName": link.external_name,
            }))
        });
        let rows: Vec<Value> = rows.collect();
        Ok(without_defaults(json!({
            "details": details::of_list(instance, rows.len()),
            "result": request.page(rows),
        })))
    })
}

/// ListMyMemberships, those of the organization first.
async fn memberships(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        let row = |member: &Membership, owner: &str| {
            json!({
                "userId": member.user,
                "details": details::of_row(&member.revision, owner),
                "roles": member.roles,
                "displayName": instance.org.name,
            })
        };
        let own = |member: &&Membership| member.user == caller.user;
        let of_org = instance.org.members.iter().filter(own).map(|member| {
            let mut row = row(member, &instance.org.id);
            row["orgId"] = instance.org.id.as_str().into();
            row
        });
        let of_instance = instance.members.seen().iter().filter(own).map(|member| {
            let mut row = row(member, &instance.id);
            row["iam"] = true.into();
            row
        });
        let rows: Vec<Value> = of_org.chain(of_instance).collect();
        Ok(without_defaults(json!({
            "details": details::of_list(instance, rows.len()),
            "result": request.page(rows),
        })))
    })
}
