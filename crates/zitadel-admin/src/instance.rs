//! The instance as a whole: which version of ZITADEL it runs on, and which login interface people
//! meet.

use serde::Deserialize;

use crate::decode::{decode, filled, required};
use crate::details::ObjectDetails;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::get;

/// `zitadel.instance.v1.InstanceDetail`, as far as it is needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instance {
    /// What the build calls itself, e.g. `v4.13.1-106-g02d07e951`: free text, the date of the build
    /// where it was given no version, none where the server does not say.
    pub version: Option<String>,
}

/// `zitadel.feature.v2.GetInstanceFeaturesResponse`, as far as it matters for signing in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstanceFeatures {
    /// The separate login app; `None`: the server does not know such a feature.
    pub login_v2: Option<LoginV2>,
}

/// `zitadel.feature.v2.LoginV2FeatureFlag`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoginV2 {
    /// Everybody meets login v2, whatever an app says; false: the built-in login, or the one that
    /// an app asks for.
    pub required: bool,
    /// Where login v2 is deployed, if not where the server has it by default.
    pub base_uri: Option<String>,
}

#[derive(Deserialize)]
struct InstanceAnswer {
    instance: Option<InstanceMessage>,
}

/// The wire form of [`Instance`].
#[derive(Deserialize)]
struct InstanceMessage {
    version: Option<String>,
}

/// The wire form of [`InstanceFeatures`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FeaturesAnswer {
    details: Option<ObjectDetails>,
    login_v2: Option<LoginV2Message>,
}

/// The wire form of [`LoginV2`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LoginV2Message {
    required: Option<bool>,
    base_uri: Option<String>,
}

/// `GET /admin/v1/instances/me`. Needs the permission `iam.read`.
#[must_use]
pub fn get_instance() -> Exchange<Instance> {
    Exchange {
        operation: Operation::GetInstance,
        request: get("/admin/v1/instances/me"),
        decode: |response| {
            let answer: InstanceAnswer = decode(response)?;
            let instance = required(answer.instance, "instance")?;
            Ok(Instance {
                version: filled(instance.version),
            })
        },
    }
}

/// `GET /v2/features/instance?inheritance=true`: with what comes from the system's defaults.
#[must_use]
pub fn get_instance_features() -> Exchange<InstanceFeatures> {
    Exchange {
        operation: Operation::GetInstanceFeatures,
        request: get("/v2/features/instance?inheritance=true"),
        decode: |response| {
            let answer: FeaturesAnswer = decode(response)?;
            // Without details the answer is none of ZITADEL's, and must not be taken for "nothing
            // is required".
            required(answer.details, "details")?;
            Ok(InstanceFeatures {
                login_v2: answer.login_v2.map(|login| LoginV2 {
                    required: login.required.unwrap_or_default(),
                    base_uri: filled(login.base_uri),
                }),
            })
        },
    }
}
