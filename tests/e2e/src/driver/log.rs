//! What the browser logs: the lines of its console.

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

#[cfg(test)]
mod tests {
    use super::Line;
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
}
