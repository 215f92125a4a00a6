//! Sign-out by the app (OpenID Connect RP-Initiated Logout §2). Ends the sessions of the browser and
//! their access tokens; refresh tokens go on, as measured: who signs out revokes them first.

use super::OidcError;
use crate::instance::Instance;
use crate::wire::http::{Reply, Request, encode};

/// Where a browser is sent that names no page of its own.
const DEFAULT_PAGE: &str = "/ui/login/logout/done";

/// `GET /oidc/v1/end_session`.
pub(crate) fn end(instance: &mut Instance, request: &Request) -> Reply {
    let form = if request.method == axum::http::Method::POST {
        request.form()
    } else {
        request.query.clone()
    };
    let hint = form
        .get("id_token_hint")
        .map(|token| instance.keys.read(token));
    let hint = match hint {
        Some(None) => return OidcError::new("invalid_request", "id_token_hint invalid").reply(),
        Some(claims) => claims,
        None => None,
    };
    let claim = |name: &str| {
        let claims = hint.as_ref()?;
        Some(claims.get(name)?.as_str()?.to_owned())
    };
    let client_id = claim("azp").or_else(|| form.get("client_id").map(str::to_owned));
    let client = client_id.as_deref().and_then(|id| instance.client(id));
    let location = match (client, form.get("post_logout_redirect_uri")) {
        (Some((_, app)), Some(uri)) => {
            if !app.config.post_logout_uris.iter().any(|known| known == uri) {
                let what = "post_logout_redirect_uri invalid";
                return OidcError::new("invalid_request", what).reply();
            }
            match form.get("state") {
                Some(state) => {
                    let separator = if uri.contains('?') { '&' } else { '?' };
                    format!("{uri}{separator}state={}", encode(state))
                }
                None => uri.to_owned(),
            }
        }
        _ => DEFAULT_PAGE.to_owned(),
    };
    let agent = request.cookie(super::AGENT_COOKIE).map(str::to_owned);
    let session = claim("sid").and_then(|sid| sid.strip_prefix("V1_").map(str::to_owned));
    instance.end_sessions(|known| {
        Some(&known.agent) == agent.as_ref() || Some(&known.id) == session.as_ref()
    });
    Reply::found(&location)
}
