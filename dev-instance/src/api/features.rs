//! The features of the instance: what a new one has, and the one that decides which login is used.

use super::Input;
use crate::error::ApiError;
use crate::instance::access::Caller;
use crate::instance::{Instance, Stamp};
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// SetInstanceFeaturesRequest, as far as it is kept.
pub(crate) static SET: &Schema = &[("loginV2", Field::Message(LOGIN_V2))];
static LOGIN_V2: &Schema = &[("required", Field::Bool)];

/// GetInstanceFeatures with inheritance.
pub(crate) fn get(instance: &mut Instance, _: &Caller, _: &Input) -> Result<Value, ApiError> {
    let on = json!({"enabled": true, "source": "SOURCE_INSTANCE"});
    let login_v2 = Writer::new()
        .put("required", instance.features.login_v2_required)
        .put("source", "SOURCE_INSTANCE");
    Ok(json!({
        "details": last_change(instance),
        "loginDefaultOrg": on,
        "userSchema": {},
        "oidcTokenExchange": {},
        "improvedPerformance": {},
        "debugOidcParentError": {},
        "oidcSingleV1SessionTermination": {},
        "enableBackChannelLogout": {},
        "loginV2": login_v2.done(),
        "permissionCheckV2": {},
        "consoleUseV2UserApi": on,
        "enableRelationalTables": {},
    }))
}

/// SetInstanceFeatures, of which `loginV2` is looked at.
pub(crate) fn set(instance: &mut Instance, by: &Caller, input: &Input) -> Result<Value, ApiError> {
    instance.require(&by.user, "iam.feature.write")?;
    if let Some(login_v2) = input.body.optional_message("loginV2") {
        let required = login_v2.flag("required");
        let stamp = instance.feature_event(Some(&by.user), json!({ "required": required }));
        instance.features.login_v2_required = required;
        instance.features.trace.touch(stamp);
    }
    Ok(json!({"details": last_change(instance)}))
}

fn last_change(instance: &Instance) -> Value {
    let trace = &instance.features.trace;
    let stamp = Stamp {
        sequence: trace.sequence,
        at: trace.changed,
    };
    stamp.changed(&instance.id)
}
