//! One command to ChromeDriver and its answer.

use crate::trouble::{Trouble, Verdict};
use serde_json::Value;
use std::time::Duration;
use ureq::Agent;

/// The way to a running ChromeDriver.
#[derive(Clone)]
pub struct Wire {
    agent: Agent,
    base: String,
}

/// The log of a long journey is larger than what the client takes by itself.
const LONGEST_ANSWER: u64 = 256 * 1024 * 1024;

impl Wire {
    /// To the one that listens at this port of this machine.
    pub fn to(port: u16) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(180)))
            .build()
            .into();
        Self {
            agent,
            base: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Sends `GET`.
    pub fn get(&self, path: &str) -> Verdict<Value> {
        let answer = self.agent.get(format!("{}{path}", self.base)).call();
        judge(path, answer)
    }

    /// Sends `POST` with parameters.
    pub fn post(&self, path: &str, parameters: &Value) -> Verdict<Value> {
        let answer = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("Content-Type", "application/json")
            .send(parameters.to_string());
        judge(path, answer)
    }

    /// Sends `DELETE`.
    pub fn delete(&self, path: &str) -> Verdict<Value> {
        let answer = self.agent.delete(format!("{}{path}", self.base)).call();
        judge(path, answer)
    }
}

/// WebDriver §6: success and error are both `{"value": …}`.
fn judge(
    path: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Verdict<Value> {
    let command = command_of(path);
    let not_reached = |cause: ureq::Error| Trouble::NotReached {
        asked: format!("ChromeDriver ({command})"),
        cause: cause.to_string(),
    };
    let mut response = answer.map_err(not_reached)?;
    let ok = response.status().is_success();
    let text = response
        .body_mut()
        .with_config()
        .limit(LONGEST_ANSWER)
        .read_to_string()
        .map_err(not_reached)?;
    let mut body: Value = serde_json::from_str(&text).unwrap_or_default();
    let value = body["value"].take();
    if ok {
        return Ok(value);
    }
    let member = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Trouble::Driver {
        asked: command.to_owned(),
        error: member("error"),
        message: member("message"),
    })
}

/// The part of a path that says what is asked: behind the id of the session.
fn command_of(path: &str) -> &str {
    let behind = path.strip_prefix("/session/");
    let command = behind.and_then(|rest| rest.split_once('/'));
    command.map_or(path, |(_, command)| command)
}

#[cfg(test)]
mod tests {
    use super::command_of;

    #[test]
    fn the_command_is_what_stands_behind_the_session() {
        assert_eq!(command_of("/session/a1b2/execute/sync"), "execute/sync");
        assert_eq!(command_of("/session"), "/session");
    }
}
