//! The REST gateway: the routes of all resources, and what is said of a path or method that is none.

use super::error::{ApiError, GatewayError};
use super::refusal::Refusal;
use super::{
    apps, events, factors, features, headers, identity_providers, instances, languages,
    login_policy, members, myself, org_policy, organizations, projects, provider_links,
    restrictions, totp, user_methods, users,
};
use crate::cors::{self, GATEWAY};
use crate::host;
use crate::state::AppState;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

const LONGEST_BODY: usize = 4 * 1024 * 1024;

/// The gateway. Its fallback is that of the whole server: an unknown path is one of the API.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let resources = [
        apps::routes(),
        events::routes(),
        factors::routes(),
        features::routes(),
        identity_providers::routes(),
        instances::routes(),
        languages::routes(),
        login_policy::routes(),
        members::routes(),
        myself::routes(),
        org_policy::routes(),
        organizations::routes(),
        projects::routes(),
        provider_links::routes(),
        restrictions::routes(),
        totp::routes(),
        user_methods::routes(),
        users::routes(),
    ];
    let routes = resources.into_iter().fold(Router::new(), Router::merge);
    routes
        .fallback(async || GatewayError::NotFound)
        .method_not_allowed_fallback(async || GatewayError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            refuse_unknown_host,
        ))
        .layer(middleware::from_fn_with_state(&GATEWAY, cors::share))
        .layer(middleware::from_fn(headers::add))
}

/// An instance is found by its host name.
async fn refuse_unknown_host(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    if host::is_known(request.headers()) {
        return next.run(request).await;
    }
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host::name(host);
    let mut message = format!(
        "unable to set instance using origin &{{{host}  http}} (ExternalDomain is localhost): \
         ID=QUERY-1kIjX Message=Instance not found. Make sure you got the domain right. Check out \
         https://zitadel.com/docs/apis/introduction#domains"
    );
    if !state.version.says_instance() {
        message += &format!(
            " Parent=(unable to get instance by host: instanceHost {name}, publicHost : \
             ID=QUERY-1kIjX Message=Errors.IAM.NotFound)"
        );
    }
    ApiError::untranslated(Refusal::UnknownHost(message)).into_response()
}
