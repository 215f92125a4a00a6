//! Identity providers of the instance: making, finding and deleting them.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::error::{ApiError, GatewayError};
use super::refusal::Refusal;
use super::search::{Query, SearchRequest, text_fits, text_of};
use super::segment::{Segment, routes_for, validate_id};
use crate::instance::identity_provider::{IdentityProvider, KINDS};
use crate::instance::revision::Revision;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/idps/{kind}", post(create))
        .route("/admin/v1/idps/templates/_search", post(search))
        .merge(routes_for(
            "/admin/v1/idps/templates",
            get(read).delete(remove),
        ))
}

/// The calls Add…Provider, one for each kind.
async fn create(
    api: Api,
    Path(path): Path<String>,
    Body(request): Body<Map<String, Value>>,
) -> ApiResult {
    let kind = KINDS.iter().find(|kind| kind.path == path);
    let kind = kind.ok_or(ApiError::Gateway(GatewayError::NotFound))?;
    api.call(Access::Permission("iam.idp.write"), |instance, caller| {
        let id = instance.new_id();
        let payload = without_defaults(json!({"id": id, "name": request.get("name")}));
        let event = "instance.idp.added";
        let stamp = instance.instance_event(Some(&caller.user), event, Some(payload));
        let revision = Revision::new(stamp);
        let provider = IdentityProvider::from_request(id.clone(), kind, &request, revision);
        instance.providers.write(|all| all.push(provider));
        Ok(json!({"details": details::of_addition(stamp, &instance.id), "id": id}))
    })
}

/// ListProviders.
async fn search(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::Permission("iam.idp.read"), |instance, _| {
        if request.queries().iter().any(Map::is_empty) {
            return Err(Refusal::ProviderQueryEmpty);
        }
        let fitting = |provider: &&IdentityProvider| {
            let mut queries = request.queries().iter();
            queries.all(|query| fits(query, provider))
        };
        let found: Vec<&IdentityProvider> =
            instance.providers.seen().iter().filter(fitting).collect();
        let details = details::of_list(instance, found.len());
        let rows = request.page(found).into_iter();
        let rows = rows.map(|provider| to_json(provider, &instance.id));
        Ok(without_defaults(
            json!({"details": details, "result": rows.collect::<Vec<_>>()}),
        ))
    })
}

fn fits(query: &Query, provider: &IdentityProvider) -> bool {
    let by_name = query.get("idpNameQuery");
    let by_id = query.get("idpIdQuery");
    by_name.is_none_or(|wanted| text_fits(wanted, "name", &provider.name))
        && by_id.is_none_or(|wanted| text_of(wanted, "id") == provider.id)
}

/// GetProviderByID, which catches the read side up.
async fn read(api: Api, Segment(id): Segment) -> ApiResult {
    api.call(Access::Permission("iam.idp.read"), |instance, _| {
        validate_id("GetProviderByIDRequest.Id", &id)?;
        instance.providers.catch_up();
        let mut all = instance.providers.truth().iter();
        let provider = all.find(|provider| provider.id == id);
        let provider = provider.ok_or(Refusal::ProviderNotFound)?;
        Ok(json!({"idp": to_json(provider, &instance.id)}))
    })
}

/// DeleteProvider. The link goes with the provider and leaves no event of its own.
async fn remove(api: Api, Segment(id): Segment) -> ApiResult {
    api.call(Access::Permission("iam.idp.delete"), |instance, caller| {
        validate_id("DeleteProviderRequest.Id", &id)?;
        let mut all = instance.providers.truth().iter();
        if !all.any(|provider| provider.id == id) {
            return Err(Refusal::ProviderNotFound);
        }
        let (kind, payload) = ("instance.idp.removed", json!({ "id": id }));
        let stamp = instance.instance_event(Some(&caller.user), kind, Some(payload));
        instance
            .providers
            .write(|all| all.retain(|provider| provider.id != id));
        instance
            .links
            .write(|links| links.retain(|link| *link != id));
        Ok(json!({"details": details::of_change(stamp, &instance.id)}))
    })
}

/// Provider of `idps/templates`.
fn to_json(provider: &IdentityProvider, owner: &str) -> Value {
    without_defaults(json!({
        "id": provider.id,
        "details": details::of_row(&provider.revision, owner),
        "state": "IDP_STATE_ACTIVE",
        "name": provider.name,
        "owner": "IDP_OWNER_TYPE_SYSTEM",
        "type": provider.kind.name,
        "config": {
            "options": provider.options,
            provider.kind.member: provider.config,
        },
    }))
}
