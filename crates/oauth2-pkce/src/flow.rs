//! The exchanges driven over the ports, each a request sent and its answer judged. Nothing is
//! decided here that the judges do not decide; there is no state but the remembered keys.

use std::rc::Rc;

use oauth2::{AccessToken, RefreshToken};

use crate::anchor::Anchor;
use crate::b64;
use crate::callback::AuthorizationCode;
use crate::claims::IdClaims;
use crate::config::Issuer;
use crate::discovery::Metadata;
use crate::error::AuthError;
use crate::id_token::{self, IdTokenError, Rules};
use crate::jwks::{KeyMaterial, KeySet, Selection};
use crate::jws::SignedToken;
use crate::key_ring::KeyRing;
use crate::ports::{Clock, Http, KeyVerifier};
use crate::refresh::{
    EndReason, Renewal, Renewed, Retry, RetryReason, Setback, judge_refresh, refresh_request,
};
use crate::registration::Registration;
use crate::secret::IdToken;
use crate::sign_out::{RevokeError, judge_revocation, revocation_request};
use crate::token::{TokenSet, Verified, exchange_request, judge_exchange};
use crate::transaction::{Purpose, Transaction};
use crate::user_info::{UserInfo, UserInfoError, judge_user_info, user_info_request};

/// The most keys tried for one token.
const MOST_TRIED: usize = 8;

/// Somebody signed in. `Debug` shows no secret.
#[derive(Debug)]
pub struct SignedIn {
    /// The tokens.
    pub tokens: TokenSet<Verified>,
    /// Who it is.
    pub claims: IdClaims,
    /// What every renewal is held to.
    pub anchor: Anchor,
    /// Whether somebody else came back than was expected: then nothing of the former session may
    /// be kept or shown.
    pub user_changed: bool,
}

/// Fetches and judges the metadata of an issuer.
pub async fn discover(http: &impl Http, issuer: &Issuer) -> Result<Metadata, AuthError> {
    let response = http.send(Metadata::request(issuer)).await?;
    Ok(Metadata::judge(issuer, &response)?)
}

/// Fetches the issuer's keys unless they are remembered. Worth doing while the person is away.
pub async fn fetch_keys(
    http: &impl Http,
    metadata: &Metadata,
    ring: &KeyRing,
) -> Result<(), AuthError> {
    known_keys(http, metadata, ring).await.map(|_| ())
}

/// Exchanges a validated code and judges everything that comes back. The code is used up whatever
/// the outcome: never try again with the same callback.
pub async fn complete<P: Http + Clock + KeyVerifier>(
    ports: &P,
    registration: &Registration,
    metadata: &Metadata,
    ring: &KeyRing,
    code: AuthorizationCode,
    transaction: &Transaction,
) -> Result<SignedIn, AuthError> {
    let request = exchange_request(metadata, registration, transaction, code);
    let response = ports.send(request).await?;
    let now = ports.now();
    let tokens = judge_exchange(&response, registration, now)?;
    let rules = Rules {
        registration,
        now,
        nonce: &transaction.nonce,
        nonce_optional: false,
        max_age: transaction.max_age,
    };
    let id_token = tokens.id_token.as_ref().ok_or(IdTokenError::Format)?;
    let claims = verify(
        ports,
        metadata,
        ring,
        id_token,
        &tokens.access_token,
        &rules,
    )
    .await?;
    let user_changed = match &transaction.purpose {
        Purpose::Login => false,
        Purpose::Reauth { expected_sub } => *expected_sub != claims.subject,
    };
    Ok(SignedIn {
        anchor: Anchor::new(&claims, &transaction.nonce, &tokens.scopes),
        tokens: tokens.verified(),
        claims,
        user_changed,
    })
}

/// Renews the tokens and judges what comes back against the session's anchor. Never run two at
/// once with one refresh token: servers that rotate may end the session over it.
pub async fn renew<P: Http + Clock + KeyVerifier>(
    ports: &P,
    registration: &Registration,
    metadata: &Metadata,
    ring: &KeyRing,
    refresh_token: &RefreshToken,
    anchor: &Anchor,
) -> Renewal {
    // The keys come first: once the refresh token is used up, there is no way back.
    if known_keys(ports, metadata, ring).await.is_err() {
        return Renewal::Later(Retry::because(RetryReason::NoKeys));
    }
    let request = refresh_request(metadata, registration, refresh_token);
    let response = match ports.send(request).await {
        Ok(response) => response,
        Err(error) => return Renewal::Later(Retry::because(RetryReason::NoAnswer(error))),
    };
    let now = ports.now();
    let tokens = match judge_refresh(&response, anchor, refresh_token, now) {
        Ok(tokens) => tokens,
        Err(Setback::Ended(reason)) => return Renewal::Ended(reason),
        Err(Setback::Later(retry)) => return Renewal::Later(retry),
    };
    let mut claims = None;
    if let Some(id_token) = &tokens.id_token {
        let rules = Rules {
            registration,
            now,
            nonce: &anchor.nonce,
            nonce_optional: true,
            max_age: None,
        };
        match verify(
            ports,
            metadata,
            ring,
            id_token,
            &tokens.access_token,
            &rules,
        )
        .await
        {
            Ok(renewed) if renewed.subject != anchor.subject => {
                return Renewal::Ended(EndReason::UserChanged);
            }
            Ok(renewed) => match anchor.judge(&renewed) {
                Ok(()) => claims = Some(renewed),
                Err(error) => return Renewal::Ended(EndReason::Unverified(error)),
            },
            Err(AuthError::IdToken(error)) => {
                return Renewal::Ended(EndReason::Unverified(error));
            }
            // The keys changed just now and could not be fetched anew.
            Err(_) => return Renewal::Ended(EndReason::Unverified(IdTokenError::KeyUnknown)),
        }
    }
    let tokens = tokens.verified();
    Renewal::Renewed(Box::new(Renewed { tokens, claims }))
}

/// Asks who the person is. `subject` is the subject of the judged ID token.
pub async fn user_info(
    http: &impl Http,
    metadata: &Metadata,
    token: &AccessToken,
    subject: &str,
) -> Result<UserInfo, UserInfoError> {
    let request = user_info_request(metadata, token).ok_or(UserInfoError::NotOffered)?;
    let response = http.send(request).await.map_err(UserInfoError::Http)?;
    judge_user_info(&response, subject)
}

/// Revokes a refresh token. Bound the wait: a server that does not answer must not keep anybody
/// from signing out.
pub async fn revoke(
    http: &impl Http,
    metadata: &Metadata,
    registration: &Registration,
    token: &RefreshToken,
) -> Result<(), RevokeError> {
    let request =
        revocation_request(metadata, registration, token).ok_or(RevokeError::NotOffered)?;
    let response = http.send(request).await.map_err(RevokeError::Http)?;
    judge_revocation(&response)
}

/// Checks an ID token: form, signature, claims, and that it belongs to the access token.
async fn verify<P: Http + Clock + KeyVerifier>(
    ports: &P,
    metadata: &Metadata,
    ring: &KeyRing,
    token: &IdToken,
    access_token: &AccessToken,
    rules: &Rules<'_>,
) -> Result<IdClaims, AuthError> {
    let signed = SignedToken::split(token.secret(), |algorithm| {
        rules.registration.algorithms.contains(&algorithm)
            && metadata.algorithms.contains(&algorithm)
    })?;
    let mut known = known_keys(ports, metadata, ring).await?;
    loop {
        let failed = match known.select(signed.algorithm, signed.kid.as_deref()) {
            Selection::Found(keys) if is_genuine(ports, &keys, &signed).await? => break,
            Selection::Found(_) => IdTokenError::Signature,
            Selection::Unknown => IdTokenError::KeyUnknown,
            Selection::Ambiguous => return Err(IdTokenError::KeyAmbiguous.into()),
        };
        // The server may have new keys, and if it began anew, by the names of the old ones.
        if !ring.may_repeat(ports.now()) {
            return Err(failed.into());
        }
        known = ask_for_keys(ports, metadata, ring).await?;
    }
    let claims = id_token::judge(&signed.claims, rules)?;
    // OpenID Connect Core §3.1.3.8: the left half of the hash of the access token.
    if let Some(stated) = signed.claims.get("at_hash") {
        let digest = ports
            .digest(signed.algorithm.hash(), access_token.secret().as_bytes())
            .await
            .map_err(IdTokenError::Crypto)?;
        let left = digest.get(..digest.len() / 2).unwrap_or_default();
        if left.is_empty() || stated.as_text() != Some(b64::encode(left).as_str()) {
            return Err(IdTokenError::AccessTokenHash.into());
        }
    }
    Ok(claims)
}

/// Whether one of these keys has signed the token.
async fn is_genuine(
    verifier: &impl KeyVerifier,
    keys: &[KeyMaterial],
    signed: &SignedToken<'_>,
) -> Result<bool, IdTokenError> {
    for key in keys.iter().take(MOST_TRIED) {
        let input = signed.signing_input.as_bytes();
        let genuine = verifier
            .verify(key, signed.algorithm, input, &signed.signature)
            .await
            .map_err(IdTokenError::Crypto)?;
        if genuine {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn known_keys(
    http: &impl Http,
    metadata: &Metadata,
    ring: &KeyRing,
) -> Result<Rc<KeySet>, AuthError> {
    match ring.remembered(&metadata.jwks_uri) {
        Some(keys) => Ok(keys),
        None => ask_for_keys(http, metadata, ring).await,
    }
}

async fn ask_for_keys(
    http: &impl Http,
    metadata: &Metadata,
    ring: &KeyRing,
) -> Result<Rc<KeySet>, AuthError> {
    let response = http.send(KeySet::request(metadata)).await?;
    let keys = KeySet::judge(&response)?;
    Ok(ring.remember(&metadata.jwks_uri, keys))
}
