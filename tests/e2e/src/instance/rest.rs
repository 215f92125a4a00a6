//! Calls with a personal access token, and their answers.

use super::settings::{SETTINGS, Settings};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// A client of one instance. `Debug` shows no token.
#[derive(Clone)]
pub struct Rest {
    agent: Agent,
    origin: String,
    authorization: String,
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rest({}, [redacted])", self.origin)
    }
}

/// ZITADEL's id of the refusal to store what is stored already.
const NOTHING_CHANGED: &str = "INSTANCE-5M9vdd";

/// An answer, whatever its status.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body; null if it is no JSON.
    pub body: Value,
}

impl Rest {
    /// Of an instance, with a token.
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
            authorization: format!("Bearer {}", token.trim()),
        }
    }

    /// Sends a call and takes whatever comes.
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Verdict<Answer> {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin))
            .header("Authorization", &self.authorization)
            .header("Accept-Language", "en");
        let asked = format!("{method} {path}");
        let sent = match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body.to_string())
                .map_err(|cause| cause.to_string())
                .and_then(|request| self.agent.run(request).map_err(|cause| cause.to_string())),
            None => request
                .body(())
                .map_err(|cause| cause.to_string())
                .and_then(|request| self.agent.run(request).map_err(|cause| cause.to_string())),
        };
        read(&asked, sent)
    }

    /// Posts a form without the token, as a browser would.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Verdict<Answer> {
        let sent = self
            .agent
            .post(format!("{}{path}", self.origin))
            .send_form(fields.iter().copied())
            .map_err(|cause| cause.to_string());
        read(&format!("POST {path}"), sent)
    }

    /// The body of a success.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Verdict<Value> {
        let answer = self.send(method, path, body)?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        Err(Trouble::Instance {
            asked: format!("{method} {path}"),
            status: answer.status,
            said: answer.body["message"]
                .as_str()
                .unwrap_or("without a message")
                .to_owned(),
        })
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Verdict<Value> {
        self.call("GET", path, None)
    }

    /// Searches or creates.
    pub fn post(&self, path: &str, body: &Value) -> Verdict<Value> {
        self.call("POST", path, Some(body))
    }

    /// The factors of one of the two lists, in the server's order.
    pub fn factors(&self, list: &str) -> Verdict<Vec<String>> {
        let read = self.post(&format!("{SETTINGS}/{list}/_search"), &json!({}))?;
        let all = read["result"].as_array().map(Vec::as_slice);
        let names = all.unwrap_or_default().iter().filter_map(Value::as_str);
        Ok(names.map(str::to_owned).collect())
    }

    /// Adds a factor to one of the two lists.
    pub fn add_factor(&self, list: &str, factor: &str) -> Verdict<Value> {
        self.post(&format!("{SETTINGS}/{list}"), &json!({ "type": factor }))
    }

    /// Removes a factor from one of the two lists.
    pub fn remove_factor(&self, list: &str, factor: &str) -> Verdict<Value> {
        self.call("DELETE", &format!("{SETTINGS}/{list}/{factor}"), None)
    }

    /// Replaces the fields of the settings. That they are so already is no refusal.
    pub fn put_settings(&self, settings: &Settings) -> Verdict {
        let body = Value::Object(settings.fields.clone());
        match self.call("PUT", SETTINGS, Some(&body)) {
            Err(Trouble::Instance { said, .. }) if said.contains(NOTHING_CHANGED) => Ok(()),
            other => other.map(|_| ()),
        }
    }
}

fn read(asked: &str, sent: Result<ureq::http::Response<ureq::Body>, String>) -> Verdict<Answer> {
    let not_reached = |cause: String| Trouble::NotReached {
        asked: asked.to_owned(),
        cause,
    };
    let mut response = sent.map_err(not_reached)?;
    let status = response.status().as_u16();
    let text = response
        .body_mut()
        .read_to_string()
        .map_err(|cause| not_reached(cause.to_string()))?;
    Ok(Answer {
        status,
        body: serde_json::from_str(&text).unwrap_or_default(),
    })
}
