//! The token of a call: is it one, is it valid, is it meant for this API, may a page on this origin
//! use it, and was it got with enough factors. Knows no permission.

use crate::error::{ApiError, Code};
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::session::{Bearer, Method, has_mfa};
use crate::wire::http::Request;
use crate::wire::language::Language;

const INVALID_HEADER: ApiError =
    ApiError::fixed(Code::Unauthenticated, "AUTH-toLo1", "invalid auth header");
const INVALID_TOKEN: ApiError =
    ApiError::fixed(Code::Unauthenticated, "AUTH-7fs1e", "Errors.Token.Invalid");
const WRONG_ORIGIN: ApiError = ApiError::fixed(
    Code::PermissionDenied,
    "AUTH-DZG21",
    "Errors.OriginNotAllowed",
);
const NO_ORGANIZATION: ApiError = ApiError::fixed(
    Code::PermissionDenied,
    "AUTH-Bs7Ds",
    "Organisation doesn't exist",
);
const MFA_REQUIRED: ApiError =
    ApiError::fixed(Code::PermissionDenied, "AUTHZ-Kl3p0", "mfa required");

/// Who calls.
///
/// # Errors
/// 401 when the token is none or no longer one, 403 when it may not be used here or in this way.
pub(crate) fn caller(instance: &Instance, request: &Request) -> Result<Caller, ApiError> {
    let Some(header) = request.header("authorization") else {
        return Err(ApiError::plain(
            Code::Unauthenticated,
            "auth header missing",
        ));
    };
    let token = header.strip_prefix("Bearer ").ok_or(INVALID_HEADER)?;
    if token.is_empty() || token.contains("Bearer ") {
        return Err(INVALID_HEADER);
    }
    let bearer = instance.bearer(token).ok_or(INVALID_TOKEN)?;
    if let Bearer::App(grant) = &bearer {
        if !grant.audience.contains(&instance.zitadel_project) {
            return Err(INVALID_TOKEN);
        }
        let external = grant.methods.contains(&Method::External);
        if instance.effective_policy().settings.forces(external) && !has_mfa(&grant.methods) {
            return Err(MFA_REQUIRED);
        }
        let (_, app) = instance.client(&grant.client_id).ok_or(INVALID_TOKEN)?;
        let origin = request.header("origin");
        if origin.is_some_and(|origin| !app.config.allows_origin(origin)) {
            return Err(WRONG_ORIGIN);
        }
    }
    let org = request.header("x-zitadel-orgid");
    if org.is_some_and(|org| !org.is_empty() && org != instance.org.id) {
        return Err(NO_ORGANIZATION);
    }
    let user = bearer.user().to_owned();
    let human = instance.person(&user).and_then(|person| person.human());
    let profile = human.map(|human| human.language.as_str());
    Ok(Caller {
        language: Language::choose(profile, request.header("accept-language")),
        user,
    })
}
