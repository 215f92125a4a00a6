//! The error answer of an authorization server (RFC 6749 §4.1.2.1 and §5.2), made fit to show.
//! What an error means depends on where it was received; that is judged there.

use plain_json::Json;

use crate::error::Told;
use crate::ports::HttpResponse;
use crate::text::{MESSAGE_LIMIT, clean, is_plain_ascii};

/// An error the server named. Both texts are written by somebody else: show them as text, in the
/// details, never as the message itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OpError {
    /// The error code, such as `invalid_grant`; empty when the server gave none.
    pub code: String,
    /// The description, at most 300 characters, without control or bidirectional characters.
    pub description: Option<String>,
}

impl OpError {
    pub(crate) fn new(code: &str, description: Option<&str>) -> OpError {
        let code = if code.len() <= 100 && is_plain_ascii(code) {
            code.to_owned()
        } else {
            String::new()
        };
        let description = description
            .map(|text| clean(text, MESSAGE_LIMIT))
            .filter(|text| !text.is_empty());
        OpError { code, description }
    }

    /// Reads the body of an error answer; without an OAuth error in it the code is empty.
    pub(crate) fn read(response: &HttpResponse) -> OpError {
        match Json::object(&response.body) {
            Some(json) => OpError::new(
                json.text("error").unwrap_or_default(),
                json.text("error_description"),
            ),
            None => OpError::default(),
        }
    }

    /// Whether the code says that this client is set up wrongly at the server.
    pub(crate) fn is_about_the_client(&self) -> bool {
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

impl Told for OpError {
    fn tell(&self, out: &mut String) {
        let code = match self.code.as_str() {
            "" => "no error code",
            code => code,
        };
        out.push_str(code);
        if let Some(description) = &self.description {
            out.push_str(": ");
            out.push_str(description);
        }
    }
}
