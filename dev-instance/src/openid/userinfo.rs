//! Userinfo (OpenID Connect Core §5.3).

use super::claims;
use super::error::OAuthError;
use crate::instance::tokens::Bearer;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

/// `GET` and `POST /oidc/v1/userinfo`.
pub(super) async fn read(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Json<Value>, OAuthError> {
    let instance = state.instance();
    let authorization = headers.get(header::AUTHORIZATION);
    let token = authorization.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let token = token.ok_or(OAuthError::AccessTokenMissing)?;
    let bearer = instance
        .bearer(token)
        .ok_or(OAuthError::AccessTokenInvalid)?;
    let mut claims = match &bearer {
        Bearer::App(grant) => claims::person(&instance, grant),
        Bearer::Personal { .. } => Map::new(),
    };
    claims.insert("sub".to_owned(), bearer.user().into());
    Ok(Json(Value::Object(claims)))
}
