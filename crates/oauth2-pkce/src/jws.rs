//! The compact form of a signed token (RFC 7515 §7.1), taken apart strictly. Nothing in it is
//! believed here; the claims are validated elsewhere, after the signature.

use serde_json::Value;

use crate::algorithm::Algorithm;
use crate::base64url;
use crate::id_token_error::IdTokenError;
use crate::json::UniqueObject;

/// The longest token read, in bytes.
const MAX_TOKEN_BYTES: usize = 64 * 1_024;
/// The longest key id, in bytes.
const MAX_KID_BYTES: usize = 1_024;

/// A token taken apart.
pub(crate) struct SignedToken<'a> {
    pub(crate) algorithm: Algorithm,
    pub(crate) kid: Option<String>,
    pub(crate) claims: UniqueObject,
    pub(crate) signing_input: &'a str,
    pub(crate) signature: Vec<u8>,
}

impl<'a> SignedToken<'a> {
    /// Takes a token apart: three parts of strict base64url, a header object without `crit`, a
    /// known algorithm, and a payload object, neither with a member that appears twice.
    pub(crate) fn parse(token: &'a str) -> Result<SignedToken<'a>, IdTokenError> {
        let parts = parts(token).ok_or(IdTokenError::Format)?;
        let header = object(parts.header).ok_or(IdTokenError::Format)?;
        // RFC 7515 §4.1.11: no extension is understood here.
        if header.get("crit").is_some() {
            return Err(IdTokenError::Format);
        }
        // RFC 8725 §3.11: a token typed as something else is something else.
        match header.get("typ") {
            None => {}
            Some(Value::String(kind)) if kind.eq_ignore_ascii_case("JWT") => {}
            Some(_) => return Err(IdTokenError::Format),
        }
        let kid = match header.get("kid") {
            None => None,
            Some(Value::String(kid)) if kid.len() <= MAX_KID_BYTES => Some(kid.clone()),
            Some(_) => return Err(IdTokenError::Format),
        };
        let algorithm = header
            .text("alg")
            .and_then(Algorithm::from_name)
            .ok_or(IdTokenError::Algorithm)?;
        Ok(SignedToken {
            algorithm,
            kid,
            claims: object(parts.payload).ok_or(IdTokenError::Format)?,
            signing_input: parts.signing_input,
            signature: base64url::decode(parts.signature).ok_or(IdTokenError::Format)?,
        })
    }
}

struct Parts<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
    signing_input: &'a str,
}

/// Three parts between two dots. The signature may be empty so that `alg: none` is refused for
/// its algorithm and not for its form.
fn parts(token: &str) -> Option<Parts<'_>> {
    if token.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let (signing_input, signature) = token.rsplit_once('.')?;
    let (header, payload) = signing_input.split_once('.')?;
    let three = !payload.contains('.') && !header.is_empty() && !payload.is_empty();
    three.then_some(Parts {
        header,
        payload,
        signature,
        signing_input,
    })
}

fn object(part: &str) -> Option<UniqueObject> {
    UniqueObject::parse(&base64url::decode(part)?)
}
