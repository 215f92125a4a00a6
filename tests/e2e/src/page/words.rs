//! The texts the console was built with, so that a journey looks for what a person would read.

use crate::trouble::{Trouble, Verdict};
use anyhow::Context;
use serde_json::{Map, Value};
use std::path::Path;

/// The catalogue of one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// Its tag.
    pub tag: String,
    texts: Map<String, Value>,
}

/// The texts of one file.
fn part(dist: &Path, name: &str) -> Verdict<Map<String, Value>> {
    let file = dist.join(name);
    let text = fs_err::read_to_string(&file)?;
    Ok(
        serde_json::from_str(&text)
            .with_context(|| format!("{} cannot be read", file.display()))?,
    )
}

impl Words {
    /// Those of a built console.
    pub fn read(dist: &Path, tag: &str) -> Verdict<Self> {
        let texts = part(dist, &format!("locales/{tag}.json"))?;
        Ok(Self {
            tag: tag.to_owned(),
            texts,
        })
    }

    /// The text of a key, as it can be read.
    pub fn say(&self, key: &str) -> Verdict<String> {
        self.fill(key, "other", &[])
    }

    /// Likewise, with its placeholders filled.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> Verdict<String> {
        self.fill(key, "other", values)
    }

    /// Likewise, for a number of things.
    pub fn count(&self, key: &str, number: u64, values: &[(&str, &str)]) -> Verdict<String> {
        let written = number.to_string();
        let mut all = vec![("count", written.as_str())];
        all.extend_from_slice(values);
        self.fill(key, plural(&self.tag, number), &all)
    }

    fn fill(&self, key: &str, category: &str, values: &[(&str, &str)]) -> Verdict<String> {
        let entry = self.texts.get(key);
        let template = match entry {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Object(forms)) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .and_then(Value::as_str),
            _ => None,
        };
        let Some(template) = template else {
            return Err(Trouble::Differs(format!(
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

/// CLDR's plural category of a whole number, for the languages that journeys speak.
fn plural(tag: &str, number: u64) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::Words;
    use serde_json::json;

    fn words(tag: &str) -> Words {
        let texts = json!({
            "plain": "Ask for  `IAM_OWNER`.",
            "n": {"one": "{count} call of {all}", "few": "{count} few", "other": "{count} calls of {all}"},
        });
        let texts = texts.as_object().expect("an object").clone();
        Words {
            tag: tag.to_owned(),
            texts,
        }
    }

    #[test]
    fn texts_read_as_they_are_drawn() {
        let plain = words("en").say("plain").expect("a text");
        assert_eq!(plain, "Ask for IAM_OWNER.");
    }

    #[test]
    fn numbers_take_the_form_of_the_language() {
        let count = |tag, number| {
            words(tag)
                .count("n", number, &[("all", "9")])
                .expect("a text")
        };
        assert_eq!(count("en", 1), "1 call of 9");
        assert_eq!(count("en", 3), "3 calls of 9");
        assert_eq!(count("ar", 3), "3 few");
        assert_eq!(count("ar", 2), "2 calls of 9");
    }

    #[test]
    fn a_key_without_a_text_is_trouble() {
        assert!(words("en").say("no.such").is_err());
    }
}
