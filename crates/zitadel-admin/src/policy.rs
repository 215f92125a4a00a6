//! The login policy of the instance: read, replace, and the reads that catch ZITADEL's read side
//! up first.
//!
//! It does not know which settings are wise, nor the calls that change the lists.

mod message;
mod read;

use login_policy::LoginSettings;
use serde_json::json;

pub use read::{LinkedProvider, PolicyRead};

use crate::details::{Details, decode_details};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::{get, put};

/// `GET /admin/v1/policies/login`. The read side may lag behind a write by some milliseconds.
#[must_use]
pub fn get_login_policy() -> Exchange<PolicyRead> {
    Exchange {
        operation: Operation::GetLoginPolicy,
        request: get("/admin/v1/policies/login"),
        decode: message::decode_policy,
    }
}

/// `GET /auth/v1/policies/login`: what applies in the organization of the person who asks.
/// [`PolicyRead::is_default`] is false where that organization has settings of its own. ZITADEL
/// catches its read side up before it answers.
#[must_use]
pub fn get_my_login_policy() -> Exchange<PolicyRead> {
    Exchange {
        operation: Operation::GetMyLoginPolicy,
        request: get("/auth/v1/policies/login"),
        decode: message::decode_policy,
    }
}

/// `GET /v2/settings/login?ctx.instance=true`: makes ZITADEL catch its read side up, so that
/// [`get_login_policy`] shows every earlier write but links of providers. Hands back what the
/// settings' details say; the settings themselves have a form of their own there and are not read.
#[must_use]
pub fn refresh_login_settings() -> Exchange<Details> {
    Exchange {
        operation: Operation::RefreshLoginSettings,
        request: get("/v2/settings/login?ctx.instance=true"),
        decode: decode_details,
    }
}

/// `PUT /admin/v1/policies/login`, a full replace: the seventeen fields are always written, also
/// where they are false, zero or empty.
#[must_use]
pub fn update_login_policy(settings: &LoginSettings) -> Exchange<Details> {
    let body = json!(message::LoginPolicy::from(settings));
    Exchange {
        operation: Operation::UpdateLoginPolicy,
        request: put("/admin/v1/policies/login", &body),
        decode: decode_details,
    }
}
