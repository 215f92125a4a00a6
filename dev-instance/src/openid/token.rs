//! The token endpoint (RFC 6749 §3.2): code and refresh grants of public clients. A refresh ends the
//! tokens before it; a code that is wrong in any way is not spent.

use super::claims;
use super::{OidcError, json_reply};
use crate::instance::Instance;
use crate::instance::session::{Challenge, Grant};
use crate::wire::clock::Moment;
use crate::wire::http::{Form, Reply, Request};
use crate::wire::random;
use crate::wire::writer::Writer;
use rsa::sha2::{Digest, Sha256};

/// How long an access token and an ID token are good for, in seconds.
pub(crate) const LIFETIME: i64 = 43_200;

/// `POST /oauth/v2/token`.
pub(crate) fn exchange(instance: &mut Instance, request: &Request) -> Reply {
    let form = request.form();
    let outcome = match form.get("grant_type") {
        None => Err(OidcError::new("invalid_request", "grant_type missing")),
        Some("authorization_code") => by_code(instance, &form),
        Some("refresh_token") => by_refresh_token(instance, &form),
        Some(other) => Err(OidcError::new(
            "unsupported_grant_type",
            format!("{other} not supported"),
        )),
    };
    outcome.unwrap_or_else(|error| error.reply())
}

/// The client that asks, by `client_id` in the form.
fn client(instance: &Instance, form: &Form) -> Result<String, OidcError> {
    let Some(id) = form.get("client_id") else {
        let what = "client_id or client_assertion must be provided";
        return Err(OidcError::new("invalid_request", what));
    };
    match instance.client(id) {
        Some(_) => Ok(id.to_owned()),
        None => Err(OidcError::new(
            "invalid_client",
            "no active client not found",
        )),
    }
}

/// RFC 6749 §4.1.3 with RFC 7636 §4.6.
fn by_code(instance: &mut Instance, form: &Form) -> Result<Reply, OidcError> {
    let client_id = client(instance, form)?;
    let code = form.get("code").unwrap_or_default();
    if instance.sessions.used_codes.iter().any(|used| used == code) {
        return Err(OidcError {
            status: 404,
            error: "invalid_request",
            description: "Errors.AuthRequest.NotFound".to_owned(),
        });
    }
    let request_id = instance.sessions.codes.get(code).cloned();
    let request = request_id.and_then(|id| instance.sessions.requests.get(&id));
    let Some((request, done)) = request.and_then(|found| Some((found, found.done.clone()?))) else {
        return Err(OidcError::new(
            "invalid_request",
            "Errors.User.Code.Invalid",
        ));
    };
    if request.client_id != client_id {
        return Err(OidcError::new(
            "invalid_grant",
            "client_id does not correspond",
        ));
    }
    if form.get("redirect_uri") != Some(&request.redirect_uri) {
        return Err(OidcError::new(
            "invalid_grant",
            "redirect_uri does not correspond",
        ));
    }
    check_verifier(request.challenge.as_ref(), form.get("code_verifier"))?;
    let user = request.user.clone().unwrap_or_default();
    if !instance.person(&user).is_some_and(|person| person.active) {
        return Err(OidcError::new("invalid_request", "Errors.User.NotActive"));
    }
    let refreshes = instance
        .client(&client_id)
        .is_some_and(|(_, app)| app.config.refreshes());
    let offline = request.scopes.iter().any(|scope| scope == "offline_access");
    let grant = Grant {
        session: done.session,
        audience: claims::audience(instance, &client_id, &request.scopes),
        client_id,
        user,
        scopes: request.scopes.clone(),
        methods: done.methods,
        nonce: request.nonce.clone(),
        auth_time: done.at,
        access: None,
        refresh: (offline && refreshes).then(|| random::text(48)),
        expires: Moment::now(),
    };
    instance.sessions.codes.remove(code);
    instance.sessions.used_codes.push(code.to_owned());
    instance.sessions.grants.push(grant);
    let index = instance.sessions.grants.len() - 1;
    Ok(issue(instance, index))
}

fn check_verifier(challenge: Option<&Challenge>, verifier: Option<&str>) -> Result<(), OidcError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(OidcError::new(
            "invalid_request",
            "code_verifier unexpectedly provided",
        )),
        (Some(_), None) => Err(OidcError::new("invalid_request", "code_verifier required")),
        (Some(challenge), Some(verifier)) => {
            let derived = if challenge.plain {
                verifier.to_owned()
            } else {
                random::base64url(&Sha256::digest(verifier.as_bytes()))
            };
            if derived == challenge.value {
                Ok(())
            } else {
                Err(OidcError::new("invalid_grant", "invalid code_verifier"))
            }
        }
    }
}

/// RFC 6749 §6, with rotation: the old refresh token and the old access token end here.
fn by_refresh_token(instance: &mut Instance, form: &Form) -> Result<Reply, OidcError> {
    let client_id = client(instance, form)?;
    let refreshes = instance
        .client(&client_id)
        .is_some_and(|(_, app)| app.config.refreshes());
    if !refreshes {
        return Err(OidcError::new(
            "unauthorized_client",
            "grant_type \"refresh_token\" not allowed",
        ));
    }
    let token = form.get("refresh_token").unwrap_or_default();
    let spent = instance.sessions.spent.iter().any(|spent| spent == token);
    let ended = || OidcError::new("invalid_request", "Errors.OIDCSession.RefreshTokenInvalid");
    if spent {
        return Err(ended());
    }
    let mut grants = instance.sessions.grants.iter();
    let index = grants.position(|grant| grant.refresh.as_deref() == Some(token));
    let index = index
        .ok_or_else(|| OidcError::new("invalid_request", "Errors.User.RefreshToken.Invalid"))?;
    let grant = &instance.sessions.grants[index];
    if grant.client_id != client_id {
        return Err(ended());
    }
    if !instance
        .person(&grant.user)
        .is_some_and(|person| person.active)
    {
        return Err(OidcError::new("invalid_request", "Errors.User.NotActive"));
    }
    if let Some(wider) = form.get("scope") {
        let mut asked = wider.split_whitespace();
        if !asked.all(|scope| grant.scopes.iter().any(|granted| granted == scope)) {
            return Err(OidcError::new(
                "invalid_scope",
                "Errors.OIDCSession.InvalidScope",
            ));
        }
    }
    instance.sessions.spent.push(token.to_owned());
    instance.sessions.grants[index].refresh = Some(random::text(48));
    Ok(issue(instance, index))
}

/// Mints the tokens of a grant (OpenID Connect Core §3.1.3.3).
fn issue(instance: &mut Instance, index: usize) -> Reply {
    let now = Moment::now();
    let grant = &instance.sessions.grants[index];
    let jwt = instance
        .client(&grant.client_id)
        .is_some_and(|(_, app)| app.config.jwt_access_tokens());
    let access = if jwt {
        instance
            .keys
            .sign(&claims::access_claims(instance, grant, now))
    } else {
        random::text(72)
    };
    let id_token = grant.scopes.iter().any(|scope| scope == "openid").then(|| {
        instance
            .keys
            .sign(&claims::id_claims(instance, grant, &access, now))
    });
    let body = Writer::new()
        .put("access_token", access.as_str())
        .put("token_type", "Bearer")
        .put("refresh_token", grant.refresh.clone())
        .put("expires_in", LIFETIME - 1)
        .put("id_token", id_token)
        .done();
    let grant = &mut instance.sessions.grants[index];
    grant.access = Some(access);
    grant.expires = now.plus_millis(LIFETIME * 1000);
    json_reply(200, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_rfc_7636_appendix_b_fits_its_challenge() {
        let challenge = Challenge {
            value: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned(),
            plain: false,
        };
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert!(check_verifier(Some(&challenge), Some(verifier)).is_ok());
        assert!(check_verifier(Some(&challenge), Some("other")).is_err());
        assert!(check_verifier(Some(&challenge), None).is_err());
        assert!(check_verifier(None, Some(verifier)).is_err());
    }
}
