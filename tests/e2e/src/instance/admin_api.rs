//! Calls of the REST API with a personal access token.

use super::settings::{SETTINGS, Settings};
use crate::error::{TestError, TestResult};
use serde_json::{Value, json};
use xtask::admin_client::{AdminClient, Answer, NotReached};

/// The API of one instance. `Debug` shows no token.
#[derive(Clone, Debug)]
pub struct AdminApi(AdminClient);

/// ZITADEL's id of the refusal to store what is stored already.
const NOTHING_CHANGED: &str = "INSTANCE-5M9vdd";

impl AdminApi {
    /// Of an instance, with a token.
    pub fn new(origin: &str, token: &str) -> Self {
        Self(AdminClient::new(origin, token.trim()))
    }

    /// Sends a call; gives the answer, whatever its status.
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> TestResult<Answer> {
        answered(&format!("{method} {path}"), self.0.send(method, path, body))
    }

    /// Posts a form without the token, as a browser would.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> TestResult<Answer> {
        answered(&format!("POST {path}"), self.0.form(path, fields))
    }

    /// The body of a success.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>) -> TestResult<Value> {
        let answer = self.send(method, path, body)?;
        let body = answer.body.unwrap_or_default();
        if (200..300).contains(&answer.status) {
            return Ok(body);
        }
        Err(TestError::Refused {
            call: format!("{method} {path}"),
            status: answer.status,
            message: body["message"]
                .as_str()
                .unwrap_or("without a message")
                .to_owned(),
        })
    }

    /// Reads.
    pub fn get(&self, path: &str) -> TestResult<Value> {
        self.call("GET", path, None)
    }

    /// Searches or creates.
    pub fn post(&self, path: &str, body: &Value) -> TestResult<Value> {
        self.call("POST", path, Some(body))
    }

    /// The factors of one of the two lists, in the server's order.
    pub fn factors(&self, list: &str) -> TestResult<Vec<String>> {
        let read = self.post(&format!("{SETTINGS}/{list}/_search"), &json!({}))?;
        let all = read["result"].as_array().map(Vec::as_slice);
        let names = all.unwrap_or_default().iter().filter_map(Value::as_str);
        Ok(names.map(str::to_owned).collect())
    }

    /// Adds a factor to one of the two lists.
    pub fn add_factor(&self, list: &str, factor: &str) -> TestResult<Value> {
        self.post(&format!("{SETTINGS}/{list}"), &json!({ "type": factor }))
    }

    /// Removes a factor from one of the two lists.
    pub fn remove_factor(&self, list: &str, factor: &str) -> TestResult<Value> {
        self.call("DELETE", &format!("{SETTINGS}/{list}/{factor}"), None)
    }

    /// Replaces the fields of the settings. That they are so already is no refusal.
    pub fn put_settings(&self, settings: &Settings) -> TestResult {
        let body = Value::Object(settings.fields.clone());
        match self.call("PUT", SETTINGS, Some(&body)) {
            Err(TestError::Refused { message, .. }) if message.contains(NOTHING_CHANGED) => Ok(()),
            other => other.map(|_| ()),
        }
    }
}

fn answered(call: &str, sent: Result<Answer, NotReached>) -> TestResult<Answer> {
    sent.map_err(|NotReached(cause)| TestError::NotReached {
        call: call.to_owned(),
        cause,
    })
}
