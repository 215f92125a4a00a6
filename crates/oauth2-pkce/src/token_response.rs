//! The successful answer of the token endpoint (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3) as it
//! is written, in the form in which the `oauth2` crate parses it.

use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::helpers::{
    deserialize_space_delimited_vec, deserialize_untagged_enum_case_insensitive,
    serialize_space_delimited_vec,
};
use oauth2::{AccessToken, RefreshToken, Scope};
use serde::de::Deserializer;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::secret::IdToken;

/// A token answer. A member that appears twice makes it unreadable. Nothing of it may be used
/// before the ID token is validated.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TokenResponse {
    pub(crate) access_token: AccessToken,
    #[serde(deserialize_with = "deserialize_untagged_enum_case_insensitive")]
    pub(crate) token_type: BasicTokenType,
    /// Seconds; `None` for what is not a number.
    #[serde(default, deserialize_with = "deserialize_seconds")]
    pub(crate) expires_in: Option<f64>,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) id_token: Option<IdToken>,
    #[serde(
        default,
        rename = "scope",
        deserialize_with = "deserialize_space_delimited_vec",
        serialize_with = "serialize_space_delimited_vec"
    )]
    pub(crate) scopes: Option<Vec<Scope>>,
    /// Present only where the server contradicts itself.
    #[serde(default, skip_serializing)]
    pub(crate) error: Option<Value>,
}

impl oauth2::TokenResponse for TokenResponse {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &BasicTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.expires_in?).ok()
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        self.scopes.as_ref()
    }
}

/// Some servers write `expires_in` as the text of a number. Anything else is as good as absent,
/// because the member is optional.
fn deserialize_seconds<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(seconds) => seconds.as_f64(),
        Value::String(text) => text.parse::<u32>().ok().map(f64::from),
        _ => None,
    })
}
