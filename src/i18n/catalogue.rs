//! A catalogue: keys and texts, with plural forms and `{placeholders}`.

use serde_json::{Map, Value};

/// The texts of one language.
#[derive(Clone, Default, Debug)]
pub struct Catalogue {
    /// Each a text, or an object from plural category to text.
    texts: Map<String, Value>,
}

/// Why a catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// It could not be downloaded.
    #[error("the catalogue could not be downloaded")]
    Unreachable,
    /// It is not a JSON object.
    #[error("the catalogue cannot be read")]
    Unreadable(#[from] serde_json::Error),
}

impl Catalogue {
    /// Reads a catalogue: one JSON object whose members are texts, or objects from plural category
    /// to text.
    pub fn parse(json: &str) -> Result<Self, CatalogueError> {
        Ok(Self {
            texts: serde_json::from_str(json)?,
        })
    }

    /// The keys of all texts.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The text of a key in a plural category, with values in place of `{names}`. A key without a
    /// text gives the key, which a person can report and a test refuses.
    pub fn text(&self, key: &str, category: &str, values: &[(&str, &str)]) -> String {
        let template = match self.texts.get(key) {
            Some(Value::String(text)) => Some(text),
            Some(Value::Object(forms)) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .and_then(|form| match form {
                    Value::String(text) => Some(text),
                    _ => None,
                }),
            _ => None,
        };
        fill(template.map_or(key, String::as_str), values)
    }
}

/// Puts values in place of `{names}`; a name without a value stays as it is.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let value = behind.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match value {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = behind;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, CatalogueError};

    fn catalogue() -> Catalogue {
        Catalogue::parse(
            r#"{"a.b":"Hello {name}","n":{"one":"{count} call","other":"{count} calls"}}"#,
        )
        .expect("a catalogue")
    }

    #[test]
    fn placeholders_are_filled() {
        assert_eq!(
            catalogue().text("a.b", "other", &[("name", "Jo {x}")]),
            "Hello Jo {x}"
        );
    }

    #[test]
    fn a_value_is_never_taken_for_a_placeholder() {
        assert_eq!(
            catalogue().text("a.b", "other", &[("name", "{name}")]),
            "Hello {name}"
        );
    }

    #[test]
    fn a_placeholder_without_a_value_stays_visible() {
        assert_eq!(catalogue().text("a.b", "other", &[]), "Hello {name}");
    }

    #[test]
    fn a_plural_category_that_is_missing_falls_back_to_other() {
        let catalogue = catalogue();
        assert_eq!(catalogue.text("n", "one", &[("count", "1")]), "1 call");
        assert_eq!(catalogue.text("n", "few", &[("count", "3")]), "3 calls");
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(catalogue().text("no.such", "other", &[]), "no.such");
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for text in ["", "[]", "\"x\"", "<html>"] {
            assert!(matches!(
                Catalogue::parse(text),
                Err(CatalogueError::Unreadable(_))
            ));
        }
    }
}
