//! What the console of a tab has sent, as its watch noted it.

use crate::driver::Line;
use serde_json::Value;

/// What a watch noted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The console called, or was about to.
    Call,
    /// It got an answer.
    Answer,
    /// The page was left for another one.
    Leave,
}

/// Something that a watch noted: what happened, and the path that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What happened.
    pub kind: Kind,
    /// Without origin and query.
    pub path: String,
}

impl Note {
    /// The notes among the lines of a console, in order.
    pub fn all(lines: &[Line]) -> Vec<Self> {
        lines.iter().filter_map(Self::of).collect()
    }

    fn of(line: &Line) -> Option<Self> {
        let note = line.note("journey")?;
        Some(Self {
            kind: match note["kind"].as_str()? {
                "call" => Kind::Call,
                "answer" => Kind::Answer,
                _ => Kind::Leave,
            },
            path: note["path"].as_str()?.to_owned(),
        })
    }
}

/// A call that the console made, whether or not it left the browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// Without origin and query.
    pub path: String,
    /// The grant of a token request; empty for every other call.
    pub grant: String,
    /// The body of a call of the API.
    pub body: String,
    /// `Accept-Language`.
    pub language: String,
    /// Whether it carried a token.
    pub bearer: bool,
}

impl Call {
    /// The calls among the lines of a console.
    pub fn all(lines: &[Line]) -> Vec<Self> {
        lines.iter().filter_map(Self::of).collect()
    }

    fn of(line: &Line) -> Option<Self> {
        let note = line.note("journey").filter(|note| note["kind"] == "call")?;
        let text = |name: &str| note[name].as_str().unwrap_or_default().to_owned();
        Some(Self {
            method: text("method"),
            path: text("path"),
            grant: text("grant"),
            body: text("body"),
            language: text("language"),
            bearer: note["bearer"] == Value::Bool(true),
        })
    }

    /// Whether it goes to the API, with the right that a token gives.
    pub fn is_of_api(&self) -> bool {
        ["/admin/", "/auth/", "/management/", "/v2/", "/zitadel."]
            .iter()
            .any(|start| self.path.starts_with(start))
    }

    /// Whether it changes something at the instance.
    pub fn is_write(&self) -> bool {
        self.is_of_api()
            && self.method != "GET"
            && !self.path.ends_with("/_search")
            && !matches!(self.path.as_str(), "/v2/users")
    }

    /// `PUT /admin/v1/policies/login`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::Call;
    use crate::driver::Line;
    use serde_json::{Value, json};

    fn call(method: &str, path: &str) -> Call {
        let note = json!({"kind": "call", "method": method, "path": path, "bearer": true});
        let quoted = Value::String(format!("journey {note}"));
        let line = Line {
            level: "DEBUG".to_owned(),
            source: "console-api".to_owned(),
            message: format!("http://localhost:1/ 1:1 {quoted}"),
        };
        Call::all(&[line]).remove(0)
    }

    #[test]
    fn searches_and_tokens_are_no_writes() {
        assert!(call("PUT", "/admin/v1/policies/login").is_write());
        assert!(call("DELETE", "/admin/v1/policies/login/multi_factors/X").is_write());
        assert!(!call("POST", "/auth/v1/permissions/zitadel/me/_search").is_write());
        assert!(!call("POST", "/oauth/v2/token").is_write());
        assert!(!call("GET", "/admin/v1/policies/login").is_write());
    }
}
