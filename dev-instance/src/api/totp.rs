//! Authenticator apps over API v2: begun, and there once a code of theirs was right.

use super::authentication::Caller;
use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use crate::clock::Timestamp;
use crate::instance::state::Instance;
use crate::state::AppState;
use crate::totp;
use axum::Router;
use axum::extract::Path;
use axum::routing::post;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/v2/users/{id}/totp", post(begin))
        .route("/v2/users/{id}/totp/verify", post(verify))
}

/// RegisterTOTPRequest has nothing but the person, who stands in the path.
type BeginRequest = BTreeMap<String, IgnoredAny>;

/// VerifyTOTPRegistrationRequest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct VerifyRequest {
    code: Option<String>,
}

/// RegisterTOTP.
async fn begin(api: Api, Path(id): Path<String>, _: Body<BeginRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        may_write(instance, caller, &id)?;
        let user = instance.user_mut(&id).ok_or(Refusal::TotpUserNotFound)?;
        let username = user.username.clone();
        let human = user.human_mut().ok_or(Refusal::TotpUserNotFound)?;
        if human.methods.totp.is_some() {
            return Err(Refusal::TotpExists);
        }
        let secret = totp::new_secret();
        human.pending_totp = Some(secret.clone());
        let details = changed(instance, caller, &id, "user.human.mfa.otp.added");
        let uri = format!(
            "otpauth://totp/ZITADEL:{username}?algorithm=SHA1&digits=6&issuer=ZITADEL&period=30\
             &secret={secret}"
        );
        Ok(json!({"details": details, "uri": uri, "secret": secret}))
    })
}

/// VerifyTOTPRegistration.
async fn verify(api: Api, Path(id): Path<String>, Body(request): Body<VerifyRequest>) -> ApiResult {
    api.call(Access::SignedIn, |instance, caller| {
        may_write(instance, caller, &id)?;
        let human = instance.user_mut(&id).and_then(|user| user.human_mut());
        let human = human.ok_or(Refusal::TotpNotExisting)?;
        let secret = human.pending_totp.clone();
        let secret = secret.ok_or(Refusal::TotpNotExisting)?;
        let code = request.code.unwrap_or_default();
        if !totp::is_right(&secret, &code, Timestamp::now()) {
            return Err(Refusal::TotpCodeInvalid);
        }
        human.pending_totp = None;
        human.methods.totp = Some(secret);
        let details = changed(instance, caller, &id, "user.human.mfa.otp.verified");
        Ok(json!({ "details": details }))
    })
}

fn may_write(instance: &Instance, caller: &Caller, id: &str) -> Result<(), Refusal> {
    if caller.user == id {
        return Ok(());
    }
    Ok(instance.require(&caller.user, "user.credential.write")?)
}

fn changed(instance: &mut Instance, caller: &Caller, id: &str, kind: &'static str) -> Value {
    let stamp = instance.owned_event("user", id, Some(&caller.user), kind);
    if let Some(user) = instance.user_mut(id) {
        user.revision.touch(stamp);
    }
    details::of_change(stamp, &instance.org.id)
}
