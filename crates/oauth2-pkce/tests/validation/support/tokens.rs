//! ID tokens as a server would write them, and every way to write them wrongly.

use serde_json::{Value, json};

use super::{CLIENT, ISSUER, NOW, PROJECT, SUBJECT, keys};

/// A token before it is written.
pub struct TokenShape {
    pub header: Value,
    pub claims: Value,
    /// The payload text, when it must not be what `claims` would give.
    pub payload: Option<String>,
    /// The whole token, when nothing of the rest must count.
    pub replacement: Option<String>,
    /// The last change, to the written token.
    pub spoil: Option<fn(String) -> String>,
}

impl TokenShape {
    /// What ZITADEL sends after a password: further audiences, bound by `azp`. Signed with ES256,
    /// because the machine that runs the tests does that quickly.
    pub fn honest(nonce: &str) -> TokenShape {
        TokenShape {
            header: json!({ "alg": "ES256", "kid": "ec", "typ": "JWT" }),
            claims: json!({
                "iss": ISSUER,
                "sub": SUBJECT,
                "aud": [CLIENT, "400922714900007974", PROJECT],
                "exp": NOW + 43_200.0,
                "iat": NOW,
                "auth_time": NOW,
                "nonce": nonce,
                "amr": ["pwd"],
                "azp": CLIENT,
                "client_id": CLIENT,
                "sid": "V1_400922779290962982",
                "name": "Owner Example",
                "locale": "en",
                "preferred_username": "owner",
                "email": "owner@example.com",
                "email_verified": true
            }),
            payload: None,
            replacement: None,
            spoil: None,
        }
    }

    pub fn set(&mut self, claim: &str, value: impl Into<Value>) {
        self.claims[claim] = value.into();
    }

    pub fn drop(&mut self, claim: &str) {
        self.claims.as_object_mut().expect("claims").remove(claim);
    }

    /// Appends "1", as the conformance suite does.
    pub fn falsify(&mut self, claim: &str) {
        let text = self.claims[claim].as_str().expect("a text claim");
        self.claims[claim] = Value::from(text.to_owned() + "1");
    }

    pub fn sign_with(&mut self, algorithm: &str, kid: &str) {
        self.header["alg"] = algorithm.into();
        self.header["kid"] = kid.into();
    }

    /// Puts a member into the payload text as it stands, so that it can appear twice.
    pub fn append_raw(&mut self, member: &str) {
        let text = self.claims.to_string();
        let body = text.strip_suffix('}').expect("an object");
        self.payload = Some(format!("{body},{member}}}"));
    }

    pub fn write(&self) -> String {
        if let Some(token) = &self.replacement {
            return token.clone();
        }
        let payload = self
            .payload
            .clone()
            .unwrap_or_else(|| self.claims.to_string());
        let header = b64(self.header.to_string().as_bytes());
        let input = format!("{header}.{}", b64(payload.as_bytes()));
        let algorithm = self.header["alg"].as_str().unwrap_or("ES256");
        let signature = b64(&keys::sign(algorithm, input.as_bytes()));
        let token = format!("{input}.{signature}");
        match self.spoil {
            Some(spoil) => spoil(token),
            None => token,
        }
    }
}

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url by bits, written apart from the crate's own so that a fault in one shows.
pub fn b64(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    bits.chunks(6)
        .map(|chunk| {
            let value = (0..6).fold(0, |sum, at| sum << 1 | chunk.get(at).unwrap_or(&0));
            char::from(ALPHABET[usize::from(value)])
        })
        .collect()
}

pub fn from_b64(text: &str) -> Vec<u8> {
    let place = |symbol| ALPHABET.iter().position(|known| *known == symbol);
    let bits: Vec<usize> = text
        .bytes()
        .map(|symbol| place(symbol).expect("a symbol"))
        .flat_map(|value| (0..6).rev().map(move |bit| value >> bit & 1))
        .collect();
    bits.chunks_exact(8)
        .map(|chunk| chunk.iter().fold(0, |sum, bit| sum << 1 | *bit as u8))
        .collect()
}
