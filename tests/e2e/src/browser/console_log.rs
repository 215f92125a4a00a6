//! The console of the browser, as ChromeDriver logs it.

use serde_json::Value;
use thirtyfour::BrowserLogEntry;

/// A line of the browser's console.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsoleLine {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub level: String,
    /// The address of the document or script, line and column, and then the text.
    pub message: String,
}

impl From<BrowserLogEntry> for ConsoleLine {
    fn from(entry: BrowserLogEntry) -> Self {
        Self {
            level: entry.level,
            message: entry.message,
        }
    }
}

impl ConsoleLine {
    /// The JSON that the journeys' own script wrote behind this mark; `None` if the line is not its.
    pub fn note(&self, mark: &str) -> Option<Value> {
        let start = self.message.find(&format!("\"{mark} "))?;
        let text: String = serde_json::from_str(&self.message[start..]).ok()?;
        serde_json::from_str(text.strip_prefix(mark)?.trim_start()).ok()
    }

    /// The address that the line is about, or of the script that wrote it.
    pub fn url(&self) -> &str {
        self.message.split(' ').next().unwrap_or_default()
    }
}
