//! The organization: one's own, and the list of all.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::search::{Query, SearchRequest, text_fits, text_of};
use crate::instance::organization::Organization;
use crate::instance::revision::Revision;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::{get, post};
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/orgs/_search", post(search))
        .route("/management/v1/orgs/me", get(mine))
}

/// GetMyOrg, which is current: its sequence is that of the organization's last event.
async fn mine(api: Api) -> ApiResult {
    api.call(Access::Permission("org.read"), |instance, _| {
        let last = instance.log.last_of(&instance.org.id);
        let mut revision = instance.org.revision;
        revision.touch(last);
        Ok(json!({"org": to_json(&instance.org, &revision)}))
    })
}

/// ListOrgs. There is one; a query by state or name may still leave it out.
async fn search(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::Permission("iam.read"), |instance, _| {
        let org = &instance.org;
        let fits = request.queries().iter().all(|query| fits(query, org));
        let found: Vec<&Organization> = fits.then_some(org).into_iter().collect();
        let details = details::of_list(instance, found.len());
        let rows = request.page(found).into_iter();
        let rows = rows.map(|org| to_json(org, &org.revision));
        Ok(without_defaults(
            json!({"details": details, "result": rows.collect::<Vec<_>>()}),
        ))
    })
}

fn fits(query: &Query, org: &Organization) -> bool {
    let state = query.get("stateQuery");
    let name = query.get("nameQuery");
    state.is_none_or(|state| matches!(text_of(state, "state"), "" | "ORG_STATE_ACTIVE"))
        && name.is_none_or(|wanted| text_fits(wanted, "name", org.name))
}

/// Org of the Admin and the Management API.
fn to_json(org: &Organization, revision: &Revision) -> Value {
    json!({
        "id": org.id,
        "details": details::of_row(revision, &org.id),
        "state": "ORG_STATE_ACTIVE",
        "name": org.name,
        "primaryDomain": org.domain,
    })
}
