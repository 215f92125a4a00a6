//! All that the instance answers: the API, the OpenID provider, the sign-in pages, and whether it is
//! ready.

use crate::state::AppState;
use crate::{api, openid, sign_in};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;

/// Answers every request. A path that nothing else has is one of the API.
pub(crate) fn router(state: AppState) -> Router {
    let is_ready = get(async || "ok");
    let routes = Router::new()
        .route("/debug/ready", is_ready.clone())
        .route("/debug/healthz", is_ready)
        .merge(openid::router::router())
        .merge(sign_in::router::router())
        .merge(api::router::router(&state))
        .with_state(state);
    // A layer runs within the routes, before axum adds `Allow` to what has no such method; around
    // the fallback of another router it runs after.
    Router::new()
        .fallback_service(routes)
        .layer(middleware::map_response(finish))
}

/// Keeps robots out, and leaves out a header that the measured server does not send.
async fn finish(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.remove(header::ALLOW);
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("none"));
    response
}
