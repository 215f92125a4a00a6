//! The token of a call: is it one, is it valid, is it meant for this API, was it got with enough
//! factors, may a page on this origin use it.

use super::refusal::Refusal;
use crate::instance::sign_in::{AuthMethod, is_multi_factor};
use crate::instance::state::Instance;
use crate::instance::tokens::{Bearer, Grant};
use crate::language::Language;
use axum::http::{HeaderMap, header};

/// Who calls, as far as handlers need to know.
pub(crate) struct Caller {
    /// The id of the user.
    pub user: String,
    /// The language in which to speak to them.
    pub language: Language,
}

/// Who calls.
///
/// # Errors
/// 401 when the token is none or no longer one, 403 when it may not be used here or in this way.
pub(crate) fn authenticate(instance: &Instance, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let authorization = text(header::AUTHORIZATION.as_str()).ok_or(Refusal::NoToken)?;
    let token = authorization.strip_prefix("Bearer ");
    let token = token.filter(|token| !token.is_empty() && !token.contains("Bearer "));
    let token = token.ok_or(Refusal::InvalidAuthHeader)?;
    let bearer = instance.bearer(token).ok_or(Refusal::InvalidToken)?;
    if let Bearer::App(grant) = &bearer {
        check_grant(instance, grant, text(header::ORIGIN.as_str()))?;
    }
    let org = text("x-zitadel-orgid").unwrap_or_default();
    if !org.is_empty() && org != instance.org.id {
        return Err(Refusal::UnknownOrganization);
    }
    let user = bearer.user().to_owned();
    let human = instance.user(&user).and_then(|user| user.human());
    let profile = human.map(|human| human.language.as_str());
    let accept = text(header::ACCEPT_LANGUAGE.as_str());
    Ok(Caller {
        language: Language::choose(instance.version, profile, accept),
        user,
    })
}

/// What is asked of the token of an app. Personal access tokens are asked nothing of this.
fn check_grant(instance: &Instance, grant: &Grant, origin: Option<&str>) -> Result<(), Refusal> {
    if !grant.audience.contains(&instance.zitadel_project) {
        return Err(Refusal::InvalidToken);
    }
    if !is_multi_factor(&grant.methods) && demands_more_factors(instance, grant) {
        return Err(Refusal::MfaRequired);
    }
    let (_, app) = instance
        .client(&grant.client_id)
        .ok_or(Refusal::InvalidToken)?;
    match origin {
        Some(origin) if !app.config.allows_origin(origin) => Err(Refusal::OriginNotAllowed),
        _ => Ok(()),
    }
}

/// Whether a token got with one factor is too little: where the policy forces a second one, and since
/// 4.6 also where its owner has set one up that the policy lists.
fn demands_more_factors(instance: &Instance, grant: &Grant) -> bool {
    let policy = instance.effective_policy();
    let by_provider = grant.methods.contains(&AuthMethod::IdentityProvider);
    let human = instance.user(&grant.user).and_then(|user| user.human());
    let mut enrolled = human
        .map(|human| human.methods.second_factors())
        .unwrap_or_default()
        .into_iter();
    policy.settings.forces(by_provider)
        || (instance.version.demands_enrolled_factors()
            && enrolled.any(|factor| policy.second_factors.contains(&factor)))
}
