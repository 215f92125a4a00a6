//! The issuer's public keys (RFC 7517): which are usable, and which one a token means. Keys are
//! never used here; they are handed to a verifier, stripped of everything but the numbers.

use plain_json::Json;

use crate::algorithm::{Algorithm, Curve};
use crate::b64;
use crate::discovery::Metadata;
use crate::error::{Told, push_number};
use crate::ports::{HttpRequest, HttpResponse};

/// The longest key set read, in bytes.
const LIMIT: usize = 1_024 * 1_024;
/// The most keys in one set.
const MOST_KEYS: usize = 1_000;
/// The shortest and longest RSA modulus, in bits (RFC 7518 §3.3 asks for 2048 at least).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=16_384;

/// The usable keys of a key set.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeySet {
    keys: Vec<Jwk>,
    text: String,
}

impl KeySet {
    /// Asks for the keys. Only the issuer's own `jwks_uri` is ever asked.
    pub fn request(metadata: &Metadata) -> HttpRequest {
        HttpRequest::get(metadata.jwks_uri.clone())
    }

    /// Judges the answer. Keys of unknown kinds, for encryption, too weak, or published with
    /// their private part are left out (RFC 7517 §5); an empty set is not an error yet.
    pub fn judge(response: &HttpResponse) -> Result<KeySet, KeySetError> {
        if response.status != 200 {
            return Err(KeySetError::Status(response.status));
        }
        if response.body.len() > LIMIT {
            return Err(KeySetError::TooLong);
        }
        KeySet::from_text(&response.body)
    }

    /// Judges the text of a key set: one that was just received, or one that was kept.
    pub(crate) fn from_text(text: &str) -> Result<KeySet, KeySetError> {
        let json = Json::object(text).ok_or(KeySetError::NotJson)?;
        match json.get("keys") {
            Some(Json::List(keys)) if keys.len() <= MOST_KEYS => Ok(KeySet {
                keys: keys.iter().filter_map(Jwk::read).collect(),
                text: text.to_owned(),
            }),
            Some(Json::List(_)) => Err(KeySetError::TooLong),
            _ => Err(KeySetError::NotJson),
        }
    }

    /// The key set as the issuer sent it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The usable keys.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The keys a token of this algorithm and key id may be signed with.
    pub(crate) fn select(&self, algorithm: Algorithm, kid: Option<&str>) -> Selection {
        let fitting: Vec<&Jwk> = self
            .keys
            .iter()
            .filter(|key| key.fits(algorithm) && (kid.is_none() || key.kid.as_deref() == kid))
            .collect();
        match (fitting.len(), kid) {
            (0, _) => Selection::Unknown,
            (2.., None) => Selection::Ambiguous,
            _ => Selection::Found(fitting.iter().map(|key| key.material.clone()).collect()),
        }
    }
}

/// What a key set has for a token.
#[derive(PartialEq, Debug)]
pub(crate) enum Selection {
    /// Keys to try.
    Found(Vec<KeyMaterial>),
    /// No key of that id and kind: the issuer may have new keys.
    Unknown,
    /// Several keys, and the token does not say which (OpenID Connect Core §10.1).
    Ambiguous,
}

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

    fn read(json: &Json) -> Option<KeyMaterial> {
        let text = |name: &str| json.text(name).map(str::to_owned);
        let material = match json.text("kty")? {
            "RSA" => KeyMaterial::Rsa {
                n: text("n")?,
                e: text("e")?,
            },
            "EC" => KeyMaterial::Ec {
                curve: Curve::from_name(json.text("crv")?)?,
                x: text("x")?,
                y: text("y")?,
            },
            "OKP" if json.text("crv") == Some("Ed25519") => KeyMaterial::Okp { x: text("x")? },
            _ => return None,
        };
        material.is_sound().then_some(material)
    }

    fn is_sound(&self) -> bool {
        let length = |text: &str| b64::decode(text).map(|bytes| bytes.len());
        match self {
            KeyMaterial::Rsa { n, e } => {
                let modulus = b64::decode(n).map_or(0, |bytes| bit_length(&bytes));
                let exponent = b64::decode(e).unwrap_or_default();
                RSA_BITS.contains(&modulus)
                    && (2..=64).contains(&bit_length(&exponent))
                    && exponent.last().is_some_and(|low| low % 2 == 1)
            }
            KeyMaterial::Ec { curve, x, y } => {
                let expected = Some(curve.coordinate());
                length(x) == expected && length(y) == expected
            }
            KeyMaterial::Okp { x } => length(x) == Some(32),
        }
    }
}

impl Jwk {
    fn read(json: &Json) -> Option<Jwk> {
        let private = ["d", "p", "q", "dp", "dq", "qi", "k"];
        let published = private.iter().any(|name| json.get(name).is_some());
        let use_fits = match json.get("use") {
            None => true,
            Some(value) => value.as_text() == Some("sig"),
        };
        let operations_fit = match json.get("key_ops") {
            None => true,
            Some(_) => json
                .texts("key_ops")
                .is_some_and(|operations| operations.contains(&"verify")),
        };
        if published || !use_fits || !operations_fit {
            return None;
        }
        Some(Jwk {
            kid: json.text("kid").map(str::to_owned),
            alg: json.text("alg").map(str::to_owned),
            material: KeyMaterial::read(json)?,
        })
    }

    fn fits(&self, algorithm: Algorithm) -> bool {
        let named = match self.alg.as_deref() {
            None => true,
            // RFC 9864 gives EdDSA on Ed25519 a name of its own.
            Some("Ed25519") => algorithm == Algorithm::EdDsa,
            Some(name) => name == algorithm.name(),
        };
        named
            && match (&self.material, algorithm.curve()) {
                (KeyMaterial::Rsa { .. }, None) => algorithm != Algorithm::EdDsa,
                (KeyMaterial::Ec { curve, .. }, Some(needed)) => *curve == needed,
                (KeyMaterial::Okp { .. }, None) => algorithm == Algorithm::EdDsa,
                _ => false,
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

/// Why a key set is not used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeySetError {
    /// Any status but 200.
    Status(u16),
    /// Not a JSON object with a list of keys.
    NotJson,
    /// Too many bytes or keys.
    TooLong,
}

impl KeySetError {
    /// The stable code of this failure.
    pub fn code(&self) -> &'static str {
        match self {
            KeySetError::Status(429 | 500..) => "AUTH-OP",
            _ => "AUTH-DISCOVERY",
        }
    }
}

impl Told for KeySetError {
    fn tell(&self, out: &mut String) {
        match self {
            KeySetError::Status(status) => {
                out.push_str("key set: status ");
                push_number(out, i64::from(*status));
            }
            KeySetError::NotJson => out.push_str("key set: not a JSON object with keys"),
            KeySetError::TooLong => out.push_str("key set: too long"),
        }
    }
}
