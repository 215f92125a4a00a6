//! The token of a call: is it one, is it valid, is it meant for this API, may a page on this origin
//! use it, and was it got with enough factors. Knows no permission.

use crate::fault::{Code, Fault};
use crate::wire::http::Request;
use crate::wire::language::Language;
use crate::world::World;
use crate::world::access::Caller;
use crate::world::session::{Bearer, Method, has_mfa};

const INVALID_HEADER: Fault =
    Fault::fixed(Code::Unauthenticated, "AUTH-toLo1", "invalid auth header");
const INVALID_TOKEN: Fault =
    Fault::fixed(Code::Unauthenticated, "AUTH-7fs1e", "Errors.Token.Invalid");
const WRONG_ORIGIN: Fault = Fault::fixed(
    Code::PermissionDenied,
    "AUTH-DZG21",
    "Errors.OriginNotAllowed",
);
const NO_ORGANIZATION: Fault = Fault::fixed(
    Code::PermissionDenied,
    "AUTH-Bs7Ds",
    "Organisation doesn't exist",
);
const MFA_REQUIRED: Fault = Fault::fixed(Code::PermissionDenied, "AUTHZ-Kl3p0", "mfa required");

/// Who calls.
///
/// # Errors
/// 401 when the token is none or no longer one, 403 when it may not be used here or in this way.
pub(crate) fn caller(world: &World, request: &Request) -> Result<Caller, Fault> {
    let Some(header) = request.header("authorization") else {
        return Err(Fault::plain(Code::Unauthenticated, "auth header missing"));
    };
    let token = header.strip_prefix("Bearer ").ok_or(INVALID_HEADER)?;
    if token.is_empty() || token.contains("Bearer ") {
        return Err(INVALID_HEADER);
    }
    let bearer = world.bearer(token).ok_or(INVALID_TOKEN)?;
    if let Bearer::App(grant) = &bearer {
        if !grant.audience.contains(&world.zitadel_project) {
            return Err(INVALID_TOKEN);
        }
        let external = grant.methods.contains(&Method::External);
        if world.effective_policy().settings.forces(external) && !has_mfa(&grant.methods) {
            return Err(MFA_REQUIRED);
        }
        let (_, app) = world.client(&grant.client_id).ok_or(INVALID_TOKEN)?;
        let origin = request.header("origin");
        if origin.is_some_and(|origin| !app.config.allows_origin(origin)) {
            return Err(WRONG_ORIGIN);
        }
    }
    let org = request.header("x-zitadel-orgid");
    if org.is_some_and(|org| !org.is_empty() && org != world.org.id) {
        return Err(NO_ORGANIZATION);
    }
    let user = bearer.user().to_owned();
    let human = world.person(&user).and_then(|person| person.human());
    let profile = human.map(|human| human.language.as_str());
    Ok(Caller {
        language: Language::choose(profile, request.header("accept-language")),
        user,
    })
}
