//! A client of one instance's REST API with a personal access token. It sends a call and hands back
//! whatever came; it judges no answer and knows no endpoint.

use serde_json::Value;
use std::fmt;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig};

/// A client of one instance. `Debug` shows no token.
#[derive(Clone)]
pub struct AdminClient {
    agent: Agent,
    origin: String,
    authorization: String,
}

/// An answer, whatever its status.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body; `None`: it is no JSON.
    pub body: Option<Value>,
}

/// There is no answer; the network's words for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotReached(pub String);

impl fmt::Debug for AdminClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AdminClient({}, [redacted])", self.origin)
    }
}

impl AdminClient {
    /// Of an instance at an origin, with a token.
    pub fn new(origin: &str, token: &str) -> Self {
        // The machine's own certificates, because many an instance lives behind a private CA.
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(30)))
            .tls_config(tls)
            .build()
            .into();
        Self {
            agent,
            origin: origin.to_owned(),
            authorization: format!("Bearer {token}"),
        }
    }

    /// The origin it was made for.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Sends a call, once, with JSON if there is a body.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, NotReached> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin))
            .header("Authorization", &self.authorization)
            // A token of a service user brings no language.
            .header("Accept-Language", "en");
        let sent = match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body.to_string())
                .map_err(not_reached)
                .and_then(|request| self.agent.run(request).map_err(not_reached)),
            None => request
                .body(())
                .map_err(not_reached)
                .and_then(|request| self.agent.run(request).map_err(not_reached)),
        };
        read(sent?)
    }

    /// Posts a form without the token, as a browser would.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, NotReached> {
        let sent = self
            .agent
            .post(format!("{}{path}", self.origin))
            .send_form(fields.iter().copied());
        read(sent.map_err(not_reached)?)
    }
}

fn read(mut response: Response<ureq::Body>) -> Result<Answer, NotReached> {
    let status = response.status().as_u16();
    let text = response.body_mut().read_to_string().map_err(not_reached)?;
    Ok(Answer {
        status,
        body: serde_json::from_str(&text).ok(),
    })
}

fn not_reached(cause: impl fmt::Display) -> NotReached {
    NotReached(cause.to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{AdminClient, Answer};
    use axum::Router;
    use axum::http::{HeaderMap, Method, StatusCode, Uri};
    use serde_json::json;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;

    /// Answers requests. Gives where to ask, and what is asked each time: method and path, token, kind
    /// of body, body.
    pub(crate) fn server(status: u16, body: &'static str) -> (String, Receiver<[String; 4]>) {
        let (sender, receiver) = channel();
        let answer = move |headers: HeaderMap, method: Method, uri: Uri, sent: String| {
            let header = |name| {
                headers
                    .get(name)
                    .map_or("", |value| value.to_str().expect("text"))
            };
            let (token, kind) = (header("Authorization"), header("Content-Type"));
            let asked = [
                format!("{method} {uri}"),
                token.to_owned(),
                kind.to_owned(),
                sent,
            ];
            sender.send(asked).expect("a test");
            let status = StatusCode::from_u16(status).expect("a status");
            async move { (status, body) }
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        // Ends with the test's process.
        thread::spawn(move || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                let served = axum::serve(listener, Router::new().fallback(answer)).await;
                served.expect("a server");
            });
        });
        (origin, receiver)
    }

    #[test]
    fn a_call_without_a_body_carries_the_token_alone() {
        let (origin, asked) = server(404, r#"{"code":5}"#);
        let answer = AdminClient::new(&origin, "hush").send("DELETE", "/p/1", None);
        let expected = Answer {
            status: 404,
            body: Some(json!({"code": 5})),
        };
        assert_eq!(answer, Ok(expected));
        let asked = asked.recv().expect("a request");
        assert_eq!(asked, ["DELETE /p/1", "Bearer hush", "", ""]);
    }

    #[test]
    fn a_form_carries_no_token() {
        let (origin, asked) = server(200, "no JSON");
        let answer = AdminClient::new(&origin, "hush").form("/f", &[("a", "b c")]);
        let expected = Answer {
            status: 200,
            body: None,
        };
        assert_eq!(answer, Ok(expected));
        let [asked, token, kind, body] = asked.recv().expect("a request");
        assert_eq!((asked.as_str(), token.as_str()), ("POST /f", ""));
        assert_eq!(kind, "application/x-www-form-urlencoded");
        assert!(body == "a=b+c" || body == "a=b%20c", "{body}");
    }

    #[test]
    fn a_redirect_is_an_answer_and_not_followed() {
        let (origin, asked) = server(302, "{}");
        let answer = AdminClient::new(&origin, "hush").send("GET", "/p", None);
        assert_eq!(answer.map(|answer| answer.status), Ok(302));
        assert_eq!(asked.try_iter().count(), 1);
    }

    #[test]
    fn the_token_is_not_printed() {
        let client = AdminClient::new("https://login.acme.example", "hush");
        assert!(!format!("{client:?}").contains("hush"));
    }
}
