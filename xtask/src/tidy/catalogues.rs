//! What catalogues of texts owe each other and the code.
//!
//! Knows the form (`{placeholders}`, backticks around names of the API, plural categories after
//! Unicode CLDR), and no language.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One catalogue: key to text, or to plural category to text.
pub type Catalogue = Map<String, Value>;

/// The plural categories of each language there is a catalogue for (CLDR, cardinal).
const PLURALS: [(&str, &[&str]); 3] = [
    ("ar", &["few", "many", "one", "other", "two", "zero"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
];

/// What is wrong with one catalogue by itself.
pub fn faults(tag: &str, catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    let plurals = PLURALS.iter().find(|(known, _)| *known == tag);
    if plurals.is_none() {
        faults.push(format!(
            "{tag}: its plural categories are not in xtask/src/tidy/catalogues.rs"
        ));
    }
    for (key, entry) in catalogue {
        if !is_key(key) {
            faults.push(format!("{tag}: `{key}` is not of the form `part.part`"));
        }
        let Some(forms) = forms(entry) else {
            faults.push(format!(
                "{tag}: {key} is neither a text nor plural forms of one"
            ));
            continue;
        };
        if let (Value::Object(_), Some((_, categories))) = (entry, plurals) {
            let present: Vec<&str> = forms.keys().copied().collect();
            if present != *categories {
                faults.push(format!(
                    "{tag}: {key} has the plural forms {present:?}, not {categories:?}"
                ));
            }
        }
        for (form, text) in forms {
            if text.trim().is_empty() {
                faults.push(format!("{tag}: {key} {form} is empty"));
            }
            if text.matches('`').count() % 2 == 1 {
                faults.push(format!(
                    "{tag}: {key} {form} has a backtick without its other"
                ));
            }
        }
    }
    faults
}

/// How a translation departs from the catalogue it translates.
pub fn differences(tag: &str, catalogue: &Catalogue, english: &Catalogue) -> Vec<String> {
    let mut found = Vec::new();
    for key in english.keys().filter(|key| !catalogue.contains_key(*key)) {
        found.push(format!("{tag}: {key} is missing"));
    }
    for (key, entry) in catalogue {
        let Some(original) = english.get(key) else {
            found.push(format!("{tag}: {key} is in no other catalogue"));
            continue;
        };
        let (Some(forms), Some(originals)) = (forms(entry), forms(original)) else {
            continue;
        };
        if entry.is_object() != original.is_object() {
            found.push(format!(
                "{tag}: {key} has plural forms in one language only"
            ));
            continue;
        }
        let whole = originals.get("other").copied().unwrap_or_default();
        for (form, text) in forms {
            let (has, wanted) = (placeholders(text), placeholders(whole));
            // “one call” may do without its number; nothing may name what the code does not fill.
            let fits = if form == "other" {
                has == wanted
            } else {
                has.is_subset(&wanted)
            };
            if !fits {
                found.push(format!(
                    "{tag}: {key} {form} has {has:?}, English has {wanted:?}"
                ));
            }
            if text.matches('`').count() != whole.matches('`').count() {
                found.push(format!(
                    "{tag}: {key} {form} marks other names with backticks than English"
                ));
            }
        }
    }
    found
}

/// Keys the code names that no catalogue has, and the other way round.
pub fn usage(used: &BTreeSet<String>, english: &Catalogue) -> Vec<String> {
    let sections: BTreeSet<&str> = english
        .keys()
        .filter_map(|key| key.split('.').next())
        .collect();
    let unknown = used
        .iter()
        // Other things have dots as well; a key begins with the name of a section there is.
        .filter(|key| {
            key.split('.')
                .next()
                .is_some_and(|first| sections.contains(first))
        })
        .filter(|key| !english.contains_key(*key))
        .map(|key| format!("{key} is used in src/ and is in no catalogue"));
    let unused = english
        .keys()
        .filter(|key| !used.contains(*key))
        .map(|key| format!("{key} is in the catalogues and not used in src/"));
    unknown.chain(unused).collect()
}

/// Whether a literal has the form of a key: `part.part`, small letters, digits and hyphens.
pub fn is_key(literal: &str) -> bool {
    let part = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty() && part.bytes().all(fits)
    };
    literal.contains('.') && literal.split('.').all(part)
}

/// The texts of an entry by plural category, `other` for a plain one.
fn forms(entry: &Value) -> Option<BTreeMap<&str, &str>> {
    match entry {
        Value::String(text) => Some(BTreeMap::from([("other", text.as_str())])),
        Value::Object(forms) => forms
            .iter()
            .map(|(form, text)| Some((form.as_str(), text.as_str()?)))
            .collect(),
        _ => None,
    }
}

/// The names in `{braces}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let pieces = text.split('{').skip(1);
    pieces
        .filter_map(|piece| Some(piece.split_once('}')?.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, differences, faults, is_key, usage};
    use serde_json::{Value, json};
    use std::collections::BTreeSet;

    fn catalogue(value: Value) -> Catalogue {
        value.as_object().expect("an object").clone()
    }

    fn english() -> Catalogue {
        catalogue(json!({
            "a.title": "Hello {name}, see `x`",
            "a.calls": {"one": "One call", "other": "{count} calls"},
        }))
    }

    fn check(german: Value, complaint: &str) {
        let german = catalogue(german);
        let mut all = faults("de", &german);
        all.extend(differences("de", &german, &english()));
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].contains(complaint), "{all:?}");
    }

    const CALLS: &str = r#"{"one":"Ein Aufruf","other":"{count} Aufrufe"}"#;

    fn calls() -> Value {
        serde_json::from_str(CALLS).expect("JSON")
    }

    #[test]
    fn a_faithful_translation_draws_no_complaint() {
        let german = catalogue(json!({"a.title": "`x`: Hallo {name}", "a.calls": calls()}));
        assert!(faults("de", &german).is_empty());
        assert!(differences("de", &german, &english()).is_empty());
        assert!(faults("en", &english()).is_empty());
    }

    #[test]
    fn each_departure_draws_its_complaint() {
        check(
            json!({"a.title": "Hallo {name}: `x`"}),
            "a.calls is missing",
        );
        check(
            json!({"a.title": "Hallo {name}: x", "a.calls": calls()}),
            "backticks",
        );
        check(
            json!({"a.title": "Hallo {nmae}: `x`", "a.calls": calls()}),
            "nmae",
        );
        check(
            json!({"a.title": "{name} `x`", "a.calls": "{count}"}),
            "one language only",
        );
        check(
            json!({"a.title": "{name} `x`", "a.calls": calls(), "a.more": "x"}),
            "in no other catalogue",
        );
        check(
            json!({"a.title": "{name} `x`", "a.calls": {"other": "{count}"}}),
            "plural forms",
        );
        check(
            json!({"a.title": "{name} `x`", "a.calls": {"one": " ", "other": "{count}"}}),
            "is empty",
        );
    }

    #[test]
    fn a_language_without_known_plurals_is_refused() {
        assert_eq!(faults("tlh", &catalogue(json!({"a.b": "x"}))).len(), 1);
    }

    #[test]
    fn keys_are_used_and_known() {
        let used = |keys: &[&str]| -> BTreeSet<String> {
            keys.iter().map(|key| (*key).to_owned()).collect()
        };
        assert!(usage(&used(&["a.title", "a.calls", "config.json"]), &english()).is_empty());
        assert_eq!(usage(&used(&["a.title"]), &english()).len(), 1);
        assert_eq!(
            usage(&used(&["a.title", "a.calls", "a.titel"]), &english()).len(),
            1
        );
    }

    #[test]
    fn keys_have_small_parts_with_dots_between() {
        assert!(is_key("settings.force-mfa.hint2"));
        for other in ["title", "A.b", "a..b", ".a", "a.b c", "a_b.c"] {
            assert!(!is_key(other), "{other}");
        }
    }
}
