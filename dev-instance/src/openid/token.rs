//! The token endpoint (RFC 6749 §3.2): code and refresh grants of public clients. A refresh ends the
//! tokens before it; a code that is wrong in any way is not spent.

use super::audience::audience;
use super::claims::{self, LIFETIME};
use super::error::OAuthError;
use super::sign_in_event;
use crate::clock::Timestamp;
use crate::instance::sign_in::{AuthRequest, Challenge, CompletedSignIn};
use crate::instance::state::Instance;
use crate::instance::tokens::Grant;
use crate::opaque_token::{self, TokenKind};
use crate::params::{Params, non_empty};
use crate::proto::defaults::without_defaults;
use crate::random;
use crate::signing_keys::SigningKeys;
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use rsa::sha2::{Digest, Sha256};
use serde::Deserialize;
use serde_json::{Value, json};

/// The parameters of a token request.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TokenParams {
    grant_type: String,
    #[serde(deserialize_with = "non_empty")]
    client_id: Option<String>,
    code: String,
    redirect_uri: String,
    #[serde(deserialize_with = "non_empty")]
    code_verifier: Option<String>,
    refresh_token: String,
    scope: String,
}

/// `POST /oauth/v2/token`.
pub(super) async fn exchange(
    State(state): State<AppState>,
    Params(params): Params<TokenParams>,
) -> Result<Json<Value>, OAuthError> {
    let mut instance = state.instance();
    let index = match params.grant_type.as_str() {
        "" => return Err(OAuthError::GrantTypeMissing),
        "authorization_code" => by_code(&mut instance, &params)?,
        "refresh_token" => by_refresh_token(&mut instance, &params)?,
        other => return Err(OAuthError::UnsupportedGrantType(other.to_owned())),
    };
    Ok(Json(issue(&mut instance, &state.keys, index)))
}

/// The client that asks.
fn client_id<'a>(instance: &Instance, params: &'a TokenParams) -> Result<&'a str, OAuthError> {
    let id = params.client_id.as_deref();
    let id = id.ok_or(OAuthError::ClientMissing)?;
    match instance.client(id) {
        Some(_) => Ok(id),
        None => Err(OAuthError::UnknownClient),
    }
}

/// Whether an app may use refresh tokens.
fn may_refresh(instance: &Instance, client_id: &str) -> bool {
    let client = instance.client(client_id);
    client.is_some_and(|(_, app)| app.config.uses_refresh_tokens())
}

/// RFC 6749 §4.1.3 with RFC 7636 §4.6. Hands on where the new grant lies.
fn by_code(instance: &mut Instance, params: &TokenParams) -> Result<usize, OAuthError> {
    let client_id = client_id(instance, params)?;
    let id = instance.sign_ins.codes.get(&params.code);
    let id = id.cloned().ok_or(OAuthError::CodeInvalid)?;
    let request = instance.sign_ins.requests.get(&id);
    let request = request.filter(|request| request.code.as_ref() == Some(&params.code));
    let completed = request.and_then(|request| Some((request, request.completed.clone()?)));
    let (request, completed) = completed.ok_or(if id.starts_with("V2_") {
        OAuthError::NoCode
    } else {
        OAuthError::AuthRequestNotFound
    })?;
    if instance.version.binds_grants_to_clients() && request.client_id != client_id {
        return Err(OAuthError::OtherClient);
    }
    check_verifier(request.challenge.as_ref(), params.code_verifier.as_deref())?;
    if params.redirect_uri != request.redirect_uri {
        return Err(OAuthError::RedirectUriDiffers);
    }
    let user = request.user.as_deref().unwrap_or_default();
    if !instance.user(user).is_some_and(|user| user.active) {
        return Err(OAuthError::UserNotActive);
    }
    let (grant, agent) = (
        grant(instance, client_id, request, completed),
        request.agent.clone(),
    );
    sign_in_event::note(instance, &grant, &agent);
    instance.sign_ins.requests.remove(&id);
    instance.tokens.grants.push(grant);
    Ok(instance.tokens.grants.len() - 1)
}

fn grant(
    instance: &Instance,
    client_id: &str,
    request: &AuthRequest,
    completed: CompletedSignIn,
) -> Grant {
    let offline = request.scopes.iter().any(|scope| scope == "offline_access");
    let refresh = offline && may_refresh(instance, client_id);
    Grant {
        session: completed.session,
        client_id: client_id.to_owned(),
        user: request.user.clone().unwrap_or_default(),
        scopes: request.scopes.clone(),
        audience: audience(instance, client_id, &request.scopes),
        methods: completed.methods,
        nonce: request.nonce.clone(),
        auth_time: completed.at,
        access: None,
        refresh: refresh.then(|| opaque_token::new(instance.version, TokenKind::Refresh)),
        expires: Timestamp::default(),
    }
}

fn check_verifier(challenge: Option<&Challenge>, verifier: Option<&str>) -> Result<(), OAuthError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(OAuthError::VerifierUnexpected),
        (Some(_), None) => Err(OAuthError::VerifierRequired),
        (Some(challenge), Some(verifier)) => {
            let derived = if challenge.plain {
                verifier.to_owned()
            } else {
                random::base64url(&Sha256::digest(verifier.as_bytes()))
            };
            if derived == challenge.value {
                Ok(())
            } else {
                Err(OAuthError::VerifierWrong)
            }
        }
    }
}

/// RFC 6749 §6, with rotation: the old refresh token and the old access token end here. Hands on
/// where the grant lies.
fn by_refresh_token(instance: &mut Instance, params: &TokenParams) -> Result<usize, OAuthError> {
    let client_id = client_id(instance, params)?;
    if !may_refresh(instance, client_id) {
        return Err(OAuthError::RefreshNotAllowed);
    }
    let token = &params.refresh_token;
    if instance.tokens.spent.contains(token) {
        return Err(OAuthError::RefreshTokenInvalid);
    }
    let mut grants = instance.tokens.grants.iter();
    let index = grants.position(|grant| grant.refresh.as_ref() == Some(token));
    let index = index.ok_or(OAuthError::RefreshTokenGarbage)?;
    let grant = &instance.tokens.grants[index];
    if instance.version.binds_grants_to_clients() && grant.client_id != client_id {
        return Err(OAuthError::OtherClient);
    }
    let mut scopes = params.scope.split_whitespace();
    if scopes.any(|scope| !grant.scopes.iter().any(|granted| granted == scope)) {
        return Err(OAuthError::InvalidScope);
    }
    if !instance.user(&grant.user).is_some_and(|user| user.active) {
        return Err(OAuthError::UserNotActive);
    }
    let new = opaque_token::new(instance.version, TokenKind::Refresh);
    instance.tokens.spent.push(token.clone());
    instance.tokens.grants[index].refresh = Some(new);
    Ok(index)
}

/// Mints the tokens of a grant (OpenID Connect Core §3.1.3.3).
fn issue(instance: &mut Instance, keys: &SigningKeys, index: usize) -> Value {
    let now = Timestamp::now();
    let grant = &instance.tokens.grants[index];
    let client = instance.client(&grant.client_id);
    let access = if client.is_some_and(|(_, app)| app.config.has_jwt_access_tokens()) {
        keys.sign(&claims::access_token(instance, grant, now))
    } else {
        opaque_token::new(instance.version, TokenKind::Access)
    };
    let is_openid = grant.scopes.iter().any(|scope| scope == "openid");
    let id_token = is_openid.then(|| {
        let claims = claims::id_token(instance, grant, &access, now);
        keys.sign(&claims)
    });
    let answer = without_defaults(json!({
        "access_token": access,
        "token_type": "Bearer",
        "refresh_token": grant.refresh,
        "expires_in": LIFETIME - 1,
        "id_token": id_token,
    }));
    let grant = &mut instance.tokens.grants[index];
    grant.access = Some(access);
    grant.expires = now.plus_millis(LIFETIME * 1000);
    answer
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
        let check = |challenge, verifier| check_verifier(challenge, verifier);
        let right = Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(check(Some(&challenge), right), Ok(()));
        assert_eq!(
            check(Some(&challenge), Some("other")),
            Err(OAuthError::VerifierWrong)
        );
        assert_eq!(
            check(Some(&challenge), None),
            Err(OAuthError::VerifierRequired)
        );
        assert_eq!(check(None, right), Err(OAuthError::VerifierUnexpected));
    }
}
