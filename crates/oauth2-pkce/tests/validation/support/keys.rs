//! Two fixed keys that protect nothing but these tests, what signs with them, and what checks signatures as a browser would.

use std::sync::OnceLock;

use oauth2_pkce::{Algorithm, Curve, KeyError, KeyMaterial};
use p256::ecdsa::signature::{Signer, Verifier};
use rsa::pkcs8::DecodePrivateKey;
use rsa::sha2::{Sha256, Sha384, Sha512};
use rsa::signature::SignatureEncoding;
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPrivateKey, RsaPublicKey, pkcs1v15};
use serde_json::{Value, json};

use super::tokens::{b64, from_b64};

fn rsa_key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| {
        let pem = include_str!("../rsa-test-key.pem");
        RsaPrivateKey::from_pkcs8_pem(pem).expect("the test key")
    })
}

fn ec_key() -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[7; 32]).expect("the test key")
}

pub fn rsa_jwk() -> Value {
    let key = rsa_key();
    json!({
        "kty": "RSA", "use": "sig", "kid": "rsa",
        "n": b64(&key.n().to_bytes_be()), "e": b64(&key.e().to_bytes_be())
    })
}

pub fn ec_jwk() -> Value {
    static JWK: OnceLock<Value> = OnceLock::new();
    JWK.get_or_init(write_ec_jwk).clone()
}

fn write_ec_jwk() -> Value {
    let point = ec_key().verifying_key().to_encoded_point(false);
    json!({
        "kty": "EC", "use": "sig", "kid": "ec", "crv": "P-256",
        "x": b64(point.x().expect("x")), "y": b64(point.y().expect("y"))
    })
}

pub fn both() -> Value {
    json!({ "keys": [rsa_jwk(), ec_jwk()] })
}

pub fn sign(algorithm: &str, input: &[u8]) -> Vec<u8> {
    let key = || rsa_key().clone();
    match algorithm {
        "RS256" => pkcs1v15::SigningKey::<Sha256>::new(key())
            .sign(input)
            .to_vec(),
        "RS384" => pkcs1v15::SigningKey::<Sha384>::new(key())
            .sign(input)
            .to_vec(),
        "RS512" => pkcs1v15::SigningKey::<Sha512>::new(key())
            .sign(input)
            .to_vec(),
        "none" => Vec::new(),
        _ => {
            let signature: p256::ecdsa::Signature = ec_key().sign(input);
            signature.to_vec()
        }
    }
}

pub fn verify(
    key: &KeyMaterial,
    algorithm: Algorithm,
    input: &[u8],
    signature: &[u8],
) -> Result<bool, KeyError> {
    match key {
        KeyMaterial::Rsa { n, e } => {
            let number = |text: &str| BigUint::from_bytes_be(&from_b64(text));
            let key = RsaPublicKey::new(number(n), number(e)).map_err(|_| KeyError::Import)?;
            let Ok(signature) = pkcs1v15::Signature::try_from(signature) else {
                return Ok(false);
            };
            Ok(match algorithm {
                Algorithm::Rs256 => pkcs1v15::VerifyingKey::<Sha256>::new(key)
                    .verify(input, &signature)
                    .is_ok(),
                Algorithm::Rs384 => pkcs1v15::VerifyingKey::<Sha384>::new(key)
                    .verify(input, &signature)
                    .is_ok(),
                Algorithm::Rs512 => pkcs1v15::VerifyingKey::<Sha512>::new(key)
                    .verify(input, &signature)
                    .is_ok(),
                other => panic!("{other:?} with an RSA key"),
            })
        }
        KeyMaterial::Ec { curve, x, y } => {
            assert_eq!((*curve, algorithm), (Curve::P256, Algorithm::Es256));
            let mut point = vec![4];
            point.extend(from_b64(x));
            point.extend(from_b64(y));
            let key =
                p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).map_err(|_| KeyError::Import)?;
            let Ok(signature) = p256::ecdsa::Signature::from_slice(signature) else {
                return Ok(false);
            };
            Ok(key.verify(input, &signature).is_ok())
        }
        KeyMaterial::Okp { .. } => Err(KeyError::Unsupported),
    }
}
