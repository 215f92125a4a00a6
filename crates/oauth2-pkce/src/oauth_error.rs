//! The error answer of an authorization server (RFC 6749 §4.1.2.1 and §5.2), made fit to show.
//! What an error means depends on where it was received; that is decided there.

use std::fmt;

use oauth2::{ErrorResponseType, StandardErrorResponse};
use thiserror::Error;

use crate::sanitize::{MAX_MESSAGE_CHARS, is_oauth_text, sanitize};

/// The longest error code kept, in bytes.
const MAX_CODE_BYTES: usize = 100;

/// An error the server named. Both texts are written by somebody else: show them as text, in the
/// details, never as the message itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Error)]
pub struct OAuthError {
    /// The error code, such as `invalid_grant`; empty when the server gave none.
    pub code: String,
    /// The description, at most 300 characters, without control or bidirectional characters.
    pub description: Option<String>,
}

impl OAuthError {
    pub(crate) fn new(code: &str, description: Option<&str>) -> OAuthError {
        let code = if code.len() <= MAX_CODE_BYTES && is_oauth_text(code) {
            code.to_owned()
        } else {
            String::new()
        };
        let description = description
            .map(|text| sanitize(text, MAX_MESSAGE_CHARS))
            .filter(|text| !text.is_empty());
        OAuthError { code, description }
    }

    /// Whether the code says that this client is set up wrongly at the server.
    pub(crate) fn is_about_client(&self) -> bool {
        matches!(
            self.code.as_str(),
            "invalid_client"
                | "unauthorized_client"
                | "invalid_scope"
                | "unsupported_grant_type"
                | "unsupported_response_type"
        )
    }
}

impl<T: ErrorResponseType + AsRef<str>> From<&StandardErrorResponse<T>> for OAuthError {
    fn from(response: &StandardErrorResponse<T>) -> OAuthError {
        let description = response.error_description().map(String::as_str);
        OAuthError::new(response.error().as_ref(), description)
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code.as_str() {
            "" => out.write_str("no error code")?,
            code => out.write_str(code)?,
        }
        match &self.description {
            Some(description) => write!(out, ": {description}"),
            None => Ok(()),
        }
    }
}
