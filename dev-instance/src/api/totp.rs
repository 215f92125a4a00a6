//! Authenticator apps over API v2: begun, and there once a code of theirs was right.

use super::Input;
use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::user::Human;
use crate::messages::Text;
use crate::wire::clock::Moment;
use crate::wire::protojson::{Field, Schema};
use crate::wire::totp;
use serde_json::{Value, json};

/// RegisterTOTPRequest has nothing but the person, who stands in the path.
pub(crate) static BEGIN: &Schema = &[];
/// VerifyTOTPRegistrationRequest.
pub(crate) static VERIFY: &Schema = &[("code", Field::Text)];

/// RegisterTOTP.
pub(crate) fn begin(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    may_write(instance, by, id)?;
    let person = instance.person_mut(id);
    let Some((name, human)) = person.and_then(|one| Some((one.username.clone(), one.human_mut()?)))
    else {
        let id = "COMMAND-SqyJz";
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            id,
            Text::UserNotFound,
        ));
    };
    if human.means.totp.is_some() {
        let id = "COMMAND-do9se";
        return Err(ApiError::spoken(Code::AlreadyExists, id, Text::AppExists));
    }
    let secret = totp::new_secret();
    human.app_begun = Some(secret.clone());
    let details = touched(instance, by, id, "user.human.mfa.otp.added");
    let uri = format!(
        "otpauth://totp/ZITADEL:{name}?algorithm=SHA1&digits=6&issuer=ZITADEL&period=30&secret={secret}"
    );
    Ok(json!({"details": details, "uri": uri, "secret": secret}))
}

/// VerifyTOTPRegistration.
pub(crate) fn verify(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = input.param(0);
    may_write(instance, by, id)?;
    let begun = |human: &mut Human| human.app_begun.take();
    let human = instance
        .person_mut(id)
        .and_then(|person| person.human_mut());
    let Some((human, secret)) = human.and_then(|human| begun(human).map(|secret| (human, secret)))
    else {
        let id = "COMMAND-3Mif9s";
        return Err(ApiError::spoken(Code::NotFound, id, Text::AppNotExisting));
    };
    if !totp::is_right(&secret, input.body.text("code"), Moment::now()) {
        human.app_begun = Some(secret);
        let id = "EVENT-8isk2";
        return Err(ApiError::spoken(
            Code::InvalidArgument,
            id,
            Text::CodeInvalid,
        ));
    }
    human.means.totp = Some(secret);
    let details = touched(instance, by, id, "user.human.mfa.otp.verified");
    Ok(json!({"details": details}))
}

fn may_write(instance: &Instance, by: &Caller, id: &str) -> Result<(), ApiError> {
    if by.user == id {
        Ok(())
    } else {
        instance.require(&by.user, "user.credential.write")
    }
}

fn touched(instance: &mut Instance, by: &Caller, id: &str, kind: &'static str) -> Value {
    let stamp = instance.owned_event("user", id, Some(&by.user), kind);
    if let Some(person) = instance.person_mut(id) {
        person.trace.touch(stamp);
    }
    stamp.changed(&instance.org.id)
}
