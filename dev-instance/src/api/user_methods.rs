//! By which methods somebody can sign in, over API v2.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::search::ListRequest;
use super::users::may_read;
use crate::instance::state::Instance;
use crate::instance::user::{EnrolledMethods, User};
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/v2/users/{id}/authentication_methods", get(methods))
        .route("/v2/users/{id}/links/_search", post(links))
}

/// ListAuthenticationMethodTypes. Somebody who does not exist has none.
async fn methods(api: Api, Path(id): Path<String>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        may_read(instance, &caller.user, &id)?;
        let human = instance.user(&id).and_then(User::human);
        let names = human.map(|human| method_names(&human.methods));
        let names = names.unwrap_or_default();
        Ok(without_defaults(json!({
            "details": details::of_list_v2(instance, names.len()),
            "authMethodTypes": names,
        })))
    })
}

/// The distinct ways to sign in: stored factors, then password, then external account.
fn method_names(methods: &EnrolledMethods) -> Vec<&'static str> {
    let known = [
        (methods.totp.is_some(), "AUTHENTICATION_METHOD_TYPE_TOTP"),
        (
            !methods.security_keys.is_empty(),
            "AUTHENTICATION_METHOD_TYPE_U2F",
        ),
        (
            !methods.passkeys.is_empty(),
            "AUTHENTICATION_METHOD_TYPE_PASSKEY",
        ),
        (
            methods.recovery_codes,
            "AUTHENTICATION_METHOD_TYPE_RECOVERY_CODE",
        ),
        (
            methods.password.is_some(),
            "AUTHENTICATION_METHOD_TYPE_PASSWORD",
        ),
        (!methods.links.is_empty(), "AUTHENTICATION_METHOD_TYPE_IDP"),
    ];
    let held = known.into_iter().filter(|(has, _)| *has);
    held.map(|(_, name)| name).collect()
}

/// ListIDPLinks.
async fn links(api: Api, Path(id): Path<String>, Body(request): Body<ListRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        may_read(instance, &caller.user, &id)?;
        let human = instance.user(&id).and_then(User::human);
        let links = human.map_or(&[][..], |human| &human.methods.links);
        let rows = links.iter().map(|link| {
            json!({
                "idpId": link.provider,
                "userId": link.external_id,
                "userName": link.external_name,
            })
        });
        let rows: Vec<Value> = rows.collect();
        Ok(without_defaults(json!({
            "details": links_details(instance, rows.len()),
            "result": request.page(rows),
        })))
    })
}

/// Until somebody was linked, the earlier of the measured servers knew no time for this list.
fn links_details(instance: &Instance, total: usize) -> Value {
    let mut details = details::of_list_v2(instance, total);
    let linked = |user: &User| {
        let human = user.human();
        human.is_some_and(|human| !human.methods.links.is_empty())
    };
    let knows_a_time = instance.version.dates_empty_lists();
    if !knows_a_time && !instance.users.iter().any(linked) {
        details["timestamp"] = "0001-01-01T00:00:00Z".into();
    }
    details
}
