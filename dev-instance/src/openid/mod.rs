//! The OpenID provider: discovery, keys, authorize, token, userinfo, revocation, sign-out. Knows the
//! sessions that the sign-in pages made; knows nothing of the API that its tokens open.

mod authorize;
mod claims;
mod end_session;
pub(crate) mod keys;
mod revoke;
mod token;

pub(crate) use authorize::interaction_required;

use crate::instance::Instance;
use crate::wire::http::{Reply, Request};
use crate::wire::language::SUPPORTED;
use crate::wire::random;
use serde_json::{Value, json};

/// Marks a browser for a year.
pub(crate) const AGENT_COOKIE: &str = "zitadel.useragent";

/// RFC 6749 §5.2, with the descriptions of the measured server.
#[derive(Debug)]
pub(crate) struct OidcError {
    pub status: u16,
    pub error: &'static str,
    pub description: String,
}

impl OidcError {
    /// A refusal with status 400.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self {
            status: 400,
            error,
            description: description.into(),
        }
    }

    fn reply(&self) -> Reply {
        json_reply(
            self.status,
            &json!({"error": self.error, "error_description": self.description}),
        )
    }
}

fn json_reply(status: u16, body: &Value) -> Reply {
    Reply::new(status)
        .with("Content-Type", "application/json")
        .body(format!("{body}\n"))
}

/// Answers a request to one of the provider's endpoints.
pub(crate) fn answer(instance: &mut Instance, request: &Request) -> Reply {
    let agent = agent(request);
    let reply = match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/.well-known/openid-configuration") => {
            json_reply(200, &discovery(&instance.issuer))
        }
        ("GET", "/oauth/v2/keys") => json_reply(200, &instance.keys.jwks()),
        ("GET" | "POST", "/oauth/v2/authorize") => authorize::begin(instance, request, &agent),
        ("GET", "/oauth/v2/authorize/callback") => authorize::finish(instance, request, &agent),
        ("POST", "/oauth/v2/token") => token::exchange(instance, request),
        ("GET" | "POST", "/oidc/v1/userinfo") => claims::userinfo(instance, request),
        ("POST", "/oauth/v2/revoke") => revoke::revoke(instance, request),
        ("GET" | "POST", "/oidc/v1/end_session") => end_session::end(instance, request),
        _ => Reply::new(404).with("Content-Type", "text/plain; charset=utf-8"),
    };
    // Keys alone may be kept for a while.
    let reply = if request.path == "/oauth/v2/keys" {
        reply.with("Cache-Control", "max-age=300, must-revalidate")
    } else {
        reply
            .with("Cache-Control", "no-store")
            .with("Pragma", "no-cache")
    };
    with_agent(reply, &agent)
}

/// The browser that asks, by its cookie; a new one when it has none.
pub(crate) fn agent(request: &Request) -> String {
    let known = request.cookie(AGENT_COOKIE);
    known.map_or_else(|| random::text(24), str::to_owned)
}

/// Gives the browser its cookie for another year.
pub(crate) fn with_agent(reply: Reply, agent: &str) -> Reply {
    let cookie = format!(
        "{AGENT_COOKIE}={agent}; Path=/; Domain=localhost; Max-Age=31536000; HttpOnly; SameSite=Lax"
    );
    reply.with("Set-Cookie", cookie).with("Vary", "Cookie")
}

/// OpenID Connect Discovery §3.
fn discovery(issuer: &str) -> Value {
    let at = |path: &str| format!("{issuer}{path}");
    let secrets = [
        "none",
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
    ];
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/oauth/v2/authorize"),
        "token_endpoint": at("/oauth/v2/token"),
        "introspection_endpoint": at("/oauth/v2/introspect"),
        "userinfo_endpoint": at("/oidc/v1/userinfo"),
        "revocation_endpoint": at("/oauth/v2/revoke"),
        "end_session_endpoint": at("/oidc/v1/end_session"),
        "device_authorization_endpoint": at("/oauth/v2/device_authorization"),
        "jwks_uri": at("/oauth/v2/keys"),
        "scopes_supported": ["openid", "profile", "email", "phone", "address", "offline_access"],
        "response_types_supported": ["code", "id_token", "id_token token"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": [
            "authorization_code", "implicit", "refresh_token", "client_credentials",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:device_code",
        ],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported":
            ["EdDSA", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"],
        "request_object_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": secrets,
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "revocation_endpoint_auth_methods_supported": secrets,
        "revocation_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        "introspection_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "claims_supported": [
            "sub", "aud", "exp", "iat", "iss", "auth_time", "nonce", "acr", "amr", "c_hash",
            "at_hash", "act", "scopes", "client_id", "azp", "preferred_username", "name",
            "family_name", "given_name", "locale", "email", "email_verified", "phone_number",
            "phone_number_verified",
        ],
        "code_challenge_methods_supported": ["S256"],
        "ui_locales_supported": SUPPORTED,
        "request_parameter_supported": true,
        "request_uri_parameter_supported": false,
    })
}
