//! The event that every completed sign-in leaves: who signed in, how and where.

use crate::instance::event_log::NewEvent;
use crate::instance::sign_in::AuthMethod;
use crate::instance::state::Instance;
use crate::instance::tokens::Grant;
use crate::instance::user::User;
use serde_json::json;

/// Notes the sign-in that this grant came of. `agent` is the browser's mark.
pub(super) fn note(instance: &mut Instance, grant: &Grant, agent: &str) {
    let id = format!("V2_{}", instance.new_id());
    let human = instance.user(&grant.user).and_then(User::human);
    let methods: Vec<u8> = grant.methods.iter().copied().map(number).collect();
    let payload = json!({
        "audience": grant.audience,
        "authMethods": methods,
        "authTime": grant.auth_time.rfc3339(),
        "clientID": grant.client_id,
        "nonce": grant.nonce,
        "preferredLanguage": human.map(|human| &human.language),
        "scope": grant.scopes,
        "sessionID": grant.session,
        "userAgent": {"fingerprint_id": agent},
        "userID": grant.user,
        "userResourceOwner": instance.org.id,
    });
    // Sign-ins at login v2 are exchanged by the server itself, those at the built-in pages by nobody.
    let by_login_v2 = grant.session.starts_with("V2_");
    instance.log.push(NewEvent {
        aggregate: "oidc_session",
        id: &id,
        owner: &instance.org.id,
        editor: by_login_v2.then_some("SYSTEM"),
        kind: "oidc_session.added",
        payload: Some(payload),
    });
}

/// The number of a method in events, which is not that of the API.
const fn number(method: AuthMethod) -> u8 {
    match method {
        AuthMethod::Otp => 1,
        AuthMethod::U2f => 2,
        AuthMethod::Passkey => 3,
        AuthMethod::Password => 4,
        AuthMethod::IdentityProvider => 5,
    }
}
