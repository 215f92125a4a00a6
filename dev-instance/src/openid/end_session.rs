//! Sign-out by the app (OpenID Connect RP-Initiated Logout §2). Ends the sessions of the browser and
//! their access tokens; refresh tokens go on, as measured: who signs out revokes them first.

use super::error::OAuthError;
use crate::params::{Params, non_empty};
use crate::redirect::{Found, with_query};
use crate::state::AppState;
use crate::user_agent::UserAgent;
use axum::Extension;
use axum::extract::State;
use serde::Deserialize;

/// Where a browser is sent that names no page of its own, by the sign-in interface.
const DEFAULT_PAGE: &str = "/ui/login/logout/done";
const DEFAULT_PAGE_V2: &str = "/ui/v2/login/logout/done";

/// The parameters of a sign-out.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct EndSessionParams {
    #[serde(deserialize_with = "non_empty")]
    id_token_hint: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    client_id: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    post_logout_redirect_uri: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    state: Option<String>,
}

/// `GET` and `POST /oidc/v1/end_session`.
pub(super) async fn end(
    State(state): State<AppState>,
    Extension(UserAgent(agent)): Extension<UserAgent>,
    Params(params): Params<EndSessionParams>,
) -> Result<Found, OAuthError> {
    let hint = match &params.id_token_hint {
        Some(token) => {
            let claims = state.keys.read(token);
            Some(claims.ok_or(OAuthError::IdTokenHintInvalid)?)
        }
        None => None,
    };
    let claim = |name: &str| {
        let claim = hint.as_ref()?.get(name)?.as_str()?;
        Some(claim.to_owned())
    };
    let mut instance = state.instance();
    let client_id = claim("azp").or(params.client_id);
    let client = client_id.as_deref().and_then(|id| instance.client(id));
    let session = claim("sid");
    let location = match (client, params.post_logout_redirect_uri) {
        (Some((_, app)), Some(uri)) => {
            if !app.config.post_logout_redirect_uris.contains(&uri) {
                return Err(OAuthError::PostLogoutRedirectUriInvalid);
            }
            with_query(&uri, &[("state", params.state.as_deref())])
        }
        _ if session.as_ref().is_some_and(|id| id.starts_with("V2_")) => DEFAULT_PAGE_V2.to_owned(),
        _ => DEFAULT_PAGE.to_owned(),
    };
    instance.end_sessions(|known| known.agent == agent || Some(&known.id) == session.as_ref());
    Ok(Found(location))
}
