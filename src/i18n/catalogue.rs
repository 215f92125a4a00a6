//! A catalogue: keys and texts, with plural forms, `{placeholders}` and `` `code` `` marks.

use serde_json::{Map, Value};

/// The texts of one language.
#[derive(Default)]
pub struct Catalogue {
    texts: Map<String, Value>,
}

/// Why a catalogue cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CatalogueError {
    /// It could not be downloaded.
    NotReached,
    /// It is not an object of texts.
    Unreadable,
}

impl Catalogue {
    /// Reads a catalogue: one JSON object whose members are texts, or objects from plural category
    /// to text.
    pub fn parse(json: &str) -> Result<Self, CatalogueError> {
        match serde_json::from_str(json) {
            Ok(Value::Object(texts)) => Ok(Self { texts }),
            _ => Err(CatalogueError::Unreadable),
        }
    }

    /// Takes the texts of another catalogue in.
    pub fn add(&mut self, more: Self) {
        self.texts.extend(more.texts);
    }

    /// The text of a key in a plural category. A key without a text gives the key, which a person
    /// can report and a test refuses.
    pub fn text(&self, key: &str, category: &str, values: &[(&str, &str)]) -> String {
        let entry = self.texts.get(key);
        let template = match entry {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Object(forms)) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .and_then(Value::as_str),
            _ => None,
        };
        fill(template.unwrap_or(key), values)
    }
}

/// Puts values in place of `{names}`; a name without a value stays as it is.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let value = behind.split_once('}').and_then(|(name, after)| {
            let found = values.iter().find(|(known, _)| *known == name)?;
            Some((found.1, after))
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

/// A stretch of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words.
    Words(String),
    /// A name out of the API, between backticks in the catalogue.
    Code(String),
}

/// Splits a text at its backticks.
pub fn pieces(text: &str) -> Vec<Piece> {
    text.split('`')
        .enumerate()
        .filter(|(_, stretch)| !stretch.is_empty())
        .map(|(index, stretch)| {
            if index % 2 == 1 {
                Piece::Code(stretch.to_owned())
            } else {
                Piece::Words(stretch.to_owned())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, CatalogueError, Piece, pieces};

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
            assert_eq!(
                Catalogue::parse(text).err(),
                Some(CatalogueError::Unreadable)
            );
        }
    }

    #[test]
    fn backticks_mark_code() {
        assert_eq!(
            pieces("needs `IAM_OWNER`."),
            [
                Piece::Words("needs ".to_owned()),
                Piece::Code("IAM_OWNER".to_owned()),
                Piece::Words(".".to_owned())
            ]
        );
    }
}
