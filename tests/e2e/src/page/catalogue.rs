//! The texts that the console was built with, so that a journey looks for what a person would read.

use crate::error::{TestError, TestResult};
use anyhow::Context;
use serde_json::{Map, Value};
use std::path::Path;

/// The texts of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The tag of the language.
    pub tag: String,
    texts: Map<String, Value>,
}

impl Catalogue {
    /// Those of a built console.
    pub fn read(dist: &Path, tag: &str) -> TestResult<Self> {
        let texts = read_file(&dist.join(format!("locales/{tag}.json")))?;
        Ok(Self {
            tag: tag.to_owned(),
            texts,
        })
    }

    /// The text of a key, as it can be read.
    pub fn get(&self, key: &str) -> TestResult<String> {
        self.fill(key, "other", &[])
    }

    /// Likewise, with its placeholders filled.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> TestResult<String> {
        self.fill(key, "other", values)
    }

    /// Likewise, for a number of things, which fills the placeholder `count`.
    pub fn plural(&self, key: &str, number: u64, values: &[(&str, &str)]) -> TestResult<String> {
        let written = number.to_string();
        let mut all = vec![("count", written.as_str())];
        all.extend_from_slice(values);
        self.fill(key, plural_category(&self.tag, number), &all)
    }

    fn fill(&self, key: &str, category: &str, values: &[(&str, &str)]) -> TestResult<String> {
        let template = match self.texts.get(key) {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Object(forms)) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .and_then(Value::as_str),
            _ => None,
        };
        let Some(template) = template else {
            return Err(TestError::Failed(format!(
                "the catalogue {} has no text {key}",
                self.tag
            )));
        };
        // Backticks mark names of the API, which are drawn in another way.
        let mut text = template.replace('`', "");
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn read_file(file: &Path) -> TestResult<Map<String, Value>> {
    let text = fs_err::read_to_string(file)?;
    let parsed = serde_json::from_str(&text);
    Ok(parsed.with_context(|| format!("{} cannot be read", file.display()))?)
}

/// CLDR's plural category of a whole number, for the languages that journeys speak.
fn plural_category(tag: &str, number: u64) -> &'static str {
    match (tag, number) {
        ("ar", 0) => "zero",
        (_, 1) => "one",
        ("ar", 2) => "two",
        ("ar", _) => match number % 100 {
            3..=10 => "few",
            11..=99 => "many",
            _ => "other",
        },
        _ => "other",
    }
}
