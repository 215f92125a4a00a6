//! The configuration of the server's own console.

use crate::state::AppState;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::json;

/// `GET /ui/console/assets/environment.json`.
pub(super) async fn read(State(state): State<AppState>) -> impl IntoResponse {
    let issuer = state.instance().issuer.clone();
    let body = json!({
        "api": issuer,
        "issuer": issuer,
        "clientid": "400922706813586470",
    });
    let plain_text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (plain_text, body.to_string())
}
