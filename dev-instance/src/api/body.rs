//! The JSON body of a call.

use super::error::GatewayError;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error as _};

/// Extracts the message in a body, whatever its content type. An empty body is a message of default
/// values; what follows the first JSON value is not looked at.
pub(crate) struct Body<T>(pub T);

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned + Default,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        parse(&bytes).map(Self).map_err(IntoResponse::into_response)
    }
}

fn parse<'a, T: Deserialize<'a> + Default>(body: &'a [u8]) -> Result<T, GatewayError> {
    if body.trim_ascii().is_empty() {
        return Ok(T::default());
    }
    // Serde would read a list as a message, member by member.
    if !body.trim_ascii_start().starts_with(b"{") {
        let error = serde_json::Error::custom("unexpected token");
        return Err(GatewayError::MalformedBody(error));
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    T::deserialize(&mut json).map_err(GatewayError::MalformedBody)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Eq, Deserialize)]
    #[serde(default, rename_all = "camelCase")]
    struct Message {
        #[serde(alias = "force_mfa")]
        force_mfa: Option<bool>,
    }

    #[track_caller]
    fn check(body: &str, force_mfa: Option<bool>) {
        let read: Message = parse(body.as_bytes()).unwrap();
        assert_eq!(read, Message { force_mfa }, "{body}");
    }

    #[track_caller]
    fn refused(body: &str) {
        let read: Result<Message, _> = parse(body.as_bytes());
        assert!(read.is_err(), "{body}");
    }

    #[test]
    fn both_spellings_of_a_name_are_read() {
        check(r#"{"forceMfa":true}"#, Some(true));
        check(r#"{"force_mfa":true}"#, Some(true));
    }

    #[test]
    fn null_and_unknown_members_are_not_there() {
        check(r#"{"colour":"red","colour":1,"forceMfa":null}"#, None);
    }

    #[test]
    fn an_empty_body_is_an_empty_message_and_what_follows_is_not_read() {
        check("", None);
        check(" \n", None);
        check("{} and so on", None);
    }

    #[test]
    fn what_is_no_message_is_refused() {
        refused("{");
        refused("[]");
        refused(r#""x""#);
        refused(r#"{"forceMfa":"true"}"#);
        refused(r#"{"forceMfa":true,"force_mfa":true}"#);
    }
}
