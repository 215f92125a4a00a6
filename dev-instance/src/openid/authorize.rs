//! The authorization endpoint (OpenID Connect Core §3.1.2): takes a request in and sends the browser
//! to the sign-in pages. Nearly every refusal is a JSON body here, not a redirect, as measured.

use super::error::OAuthError;
use crate::clock::Timestamp;
use crate::instance::sign_in::{AuthRequest, Challenge};
use crate::instance::state::Instance;
use crate::params::{Params, non_empty};
use crate::redirect::{Found, with_query};
use crate::state::AppState;
use crate::user_agent::UserAgent;
use axum::Extension;
use axum::extract::State;
use serde::Deserialize;

/// The parameters of an authorization request.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AuthorizeParams {
    #[serde(deserialize_with = "non_empty")]
    client_id: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    redirect_uri: Option<String>,
    response_type: String,
    scope: String,
    #[serde(deserialize_with = "non_empty")]
    state: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    nonce: Option<String>,
    #[serde(deserialize_with = "non_empty")]
    code_challenge: Option<String>,
    code_challenge_method: String,
    prompt: String,
    max_age: String,
    #[serde(deserialize_with = "non_empty")]
    login_hint: Option<String>,
}

/// `GET` and `POST /oauth/v2/authorize`.
pub(super) async fn begin(
    State(state): State<AppState>,
    Extension(agent): Extension<UserAgent>,
    Params(params): Params<AuthorizeParams>,
) -> Result<Found, OAuthError> {
    let mut instance = state.instance();
    let request = accept(&instance, params, agent)?;
    let id = instance.new_id();
    let login_v2 = &instance.features.login_v2;
    if !login_v2.required {
        instance.sign_ins.requests.insert(id.clone(), request);
        let location = with_query("/ui/login/login", &[("authRequestID", Some(&id))]);
        return Ok(Found(location));
    }
    let id = format!("V2_{id}");
    let base = match login_v2.base_uri.trim_end_matches('/') {
        "" => "/ui/v2/login",
        base => base,
    };
    let location = with_query(&format!("{base}/login"), &[("authRequest", Some(&id))]);
    instance.sign_ins.requests.insert(id, request);
    Ok(Found(location))
}

fn accept(
    instance: &Instance,
    params: AuthorizeParams,
    UserAgent(agent): UserAgent,
) -> Result<AuthRequest, OAuthError> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().map(str::to_owned);
        words.collect()
    };
    let client_id = params.client_id.ok_or(OAuthError::ClientIdMissing)?;
    let (_, app) = instance.client(&client_id).ok_or(OAuthError::AppNotFound)?;
    let redirect_uri = params.redirect_uri.ok_or(OAuthError::RedirectUriMissing)?;
    if !app.config.redirect_uris.contains(&redirect_uri) {
        return Err(OAuthError::RedirectUriNotRegistered);
    }
    if app.config.refuses_http(&redirect_uri) {
        return Err(OAuthError::HttpRedirectUri);
    }
    let scopes = words(&params.scope);
    if scopes.is_empty() {
        return Err(OAuthError::ScopeMissing);
    }
    if params.response_type != "code" {
        return Err(OAuthError::ResponseTypeNotAllowed);
    }
    let prompt = words(&params.prompt);
    if prompt.len() > 1 && prompt.iter().any(|value| value == "none") {
        return Err(OAuthError::PromptNoneWithOthers);
    }
    let plain = params.code_challenge_method != "S256";
    let challenge = params.code_challenge;
    Ok(AuthRequest {
        client_id,
        redirect_uri,
        scopes,
        state: params.state,
        nonce: params.nonce,
        challenge: challenge.map(|value| Challenge { value, plain }),
        prompt,
        max_age: params.max_age.parse().ok(),
        login_hint: params.login_hint,
        agent,
        created: Timestamp::now(),
        ..AuthRequest::default()
    })
}
