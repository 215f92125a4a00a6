//! Token revocation (RFC 7009). An unknown token is no error. The client is named but not compared,
//! as measured.

use super::error::OAuthError;
use crate::params::Params;
use crate::state::AppState;
use axum::extract::State;
use axum::http::{HeaderName, header};
use serde::Deserialize;

/// The parameters of a revocation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RevokeParams {
    client_id: String,
    token: String,
}

/// `POST /oauth/v2/revoke`.
pub(super) async fn revoke(
    State(state): State<AppState>,
    Params(params): Params<RevokeParams>,
) -> Result<[(HeaderName, &'static str); 1], OAuthError> {
    let mut instance = state.instance();
    if instance.client(&params.client_id).is_none() {
        return Err(OAuthError::UnknownClient);
    }
    instance.tokens.revoke(&params.token);
    Ok([(header::CONTENT_TYPE, "application/json")])
}
