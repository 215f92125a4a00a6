//! What the console of a tab has called, as the probe noted it in the browser's console.

use crate::browser::ConsoleLine;
use serde::Deserialize;
use serde_json::Value;

/// What the probe noted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The console called, or was about to.
    Call,
    /// It got an answer.
    Answer,
    /// The page was left for another one.
    Leave,
}

/// Something that happened, and the path that it is about.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Note {
    /// What happened.
    pub kind: Kind,
    /// Without origin and query.
    pub path: String,
}

impl Note {
    /// The notes among the lines of a console, in order.
    pub fn all(lines: &[ConsoleLine]) -> Vec<Self> {
        let notes = lines.iter().filter_map(|line| line.note("journey"));
        let notes = notes.filter_map(|note| serde_json::from_value(note).ok());
        notes.collect()
    }
}

/// A call that the console made, whether or not it left the browser.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
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
    pub fn all(lines: &[ConsoleLine]) -> Vec<Self> {
        lines.iter().filter_map(Self::of).collect()
    }

    fn of(line: &ConsoleLine) -> Option<Self> {
        let note: Value = line.note("journey").filter(|note| note["kind"] == "call")?;
        serde_json::from_value(note).ok()
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
