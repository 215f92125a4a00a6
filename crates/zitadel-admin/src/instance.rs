//! What the instance as a whole has switched on, as far as it decides which sign-in pages people
//! meet.

use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::policy::get;
use crate::wire::{Message, read};

/// `zitadel.feature.v2.GetInstanceFeaturesResponse`, as far as it matters for signing in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstanceFeatures {
    /// The newer sign-in pages; `None`: the server does not know such a feature.
    pub login_v2: Option<LoginV2>,
}

/// `zitadel.feature.v2.LoginV2FeatureFlag`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoginV2 {
    /// Everybody meets the newer pages, whatever an app says; false: the built-in ones, or those
    /// an app asks for.
    pub required: bool,
    /// Where the newer pages are, if not where the server has them.
    pub base_uri: Option<String>,
}

/// `GET /v2/features/instance?inheritance=true`: with what comes from the system's defaults.
#[must_use]
pub fn get_instance_features() -> Exchange<InstanceFeatures> {
    Exchange {
        operation: Operation::GetInstanceFeatures,
        request: get("/v2/features/instance?inheritance=true"),
        judge: |response| read(response, features),
    }
}

fn features(answer: &Message<'_>) -> InstanceFeatures {
    // Every answer of this call has details; without them it is none of ZITADEL's, and must not
    // be taken for "nothing is required".
    answer.required_message("details");
    let login_v2 = answer.message("loginV2");
    InstanceFeatures {
        login_v2: answer.has("loginV2").then(|| LoginV2 {
            required: login_v2.flag("loginV2.required"),
            base_uri: login_v2.filled_text("loginV2.baseUri"),
        }),
    }
}
