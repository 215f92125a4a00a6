//! The instance itself, its branding, and whether it is well.

use super::call::{Access, Answer, Api, ApiResult};
use super::details;
use crate::instance::revision::Revision;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/v1/healthz", get(healthz))
        .route("/admin/v1/instances/me", get(read))
        .route("/auth/v1/policies/label", get(branding))
}

/// Healthz, for whoever asks.
async fn healthz() -> Answer {
    Answer(json!({}))
}

/// GetMyInstance, which alone tells the version.
async fn read(api: Api) -> ApiResult {
    api.call(Access::Permission("iam.read"), |instance, _| {
        let made_by = |kind| {
            let stamp = instance.log.first_of_kind(kind);
            details::of_row(&Revision::new(stamp), &instance.id)
        };
        let domain = made_by("instance.domain.primary.set");
        let instance = without_defaults(json!({
            "id": instance.id,
            "details": made_by("instance.default.org.set"),
            "state": "STATE_RUNNING",
            "name": "ZITADEL",
            "version": instance.version_name,
            "domains": [
                {"details": domain, "domain": "zitadel-dev.localhost", "generated": true},
                {"details": domain, "domain": "localhost", "primary": true},
            ],
        }));
        Ok(json!({ "instance": instance }))
    })
}

/// GetMyLabelPolicy: the branding of a new instance.
async fn branding(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, _| {
        let stamp = instance
            .log
            .first_of_kind("instance.policy.label.activated");
        Ok(json!({"policy": {
            "details": details::of_row(&Revision::new(stamp), &instance.id),
            "primaryColor": "#5469d4",
            "isDefault": true,
            "warnColor": "#cd3d56",
            "backgroundColor": "#fafafa",
            "fontColor": "#000000",
            "primaryColorDark": "#2073c4",
            "backgroundColorDark": "#111827",
            "warnColorDark": "#ff3b5b",
            "fontColorDark": "#ffffff",
            "themeMode": "THEME_MODE_AUTO",
        }}))
    })
}
