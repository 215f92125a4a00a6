//! The features of the instance: what a new one has, and the one that decides which sign-in
//! interface is used.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use crate::instance::features::LoginV2;
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/v2/features/instance", get(read).put(set))
}

/// SetInstanceFeaturesRequest, as far as it is kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SetRequest {
    #[serde(rename = "loginV2", alias = "login_v2")]
    login_v2: Option<LoginV2Request>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LoginV2Request {
    required: Option<bool>,
    #[serde(rename = "baseUri", alias = "base_uri")]
    base_uri: Option<String>,
}

/// GetInstanceFeatures with inheritance.
async fn read(api: Api) -> ApiResult {
    api.call(Access::SignedIn, |instance, _| {
        let on = json!({"enabled": true, "source": "SOURCE_INSTANCE"});
        let login_v2 = without_defaults(json!({
            "required": instance.features.login_v2.required,
            "baseUri": instance.features.login_v2.base_uri,
            "source": "SOURCE_INSTANCE",
        }));
        let mut features = json!({
            "details": last_change(instance),
            "loginDefaultOrg": on,
            "userSchema": {},
            "oidcTokenExchange": {},
            "improvedPerformance": {},
            "debugOidcParentError": {},
            "oidcSingleV1SessionTermination": {},
            "enableBackChannelLogout": {},
            "loginV2": login_v2,
            "permissionCheckV2": {},
            "consoleUseV2UserApi": on,
        });
        if instance.version.has_settled_features() {
            let settled = json!({"enabled": true, "source": "SOURCE_SYSTEM"});
            features["oidcTokenExchange"] = settled.clone();
            features["enableBackChannelLogout"] = settled;
        } else {
            features["enableRelationalTables"] = json!({});
        }
        Ok(features)
    })
}

/// SetInstanceFeatures, of which `loginV2` is looked at.
async fn set(api: Api, Body(request): Body<SetRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        instance.require(&caller.user, "iam.feature.write")?;
        if let Some(login_v2) = request.login_v2 {
            instance.features.login_v2 = LoginV2 {
                required: login_v2.required.unwrap_or_default(),
                base_uri: login_v2.base_uri.unwrap_or_default(),
            };
            let stamp = instance.feature_event(Some(&caller.user));
            instance.features.revision.touch(stamp);
        }
        Ok(json!({"details": last_change(instance)}))
    })
}

fn last_change(instance: &Instance) -> Value {
    details::of_change(instance.features.revision.last(), &instance.id)
}
