//! The body of a refusal: `google.rpc.Status` as JSON where ZITADEL's API speaks.

use http::Response;
use serde_json::Value;

use super::text;
use crate::decode::{DecodeError, json_text};

/// Who wrote the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Author {
    /// ZITADEL's API, also where the body is cut off.
    Api,
    /// Somebody who writes plain text: ZITADEL in front of its API, or a proxy.
    PlainText,
    /// Somebody who writes a web page, nothing, or JSON of another form.
    Other,
}

/// What a refusal says.
pub(super) struct ErrorBody {
    pub(super) author: Author,
    /// gRPC status code; 0 where there is none.
    pub(super) code: u64,
    /// The text as sent, which ends with the id.
    pub(super) message: String,
    /// ZITADEL's id of the error.
    pub(super) id: Option<String>,
}

impl ErrorBody {
    /// Reads any body. Members of the wrong type count as absent.
    pub(super) fn parse(response: &Response<String>) -> Self {
        let json = json_text(response).and_then(|text| Ok(serde_json::from_str::<Value>(text)?));
        let author = match json {
            Ok(value) => match Self::from_status(&value) {
                Some(body) => return body,
                None => Author::Other,
            },
            // The rest of it is lost, but it is the API that began to speak.
            Err(DecodeError::CutOff) if response.body().trim_start().starts_with("{\"code\"") => {
                Author::Api
            }
            Err(DecodeError::NotJson) => Author::PlainText,
            Err(_) => Author::Other,
        };
        Self {
            author,
            code: 0,
            message: text::truncate(response.body(), text::MAX_RAW_CHARS),
            id: None,
        }
    }

    /// `google.rpc.Status`.
    fn from_status(status: &Value) -> Option<Self> {
        let code = status.get("code").and_then(Value::as_u64);
        let message = match status.get("message") {
            Some(message) => message.as_str()?,
            None if code.is_some() => "",
            None => return None,
        };
        let id = id_in_details(status).or_else(|| text::trailing_id(message));
        Some(Self {
            author: Author::Api,
            code: code.unwrap_or_default(),
            message: message.to_owned(),
            id: id.map(str::to_owned),
        })
    }
}

/// `zitadel.v1.ErrorDetail.id` of the first detail that has one.
fn id_in_details(status: &Value) -> Option<&str> {
    let details = status.get("details")?.as_array()?;
    let mut ids = details
        .iter()
        .filter_map(|detail| detail.get("id")?.as_str());
    ids.find(|id| text::is_id(id))
}
