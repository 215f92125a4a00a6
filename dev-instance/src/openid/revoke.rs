//! Token revocation (RFC 7009). A refresh token takes its access token with it, an access token ends
//! alone, an unknown token is no error. The client is named but not compared, as measured.

use super::OidcError;
use crate::instance::Instance;
use crate::wire::http::{Reply, Request};

/// `POST /oauth/v2/revoke`.
pub(crate) fn revoke(instance: &mut Instance, request: &Request) -> Reply {
    let form = request.form();
    let client = form.get("client_id").and_then(|id| instance.client(id));
    if client.is_none() {
        return OidcError::new("invalid_client", "no active client not found").reply();
    }
    let token = form.get("token").unwrap_or_default();
    let sessions = &mut instance.sessions;
    for grant in &mut sessions.grants {
        if grant.refresh.as_deref() == Some(token) {
            sessions.spent.extend(grant.refresh.take());
            grant.access = None;
        } else if grant.access.as_deref() == Some(token) {
            grant.access = None;
        }
    }
    Reply::new(200).with("Content-Type", "application/json")
}
