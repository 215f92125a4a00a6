//! The recorded scenarios as data. A request's body keeps the text in which it was sent, so that it
//! goes over the wire as it did.

use dev_instance::Version;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// One file.
#[derive(Deserialize)]
pub struct Scenario {
    pub exchanges: Vec<Exchange>,
}

/// One request with its response, or a note of something that was seen beside them.
#[derive(Deserialize)]
pub struct Exchange {
    pub name: String,
    pub request: Option<Request>,
    pub response: Option<Response>,
    /// Header and claims of an ID token, in the one exchange that notes them.
    #[serde(default)]
    pub header: Value,
    #[serde(default)]
    pub claims: Value,
}

/// A request as it was sent.
#[derive(Deserialize)]
pub struct Request {
    pub method: String,
    pub path: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    pub host: Option<String>,
    body: Option<Box<RawValue>>,
}

/// A response as it came.
#[derive(Clone, Deserialize)]
pub struct Response {
    pub status: u16,
    /// Absent where they were not recorded.
    pub headers: Option<Vec<(String, String)>>,
    pub json: Option<Value>,
    pub text: Option<String>,
}

impl Scenario {
    /// The scenario of this name, recorded of this release.
    pub fn read(version: Version, name: &str) -> Self {
        let root = env!("CARGO_MANIFEST_DIR");
        let folder = match version {
            Version::V4_3 => "tests/contract",
            Version::V4_13 => "tests/contract/v4x",
        };
        let path = format!("{root}/../{folder}/{name}.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        serde_json::from_str(&text).unwrap()
    }
}

impl Request {
    /// The body as it went over the wire: a recorded text as it is, recorded JSON without the white
    /// space of the file.
    pub fn body(&self) -> String {
        let Some(raw) = &self.body else {
            return String::new();
        };
        if let Ok(text) = serde_json::from_str::<String>(raw.get()) {
            return text;
        }
        let mut compact = String::new();
        let (mut within, mut escaped) = (false, false);
        for letter in raw.get().chars() {
            if within || !letter.is_ascii_whitespace() {
                compact.push(letter);
            }
            if escaped {
                escaped = false;
            } else if letter == '\\' {
                escaped = true;
            } else if letter == '"' {
                within = !within;
            }
        }
        compact
    }
}
