//! From the text of an answer to a value, or to the reason why it has none.
//!
//! It knows no message of ZITADEL: what is in the JSON is for the types it is decoded to.

use http::Response;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// What is wrong with the body of an answer that says success.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    /// Neither JSON nor a web page.
    #[error("the answer is no JSON")]
    NotJson,
    /// A web page: something else than ZITADEL's API answers at that address.
    #[error("the answer is a web page")]
    Html,
    /// White space at most.
    #[error("the answer is empty")]
    Empty,
    /// JSON that ends too soon.
    #[error("the answer ends too soon")]
    CutOff,
    /// JSON in which a required member is missing, or a member is of the wrong type.
    #[error("the answer has no usable member {member}")]
    WrongShape {
        /// Its path from the root, e.g. `policy.idps[0].idpId`; `.` is the root itself.
        member: String,
    },
    /// More than [`DecodeError::MAX_BYTES`].
    #[error("the answer is too long")]
    TooLong,
}

impl DecodeError {
    /// The longest body that is parsed, in bytes.
    pub const MAX_BYTES: usize = 4 * 1024 * 1024;

    /// For a member that must be there and is not.
    pub(crate) fn missing(member: &str) -> Self {
        Self::WrongShape {
            member: member.to_owned(),
        }
    }
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        match error.classify() {
            Category::Eof => Self::CutOff,
            Category::Data => Self::missing("."),
            Category::Io | Category::Syntax => Self::NotJson,
        }
    }
}

/// Decodes a body as JSON, whatever its content type says.
pub(crate) fn decode<T: DeserializeOwned>(response: &Response<String>) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(json_text(response)?);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(with_path)?;
    deserializer.end()?;
    Ok(value)
}

/// The body, unless a look at its length, its beginning and the content type tells that it is no
/// JSON.
pub(crate) fn json_text(response: &Response<String>) -> Result<&str, DecodeError> {
    let body = response.body();
    let begin = body.trim_start_matches('\u{feff}').trim_start();
    if body.len() > DecodeError::MAX_BYTES {
        Err(DecodeError::TooLong)
    } else if begin.is_empty() {
        Err(DecodeError::Empty)
    } else if begin.starts_with('<') || (is_html(response) && !begin.starts_with('{')) {
        Err(DecodeError::Html)
    } else {
        Ok(body)
    }
}

/// The value of a member that ZITADEL always sends. Where it is missing the answer is none of
/// ZITADEL's, which must not be taken for "off", "zero" or "none".
pub(crate) fn required<T>(member: Option<T>, path: &str) -> Result<T, DecodeError> {
    member.ok_or_else(|| DecodeError::missing(path))
}

/// Like [`required`], for a text that must not be empty either.
pub(crate) fn required_text(member: Option<String>, path: &str) -> Result<String, DecodeError> {
    required(filled(member), path)
}

/// A text, unless it is empty: protobuf's JSON leaves empty ones out, so both mean "none".
pub(crate) fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn with_path(error: serde_path_to_error::Error<serde_json::Error>) -> DecodeError {
    let path = error.path().to_string();
    match DecodeError::from(error.into_inner()) {
        DecodeError::WrongShape { .. } => DecodeError::WrongShape { member: path },
        other => other,
    }
}

fn is_html(response: &Response<String>) -> bool {
    const HTML: &str = "text/html";
    let content_type = response.headers().get(CONTENT_TYPE);
    content_type
        .and_then(|value| value.to_str().ok()?.trim_start().get(..HTML.len()))
        .is_some_and(|start| start.eq_ignore_ascii_case(HTML))
}
