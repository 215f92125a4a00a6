//! Randomness and signatures by the browser's own cryptography (W3C Web Cryptography API).
//!
//! Decides nothing: `oauth2-pkce` says which key and which algorithm to use.

use js_sys::{Array, Object, Reflect, Uint8Array};
use oauth2_pkce::{Algorithm, Hash, KeyError, KeyMaterial, Random, RandomError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

/// `crypto.getRandomValues`.
#[derive(Clone, Copy)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        let crypto = crypto().ok_or(RandomError)?;
        crypto
            .get_random_values_with_u8_array(bytes)
            .map(|_| ())
            .map_err(|_| RandomError)
    }
}

/// `SubtleCrypto.verify` of a public key given as a JWK.
pub async fn verify(
    key: &KeyMaterial,
    algorithm: Algorithm,
    signing_input: &[u8],
    signature: &[u8],
) -> Result<bool, KeyError> {
    let subtle = subtle()?;
    let parameters = parameters(algorithm)?;
    let jwk = Object::new();
    for (name, value) in key.members() {
        set(&jwk, name, &value.into())?;
    }
    let import = subtle
        .import_key_with_object(
            "jwk",
            &jwk,
            &parameters,
            false,
            &Array::of1(&"verify".into()),
        )
        .map_err(|_| KeyError::Import)?;
    let imported: CryptoKey = JsFuture::from(import)
        .await
        .map_err(|_| KeyError::Import)?
        .dyn_into()
        .map_err(|_| KeyError::Import)?;
    let verdict = subtle
        .verify_with_object_and_u8_array_and_u8_array(
            &parameters,
            &imported,
            signature,
            signing_input,
        )
        .map_err(|_| KeyError::Failed)?;
    let verdict = JsFuture::from(verdict)
        .await
        .map_err(|_| KeyError::Failed)?;
    verdict.as_bool().ok_or(KeyError::Failed)
}

/// `SubtleCrypto.digest`.
pub async fn digest(hash: Hash, bytes: &[u8]) -> Result<Vec<u8>, KeyError> {
    let pending = subtle()?
        .digest_with_str_and_u8_array(hash.name(), bytes)
        .map_err(|_| KeyError::Unsupported)?;
    let buffer = JsFuture::from(pending)
        .await
        .map_err(|_| KeyError::Failed)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn parameters(algorithm: Algorithm) -> Result<Object, KeyError> {
    let parameters = Object::new();
    set(&parameters, "name", &algorithm.subtle_name().into())?;
    set(&parameters, "hash", &algorithm.hash().name().into())?;
    if let Some(curve) = algorithm.curve() {
        set(&parameters, "namedCurve", &curve.name().into())?;
    }
    Ok(parameters)
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), KeyError> {
    Reflect::set(object, &name.into(), value)
        .map(|_| ())
        .map_err(|_| KeyError::Failed)
}

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}

fn subtle() -> Result<SubtleCrypto, KeyError> {
    if !super::document::is_secure_context() {
        return Err(KeyError::Insecure);
    }
    Ok(crypto().ok_or(KeyError::Insecure)?.subtle())
}
