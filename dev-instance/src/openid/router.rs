//! The endpoints of the provider.

use super::discovery::{discovery, keys};
use super::{authorize, callback, end_session, revoke, token, userinfo};
use crate::cors::{self, OPENID};
use crate::host;
use crate::no_store::no_store;
use crate::state::AppState;
use crate::user_agent;
use axum::Router;
use axum::middleware;
use axum::routing::{get, post};

/// The endpoints of the provider.
pub(crate) fn router() -> Router<AppState> {
    let oauth = Router::new()
        .route("/authorize", get(authorize::begin).post(authorize::begin))
        .route("/authorize/callback", get(callback::finish))
        .route("/keys", get(keys))
        .route("/revoke", post(revoke::revoke))
        .route("/token", post(token::exchange))
        .fallback(host::not_found);
    let oidc = Router::new()
        .route("/end_session", get(end_session::end).post(end_session::end))
        .route("/userinfo", get(userinfo::read).post(userinfo::read))
        .fallback(host::not_found);
    Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .nest("/oauth/v2", oauth)
        .nest("/oidc/v1", oidc)
        .layer(middleware::map_response(no_store))
        .layer(middleware::from_fn(user_agent::identify))
        .layer(middleware::from_fn_with_state(&OPENID, cors::share))
        .layer(middleware::from_fn(host::refuse_unknown))
}
