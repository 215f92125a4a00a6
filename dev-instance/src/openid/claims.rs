//! What tokens and userinfo say of a person, and for whom a token is meant.

use super::{OidcError, json_reply};
use crate::instance::Instance;
use crate::instance::session::{Bearer, Grant, amr};
use crate::openid::token::LIFETIME;
use crate::wire::clock::Moment;
use crate::wire::http::{Reply, Request};
use crate::wire::random::base64url;
use crate::wire::writer::Writer;
use rsa::sha2::{Digest, Sha256};
use serde_json::{Map, Value, json};

const AUDIENCE_SCOPE: &str = "urn:zitadel:iam:org:project:id:";

/// The client itself, the other apps of its project, the project, and the projects that scopes
/// name; `zitadel` means the instance's own.
pub(crate) fn audience(instance: &Instance, client_id: &str, scopes: &[String]) -> Vec<String> {
    let mut audience = vec![client_id.to_owned()];
    let mut add = |id: &str| {
        if !audience.iter().any(|known| known == id) {
            audience.push(id.to_owned());
        }
    };
    if let Some((project, _)) = instance.client(client_id) {
        for app in &project.apps {
            add(&app.client_id);
        }
        add(&project.id);
    }
    for scope in scopes {
        let named = scope.strip_prefix(AUDIENCE_SCOPE);
        match named.and_then(|rest| rest.strip_suffix(":aud")) {
            Some("zitadel") => add(&instance.zitadel_project),
            Some(id) => add(id),
            None => {}
        }
    }
    audience
}

/// OpenID Connect Core §2. `amr` is left out when it would be empty.
pub(crate) fn id_claims(instance: &Instance, grant: &Grant, access: &str, now: Moment) -> Value {
    let digest = Sha256::digest(access.as_bytes());
    let mut claims = json!({
        "iss": instance.issuer,
        "sub": grant.user,
        "aud": grant.audience,
        "exp": now.seconds() + LIFETIME,
        "iat": now.seconds(),
        "auth_time": grant.auth_time.seconds(),
        "azp": grant.client_id,
        "client_id": grant.client_id,
        "at_hash": base64url(&digest[..16]),
        "sid": format!("V1_{}", grant.session),
    });
    if let Some(nonce) = &grant.nonce {
        claims["nonce"] = nonce.as_str().into();
    }
    let amr = amr(&grant.methods);
    if !amr.is_empty() {
        claims["amr"] = amr.into();
    }
    let app = instance.client(&grant.client_id);
    if app.is_some_and(|(_, app)| app.config.userinfo_in_id_token)
        && let Value::Object(members) = &mut claims
    {
        members.extend(person_claims(instance, grant));
    }
    claims
}

/// RFC 9068 §2.2, as far as the measured server goes.
pub(crate) fn access_claims(instance: &Instance, grant: &Grant, now: Moment) -> Value {
    json!({
        "iss": instance.issuer,
        "sub": grant.user,
        "aud": grant.audience,
        "exp": now.seconds() + LIFETIME,
        "iat": now.seconds(),
        "nbf": now.seconds(),
        "client_id": grant.client_id,
        "jti": format!("V1_{}", crate::wire::random::text(12)),
    })
}

/// The claims that the scopes `profile` and `email` ask for (OpenID Connect Core §5.4).
fn person_claims(instance: &Instance, grant: &Grant) -> Map<String, Value> {
    let asked = |name: &str| grant.scopes.iter().any(|scope| scope == name);
    let Some(person) = instance.person(&grant.user) else {
        return Map::new();
    };
    let mut claims = Writer::new();
    if asked("profile") {
        claims = claims
            .put("name", person.display_name())
            .put("preferred_username", person.username.as_str())
            .put("updated_at", person.trace.changed.seconds());
        if let Some(human) = person.human() {
            claims = claims
                .put("given_name", human.first_name.as_str())
                .put("family_name", human.last_name.as_str())
                .put("locale", human.language.as_str());
        }
    }
    if let Some(human) = person.human().filter(|_| asked("email")) {
        claims = claims
            .put("email", human.email.as_str())
            .put("email_verified", human.email_verified);
    }
    match claims.done() {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// `GET /oidc/v1/userinfo` (OpenID Connect Core §5.3).
pub(crate) fn userinfo(instance: &Instance, request: &Request) -> Reply {
    let refuse = |error, description: &str| {
        OidcError {
            status: 401,
            error,
            description: description.to_owned(),
        }
        .reply()
    };
    let header = request.header("authorization").unwrap_or_default();
    let Some(token) = header.strip_prefix("Bearer ") else {
        return refuse("invalid_request", "access token missing");
    };
    let Some(bearer) = instance.bearer(token) else {
        return refuse("access_denied", "access token invalid");
    };
    let mut claims = match &bearer {
        Bearer::App(grant) => person_claims(instance, grant),
        Bearer::Personal { .. } => Map::new(),
    };
    claims.insert("sub".to_owned(), bearer.user().into());
    json_reply(200, &Value::Object(claims))
}
