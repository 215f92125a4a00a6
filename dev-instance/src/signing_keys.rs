//! The keys that sign tokens, made at start: two, as a server has that rotates them, of which the
//! first signs. Knows no claim.

use crate::random::{self, base64url};
use rsa::pkcs1v15::SigningKey;
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};
use serde_json::{Value, json};
use std::fmt;
use thiserror::Error;

const BITS: usize = 2048;

/// RSA keys of 2048 bits. `Debug` shows no key.
pub struct SigningKeys([Key; 2]);

struct Key {
    id: String,
    signing: SigningKey<Sha256>,
    public: RsaPublicKey,
}

/// No key could be made.
#[derive(Debug, Error)]
#[error("no RSA key could be made")]
pub struct KeyGenerationError(#[from] rsa::Error);

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKeys([redacted])")
    }
}

impl SigningKeys {
    /// Makes new keys. Takes a second or two.
    ///
    /// # Errors
    /// [`KeyGenerationError`] when no primes could be found.
    pub fn generate() -> Result<Self, KeyGenerationError> {
        let [first, second] = ids();
        Ok(Self([Key::generate(first)?, Key::generate(second)?]))
    }

    /// The public halves (RFC 7517 §5).
    pub(crate) fn jwks(&self) -> Value {
        let keys: Vec<Value> = self.0.iter().map(Key::jwk).collect();
        json!({ "keys": keys })
    }

    /// A signed JWT (RFC 7519, RS256) of these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let key = &self.0[0];
        let header = json!({"alg": "RS256", "kid": key.id, "typ": "JWT"});
        let input = format!(
            "{}.{}",
            base64url(header.to_string().as_bytes()),
            base64url(claims.to_string().as_bytes())
        );
        let signature = key.signing.sign(input.as_bytes());
        format!("{input}.{}", base64url(&signature.to_bytes()))
    }

    /// The claims of a JWT that was signed here, expired or not.
    pub(crate) fn read(&self, token: &str) -> Option<Value> {
        use base64::Engine as _;
        use rsa::signature::Verifier as _;
        let (input, signature) = token.rsplit_once('.')?;
        let (_, claims) = input.split_once('.')?;
        let decode = |text: &str| {
            let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
            engine.decode(text).ok()
        };
        let signature = decode(signature)?;
        let signature = rsa::pkcs1v15::Signature::try_from(signature.as_slice()).ok()?;
        let verifying = rsa::pkcs1v15::VerifyingKey::<Sha256>::new(self.0[0].public.clone());
        verifying.verify(input.as_bytes(), &signature).ok()?;
        serde_json::from_slice(&decode(claims)?).ok()
    }
}

impl Key {
    fn generate(id: String) -> Result<Self, KeyGenerationError> {
        let private = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, BITS)?;
        Ok(Self {
            id,
            public: private.to_public_key(),
            signing: SigningKey::new(private),
        })
    }

    fn jwk(&self) -> Value {
        json!({
            "use": "sig",
            "kty": "RSA",
            "kid": self.id,
            "alg": "RS256",
            "n": base64url(&self.public.n().to_bytes_be()),
            "e": base64url(&self.public.e().to_bytes_be()),
        })
    }
}

/// Two ids that differ. They are new at each start as the keys are: a client that kept the keys of
/// a former start must not find one of those under an id of this.
fn ids() -> [String; 2] {
    let first = random::eighteen_digits();
    let mut second = random::eighteen_digits();
    while second == first {
        second = random::eighteen_digits();
    }
    [first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_ids_have_eighteen_digits_and_are_no_constants() {
        let mut all = [ids(), ids()].concat();
        for id in &all {
            assert_eq!(id.len(), 18, "{id}");
            assert!(id.bytes().all(|byte| byte.is_ascii_digit()), "{id}");
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 4);
    }
}
