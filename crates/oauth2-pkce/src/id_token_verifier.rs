//! The whole check of an ID token (OpenID Connect Core §3.1.3.7 and §3.1.3.8): form, algorithm,
//! signature, claims, and that it belongs to the access token. Keys and digests are computed by the
//! [`KeyVerifier`] port.

use oauth2::AccessToken;

use crate::base64url;
use crate::claims::IdClaims;
use crate::discovery::Metadata;
use crate::id_token::{Expectations, validate_claims};
use crate::id_token_error::IdTokenError;
use crate::jwk::KeyMaterial;
use crate::jwks::{KeySelection, KeySet};
use crate::jws::SignedToken;
use crate::ports::{KeyError, KeyVerifier};
use crate::secret::IdToken;

/// The most keys tried for one token.
const MAX_KEYS_TRIED: usize = 64;

/// Checks an ID token against one metadata document and one key set.
pub(crate) async fn verify_id_token(
    verifier: &impl KeyVerifier,
    metadata: &Metadata,
    keys: &KeySet,
    id_token: &IdToken,
    access_token: &AccessToken,
    expected: &Expectations<'_>,
) -> Result<IdClaims, IdTokenError> {
    let signed = SignedToken::parse(id_token.secret())?;
    let is_accepted = expected.registration.algorithms.contains(&signed.algorithm)
        && metadata.algorithms.contains(&signed.algorithm);
    if !is_accepted {
        return Err(IdTokenError::Algorithm);
    }
    let candidates = match keys.select(signed.algorithm, signed.kid.as_deref()) {
        KeySelection::Candidates(candidates) => candidates,
        KeySelection::Unknown => return Err(IdTokenError::KeyUnknown),
        KeySelection::Ambiguous => return Err(IdTokenError::KeyAmbiguous),
    };
    check_signature(verifier, &candidates, &signed).await?;
    let claims = validate_claims(&signed.claims, expected)?;
    check_access_token_hash(verifier, &signed, access_token).await?;
    Ok(claims)
}

/// Tries one key after the other. A key that cannot be used does not end the search: a better one
/// of the same id may follow.
async fn check_signature(
    verifier: &impl KeyVerifier,
    candidates: &[&KeyMaterial],
    signed: &SignedToken<'_>,
) -> Result<(), IdTokenError> {
    let input = signed.signing_input.as_bytes();
    let mut unusable = None;
    let mut is_checked = false;
    for key in candidates.iter().take(MAX_KEYS_TRIED) {
        match verifier
            .verify(key, signed.algorithm, input, &signed.signature)
            .await
        {
            Ok(true) => return Ok(()),
            Ok(false) => is_checked = true,
            Err(KeyError::Insecure) => return Err(KeyError::Insecure.into()),
            Err(error) => unusable = Some(error),
        }
    }
    match unusable {
        Some(error) if !is_checked => Err(error.into()),
        _ => Err(IdTokenError::Signature),
    }
}

/// `at_hash` is the left half of the hash of the access token (OpenID Connect Core §3.1.3.8). The
/// code flow may do without it (§3.1.3.6).
async fn check_access_token_hash(
    verifier: &impl KeyVerifier,
    signed: &SignedToken<'_>,
    access_token: &AccessToken,
) -> Result<(), IdTokenError> {
    let Some(stated) = signed.claims.get("at_hash") else {
        return Ok(());
    };
    let digest = verifier
        .digest(signed.algorithm.hash(), access_token.secret().as_bytes())
        .await?;
    let left = digest.get(..digest.len() / 2).unwrap_or_default();
    if left.is_empty() || stated.as_str() != Some(base64url::encode(left).as_str()) {
        return Err(IdTokenError::AccessTokenHash);
    }
    Ok(())
}
