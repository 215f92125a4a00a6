//! What the browser logs: lines of its console, and requests on the network.

use serde_json::Value;

/// A line of the browser's console.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// Who says it: `console-api`, `network`, `security`, `javascript` …
    pub source: String,
    /// Address, place and words.
    pub message: String,
}

impl Line {
    /// The lines of an answer of ChromeDriver.
    pub fn all(answer: &Value) -> Vec<Self> {
        let member =
            |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let entries = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .map(|entry| Self {
                level: member(entry, "level"),
                source: member(entry, "source"),
                message: member(entry, "message"),
            })
            .collect()
    }

    /// What the journeys' own script wrote into the console behind this mark, as JSON.
    pub fn note(&self, mark: &str) -> Option<Value> {
        let start = self.message.find(&format!("\"{mark} "))?;
        let text: String = serde_json::from_str(&self.message[start..]).ok()?;
        serde_json::from_str(text.strip_prefix(mark)?.trim_start()).ok()
    }

    /// The address it is about, or of the script that says it.
    pub fn address(&self) -> &str {
        self.message.split(' ').next().unwrap_or_default()
    }
}

/// A request that left the browser, or was answered by its cache.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedRequest {
    /// `GET`, `POST`, `OPTIONS` …
    pub method: String,
    /// The whole address.
    pub url: String,
    /// `Document`, `Fetch`, `Script`, `Preflight` …
    pub kind: String,
}

impl LoggedRequest {
    /// The requests among the events of an answer of ChromeDriver.
    pub fn all(answer: &Value) -> Vec<Self> {
        let entries = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        entries.iter().filter_map(Self::of).collect()
    }

    /// CDP, `Network.requestWillBeSent`.
    fn of(entry: &Value) -> Option<Self> {
        let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let event = &event["message"];
        if event["method"] != "Network.requestWillBeSent" {
            return None;
        }
        let sent = &event["params"];
        let url = sent["request"]["url"].as_str()?;
        // Pictures within the page and the inside of the browser are no requests.
        if !url.starts_with("http") {
            return None;
        }
        Some(Self {
            method: sent["request"]["method"].as_str()?.to_owned(),
            url: url.to_owned(),
            kind: sent["type"].as_str().unwrap_or_default().to_owned(),
        })
    }

    /// Without origin and query.
    pub fn path(&self) -> &str {
        let behind = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let path = behind.find('/').map_or("", |start| &behind[start..]);
        path.split(['?', '#']).next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, LoggedRequest};
    use serde_json::json;

    #[test]
    fn a_note_is_read_out_of_its_line() {
        let line = Line {
            level: "DEBUG".to_owned(),
            source: "console-api".to_owned(),
            message: r#"http://a/ 12:3 "journey {\"path\":\"/x\"}""#.to_owned(),
        };
        assert_eq!(line.note("journey"), Some(json!({"path": "/x"})));
        assert_eq!(line.note("other"), None);
        assert_eq!(line.address(), "http://a/");
    }

    #[test]
    fn only_requests_on_the_network_are_counted() {
        let event = |method: &str, url: &str| {
            let message = json!({"message": {"method": method, "params": {
                "type": "Fetch", "request": {"method": "GET", "url": url},
            }}});
            json!({"message": message.to_string()})
        };
        let found = LoggedRequest::all(&json!([
            event("Network.requestWillBeSent", "http://a:1/b/c?d=e#f"),
            event("Network.requestWillBeSent", "data:image/png,x"),
            event("Network.responseReceived", "http://a:1/b"),
        ]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path(), "/b/c");
        assert_eq!(found[0].kind, "Fetch");
    }
}
