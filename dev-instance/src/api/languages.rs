//! The languages of the instance.

use super::call::{Access, Api, ApiResult};
use crate::language;
use crate::state::AppState;
use axum::Router;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/languages", get(supported))
        .route("/admin/v1/languages/allowed", get(allowed))
        .route("/admin/v1/languages/default", get(default))
        .route("/auth/v1/languages", get(supported))
}

/// GetSupportedLanguages.
async fn supported(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, _| {
        Ok(json!({"languages": language::supported(instance.version)}))
    })
}

/// GetAllowedLanguages: the restriction, or all.
async fn allowed(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, _| {
        let restricted = instance.restrictions.seen().as_ref();
        let restricted = restricted.filter(|set| !set.allowed_languages.is_empty());
        Ok(match restricted {
            Some(set) => json!({"languages": set.allowed_languages}),
            None => json!({"languages": language::supported(instance.version)}),
        })
    })
}

/// GetDefaultLanguage.
async fn default(api: Api) -> ApiResult {
    api.call(Access::Permission("iam.read"), |_, _| {
        Ok(json!({"language": "en"}))
    })
}
