//! A public key as an issuer publishes it (RFC 7517): whether it is usable, and for what. Keys are
//! never used here; they are handed to a verifier, stripped of everything but the numbers.

use std::ops::RangeInclusive;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::algorithm::{Algorithm, Curve};
use crate::base64url;

/// The shortest and longest RSA modulus, in bits (RFC 7518 §3.3 asks for 2048 at least).
const RSA_MODULUS_BITS: RangeInclusive<usize> = 2_048..=16_384;
/// The shortest and longest RSA exponent, in bits.
const RSA_EXPONENT_BITS: RangeInclusive<usize> = 2..=64;

/// A public key and what its issuer says about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jwk {
    /// The key id.
    pub kid: Option<String>,
    /// The only algorithm the key is for.
    pub alg: Option<String>,
    /// The key itself.
    pub material: KeyMaterial,
}

/// The numbers of a public key, base64url as they were sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyMaterial {
    /// RFC 7518 §6.3.
    Rsa {
        /// Modulus.
        n: String,
        /// Exponent.
        e: String,
    },
    /// RFC 7518 §6.2.
    Ec {
        /// The curve.
        curve: Curve,
        /// First coordinate.
        x: String,
        /// Second coordinate.
        y: String,
    },
    /// Ed25519, RFC 8037 §2.
    Okp {
        /// The public key.
        x: String,
    },
}

/// A JWK as it is written. Of the private members only the presence counts.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct JwkDocument {
    kty: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alg: Option<String>,
    #[serde(rename = "use", skip_serializing)]
    usage: Option<String>,
    #[serde(skip_serializing)]
    key_ops: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    e: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    #[serde(skip_serializing)]
    d: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    p: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    q: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    dp: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    dq: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    qi: Option<IgnoredAny>,
    #[serde(skip_serializing)]
    k: Option<IgnoredAny>,
}

impl Jwk {
    /// The key of a document; `None` for a key of unknown kind, for encryption, too weak, or
    /// published with its private part (RFC 7517 §4 and §5).
    pub(crate) fn from_document(document: JwkDocument) -> Option<Jwk> {
        let is_for_signatures = document.usage.as_deref().is_none_or(|usage| usage == "sig");
        let may_verify = document
            .key_ops
            .as_ref()
            .is_none_or(|operations| operations.iter().any(|name| name == "verify"));
        if document.is_private() || !is_for_signatures || !may_verify {
            return None;
        }
        let JwkDocument {
            kty,
            kid,
            alg,
            crv,
            n,
            e,
            x,
            y,
            ..
        } = document;
        let material = match (kty.as_str(), crv.as_deref()) {
            ("RSA", _) => KeyMaterial::Rsa { n: n?, e: e? },
            ("EC", Some(crv)) => KeyMaterial::Ec {
                curve: Curve::from_name(crv)?,
                x: x?,
                y: y?,
            },
            ("OKP", Some("Ed25519")) => KeyMaterial::Okp { x: x? },
            _ => return None,
        };
        material.is_sound().then_some(Jwk { kid, alg, material })
    }

    /// The key as a document, without anything that was not understood.
    pub(crate) fn to_document(&self) -> JwkDocument {
        let mut document = JwkDocument {
            kid: self.kid.clone(),
            alg: self.alg.clone(),
            ..JwkDocument::default()
        };
        for (name, value) in self.material.members() {
            let value = value.to_owned();
            match name {
                "kty" => document.kty = value,
                "crv" => document.crv = Some(value),
                "n" => document.n = Some(value),
                "e" => document.e = Some(value),
                "x" => document.x = Some(value),
                _ => document.y = Some(value),
            }
        }
        document
    }

    /// Whether a token of this algorithm may be signed with the key.
    pub(crate) fn is_for(&self, algorithm: Algorithm) -> bool {
        let is_named = match self.alg.as_deref() {
            None => true,
            // RFC 9864 gives EdDSA on Ed25519 a name of its own.
            Some("Ed25519") => algorithm == Algorithm::EdDsa,
            Some(name) => name == algorithm.name(),
        };
        let is_kind = match (&self.material, algorithm.curve()) {
            (KeyMaterial::Rsa { .. }, None) => algorithm != Algorithm::EdDsa,
            (KeyMaterial::Ec { curve, .. }, Some(needed)) => *curve == needed,
            (KeyMaterial::Okp { .. }, None) => algorithm == Algorithm::EdDsa,
            _ => false,
        };
        is_named && is_kind
    }
}

impl JwkDocument {
    fn is_private(&self) -> bool {
        [self.d, self.p, self.q, self.dp, self.dq, self.qi, self.k]
            .iter()
            .any(Option::is_some)
    }
}

impl KeyMaterial {
    /// Exactly the members that a JWK needs to be imported: nothing that a platform could compare
    /// with its own idea of the key's use.
    pub fn members(&self) -> Vec<(&'static str, &str)> {
        match self {
            KeyMaterial::Rsa { n, e } => vec![("kty", "RSA"), ("n", n), ("e", e)],
            KeyMaterial::Ec { curve, x, y } => {
                vec![("kty", "EC"), ("crv", curve.name()), ("x", x), ("y", y)]
            }
            KeyMaterial::Okp { x } => vec![("kty", "OKP"), ("crv", "Ed25519"), ("x", x)],
        }
    }

    fn is_sound(&self) -> bool {
        let length = |text: &str| base64url::decode(text).map(|bytes| bytes.len());
        match self {
            KeyMaterial::Rsa { n, e } => {
                let modulus = base64url::decode(n).unwrap_or_default();
                let exponent = base64url::decode(e).unwrap_or_default();
                RSA_MODULUS_BITS.contains(&bit_length(&modulus))
                    && RSA_EXPONENT_BITS.contains(&bit_length(&exponent))
                    && exponent.last().is_some_and(|low| low % 2 == 1)
            }
            KeyMaterial::Ec { curve, x, y } => {
                let expected = Some(curve.coordinate_bytes());
                length(x) == expected && length(y) == expected
            }
            KeyMaterial::Okp { x } => length(x) == Some(32),
        }
    }
}

fn bit_length(bytes: &[u8]) -> usize {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    match bytes.get(zeros) {
        Some(first) => (bytes.len() - zeros) * 8 - first.leading_zeros() as usize,
        None => 0,
    }
}
