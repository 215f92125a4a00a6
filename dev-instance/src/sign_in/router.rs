//! The pages under `/ui`.

use super::{built_in, environment, login_v2};
use crate::host;
use crate::no_store::no_store;
use crate::state::AppState;
use crate::user_agent;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;

/// The pages under `/ui`.
pub(crate) fn router() -> Router<AppState> {
    let pages = Router::new()
        .nest("/ui/login", built_in::router::router())
        .nest("/ui/v2/login", login_v2::router::router())
        .layer(middleware::map_response(no_store))
        .layer(middleware::map_response(vary_by_origin))
        .layer(middleware::from_fn(user_agent::identify));
    Router::new()
        .route(
            "/ui/console/assets/environment.json",
            get(environment::read),
        )
        .merge(pages)
        .layer(middleware::from_fn(host::refuse_unknown))
}

async fn vary_by_origin(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    response
}
