//! The authorization endpoint (OpenID Connect Core §3.1.2): takes a request in, sends the browser to
//! the sign-in pages, and takes it back with a code. Nearly every refusal is a JSON body here, not a
//! redirect, as measured.

use super::OidcError;
use crate::instance::Instance;
use crate::instance::session::{AuthRequest, Challenge};
use crate::wire::clock::Moment;
use crate::wire::http::{Form, Reply, Request, encode};
use crate::wire::random;

/// `GET /oauth/v2/authorize`.
pub(crate) fn begin(instance: &mut Instance, request: &Request, agent: &str) -> Reply {
    let form = if request.method == axum::http::Method::POST {
        request.form()
    } else {
        request.query.clone()
    };
    match accept(instance, &form, agent) {
        Ok(auth_request) => {
            let id = instance.new_id();
            instance.sessions.requests.insert(id.clone(), auth_request);
            Reply::found(&format!("/ui/login/login?authRequestID={id}"))
        }
        Err(error) => error.reply(),
    }
}

fn accept(instance: &Instance, form: &Form, agent: &str) -> Result<AuthRequest, OidcError> {
    let support =
        "If you have any questions, you may contact the administrator of the application.";
    let client_id = form
        .get("client_id")
        .ok_or_else(|| OidcError::new("invalid_request", "client_id is missing"))?;
    let (_, app) = instance
        .client(client_id)
        .ok_or_else(|| OidcError::new("invalid_request", "Errors.App.NotFound"))?;
    let redirect_uri = form.get("redirect_uri").ok_or_else(|| {
        let what = "The redirect_uri is missing in the request. Please ensure it is added to the \
                    request.";
        OidcError::new("invalid_request", format!("{what} {support}"))
    })?;
    if !app
        .config
        .redirect_uris
        .iter()
        .any(|uri| uri == redirect_uri)
    {
        let what = "The requested redirect_uri is missing in the client configuration.";
        return Err(OidcError::new(
            "invalid_request",
            format!("{what} {support}"),
        ));
    }
    if app.config.refuses_http(redirect_uri) {
        let what = "This client's redirect_uri is http and is not allowed.";
        return Err(OidcError::new(
            "invalid_request",
            format!("{what} {support}"),
        ));
    }
    let scopes: Vec<String> = form
        .get("scope")
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    if scopes.is_empty() {
        let what = "The scope of your request is missing. Please ensure some scopes are requested.";
        return Err(OidcError::new(
            "invalid_request",
            format!("{what} {support}"),
        ));
    }
    if form.get("response_type") != Some("code") {
        let what = "The requested response type is missing in the client configuration.";
        return Err(OidcError::new(
            "unauthorized_client",
            format!("{what} {support}"),
        ));
    }
    let prompt: Vec<String> = form
        .get("prompt")
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    if prompt.len() > 1 && prompt.iter().any(|value| value == "none") {
        let what = "The prompt parameter `none` must only be used as a single value";
        return Err(OidcError::new("invalid_request", what));
    }
    Ok(AuthRequest {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scopes,
        state: form.get("state").map(str::to_owned),
        nonce: form.get("nonce").map(str::to_owned),
        challenge: form.get("code_challenge").map(|value| Challenge {
            value: value.to_owned(),
            plain: form.get("code_challenge_method") != Some("S256"),
        }),
        prompt,
        max_age: form.get("max_age").and_then(|value| value.parse().ok()),
        login_hint: form.get("login_hint").map(str::to_owned),
        agent: agent.to_owned(),
        created: Moment::now(),
        user: None,
        unknown_name: None,
        chose_password: false,
        totp_secret: None,
        done: None,
    })
}

/// `GET /oauth/v2/authorize/callback?id=…`: where the sign-in pages send the browser when the person
/// is known. Hands out the code (RFC 6749 §4.1.2).
pub(crate) fn finish(instance: &mut Instance, request: &Request, agent: &str) -> Reply {
    let id = request.query.get("id").unwrap_or_default().to_owned();
    let Some(auth_request) = instance.sessions.requests.get(&id) else {
        return refused("ID=CACHE-d24aD Message=Errors.AuthRequest.NotFound");
    };
    if auth_request.agent != agent {
        return refused("ID=EVENT-adk13 Message=Errors.AuthRequest.UserAgentNotCorresponding");
    }
    if auth_request.done.is_none() {
        return interaction_required(auth_request);
    }
    let code = random::text(24);
    let mut location = back(&auth_request.redirect_uri, "code", &code);
    if let Some(state) = &auth_request.state {
        location = format!("{location}&state={}", encode(state));
    }
    instance.sessions.codes.insert(code, id);
    Reply::found(&location)
}

fn refused(text: &str) -> Reply {
    Reply::new(400)
        .with("Content-Type", "text/plain; charset=utf-8")
        .body(format!("{text}\n"))
}

/// The redirect that tells the app that nobody comes through without a page (OpenID Connect Core
/// §3.1.2.6).
pub(crate) fn interaction_required(auth_request: &AuthRequest) -> Reply {
    let mut location = back(&auth_request.redirect_uri, "error", "interaction_required");
    let description = "The user has to interact";
    location = format!("{location}&error_description={}", encode(description));
    if let Some(state) = &auth_request.state {
        location = format!("{location}&state={}", encode(state));
    }
    Reply::found(&location)
}

fn back(uri: &str, name: &str, value: &str) -> String {
    let separator = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{separator}{name}={}", encode(value))
}
