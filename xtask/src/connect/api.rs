//! Calls to an instance: one that sends, and the judgement of its answer.

use super::{ConnectError, Pat};
use crate::admin_client::{self, AdminClient};
use serde_json::Value;
use std::time::Duration;
use ureq::http::Method;

/// What the steps need of an instance; tests put a model in its place.
pub trait Api {
    /// Sends a request and gives its status and body.
    fn send(&self, method: Method, path: &str, body: Option<Value>)
    -> Result<Answer, ConnectError>;
    /// Waits a while between two looks at the same thing.
    fn pause(&self, milliseconds: u64);
}

/// An answer that is JSON.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

impl Answer {
    /// ZITADEL's error id, out of the details or from the end of the message: `V3-DKcYh`.
    pub fn error_id(&self) -> &str {
        let detail = &self.body["details"][0]["id"];
        detail.as_str().unwrap_or_else(|| {
            let message = self.body["message"].as_str().unwrap_or_default();
            let inner = message.rsplit_once('(').map_or("", |(_, rest)| rest);
            inner.strip_suffix(')').unwrap_or_default()
        })
    }

    /// The body of a success, or why there is none.
    pub fn success(self, trying: &'static str) -> Result<Value, ConnectError> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        let message = self.body["message"]
            .as_str()
            .unwrap_or("without a reason")
            .to_owned();
        Err(match (self.status, self.error_id()) {
            (401, _) => ConnectError::TokenRefused { message },
            // A user without any role gets 404 for what others may do.
            (403, _) | (404, "AUTHZ-cdgFk") => ConnectError::NotAllowed { trying, message },
            (status, _) => ConnectError::Refused {
                trying,
                status,
                message,
            },
        })
    }
}

/// An instance over the network.
pub struct Http(AdminClient);

impl Http {
    /// An instance at an origin, asked with a token.
    pub fn new(instance: &str, pat: &Pat) -> Self {
        Self(AdminClient::new(instance, &pat.0))
    }
}

impl Api for Http {
    fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Answer, ConnectError> {
        let answered = self.0.send(method.as_str(), path, body.as_ref());
        let admin_client::Answer { status, body } =
            answered.map_err(|no| ConnectError::NotReached {
                instance: self.0.origin().to_owned(),
                cause: no.0,
            })?;
        let body = body.ok_or_else(|| ConnectError::NotZitadel {
            asked: format!("{}{path}", self.0.origin()),
            reason: format!("HTTP {status} without JSON"),
        })?;
        Ok(Answer { status, body })
    }

    fn pause(&self, milliseconds: u64) {
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Api, Http};
    use crate::admin_client::tests::server;
    use crate::connect::{ConnectError, Pat};
    use serde_json::{Value, json};
    use ureq::http::Method;

    fn refused(status: u16, id: &str) -> ConnectError {
        let body = json!({"message": format!("words ({id})")});
        Answer { status, body }
            .success("try")
            .expect_err("a refusal")
    }

    #[test]
    fn refusals_are_told_apart() {
        assert!(matches!(
            refused(401, "AUTH-7fs1e"),
            ConnectError::TokenRefused { .. }
        ));
        assert!(matches!(
            refused(403, "AUTH-5mWD2"),
            ConnectError::NotAllowed { .. }
        ));
        assert!(matches!(
            refused(404, "AUTHZ-cdgFk"),
            ConnectError::NotAllowed { .. }
        ));
        assert!(matches!(
            refused(400, "COMMAND-EbFMN"),
            ConnectError::Refused { status: 400, .. }
        ));
    }

    fn http(instance: &str) -> Http {
        Http::new(instance, &Pat::parse("hush").expect("a token"))
    }

    #[test]
    fn a_request_carries_token_and_json() {
        let (instance, asked) = server(409, r#"{"code":6,"details":[{"id":"V3-DKcYh"}]}"#);
        let sent = http(&instance).send(Method::POST, "/p", Some(json!({"name": "n"})));
        let answer = sent.expect("an answer");
        assert_eq!((answer.status, answer.error_id()), (409, "V3-DKcYh"));
        assert_eq!(
            asked.recv().expect("a request"),
            [
                "POST /p",
                "Bearer hush",
                "application/json",
                r#"{"name":"n"}"#
            ]
        );
    }

    #[test]
    fn a_page_in_place_of_json_is_no_zitadel() {
        let (instance, asked) = server(200, "<!doctype html>");
        let sent = http(&instance).send(Method::GET, "/p", None::<Value>);
        assert!(
            matches!(sent, Err(ConnectError::NotZitadel { .. })),
            "{sent:?}"
        );
        assert_eq!(asked.recv().expect("a request")[0], "GET /p");
    }

    #[test]
    fn an_instance_that_is_not_there_is_not_reached() {
        let sent = http("http://127.0.0.1:9").send(Method::GET, "/p", None::<Value>);
        assert!(
            matches!(sent, Err(ConnectError::NotReached { .. })),
            "{sent:?}"
        );
    }
}
