//! Calls with a personal access token, and their answers.

use super::settings::{SETTINGS, Settings};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use xtask::admin_client::{self, AdminClient, NotReached};

/// The other client of one instance. `Debug` shows no token.
#[derive(Clone, Debug)]
pub struct Rest(AdminClient);

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
        Self(AdminClient::new(origin, token.trim()))
    }

    /// Sends a call and takes whatever comes.
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Verdict<Answer> {
        taken(&format!("{method} {path}"), self.0.send(method, path, body))
    }

    /// Posts a form without the token, as a browser would.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Verdict<Answer> {
        taken(&format!("POST {path}"), self.0.form(path, fields))
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

fn taken(asked: &str, sent: Result<admin_client::Answer, NotReached>) -> Verdict<Answer> {
    let admin_client::Answer { status, body } = sent.map_err(|no| Trouble::NotReached {
        asked: asked.to_owned(),
        cause: no.0,
    })?;
    Ok(Answer {
        status,
        body: body.unwrap_or_default(),
    })
}
