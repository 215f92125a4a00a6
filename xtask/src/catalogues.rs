//! What the catalogues of texts (`public/locales/`) owe each other and the code: the same keys with
//! the same placeholders in every language, and each key that the code names.
//!
//! Knows the form of a catalogue (key to text, or to a text for each plural category), and of a language
//! which plural categories it has.

use crate::{fingerprint, paths};
use anyhow::{Context, Result, bail};
use login_policy::guard::GuardId;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Catalogue = Map<String, Value>;

struct Language {
    tag: &'static str,
    /// The plural categories of cardinal numbers (Unicode CLDR).
    plurals: &'static [&'static str],
}

const LANGUAGES: [Language; 3] = [
    Language {
        tag: "ar",
        plurals: &["few", "many", "one", "other", "two", "zero"],
    },
    Language {
        tag: "de",
        plurals: &["one", "other"],
    },
    Language {
        tag: "en",
        plurals: &["one", "other"],
    },
];

/// Fails with all complaints, a line each.
pub fn check() -> Result<()> {
    let complaints = complaints()?;
    if !complaints.is_empty() {
        bail!("public/locales/ does not fit:\n{}", complaints.join("\n"));
    }
    Ok(())
}

fn complaints() -> Result<Vec<String>> {
    let catalogues = read_catalogues(&paths::root().join("public/locales"))?;
    let english = catalogues
        .get("en")
        .context("public/locales/ has no en.json.")?;
    let mut complaints = usage(&keys_in_code(&paths::root().join("src"))?, english);
    for (tag, catalogue) in &catalogues {
        let Some(language) = LANGUAGES.iter().find(|language| language.tag == tag) else {
            complaints.push(format!(
                "{tag}: its plural categories are not in xtask/src/catalogues.rs"
            ));
            continue;
        };
        for (key, entry) in catalogue {
            complaints.extend(entry_complaints(key, entry, language, english.get(key)));
        }
        let missing = english.keys().filter(|key| !catalogue.contains_key(*key));
        complaints.extend(missing.map(|key| format!("{tag}: {key} is missing")));
    }
    Ok(complaints)
}

/// Every language with its texts; those in a folder of `locales/` are a later part of them.
fn read_catalogues(folder: &Path) -> Result<BTreeMap<String, Catalogue>> {
    let mut catalogues: BTreeMap<String, Catalogue> = BTreeMap::new();
    for file in fingerprint::files(folder)? {
        let tag = file.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs_err::read_to_string(&file)?;
        let part: Catalogue = serde_json::from_str(&text)
            .with_context(|| format!("{} is no catalogue", file.display()))?;
        catalogues.entry(tag.into_owned()).or_default().extend(part);
    }
    Ok(catalogues)
}

fn entry_complaints(
    key: &str,
    entry: &Value,
    language: &Language,
    original: Option<&Value>,
) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut complain = |what: String| complaints.push(format!("{}: {key} {what}", language.tag));
    let Some(forms) = forms(entry) else {
        complain("is neither a text nor plural forms of one".to_owned());
        return complaints;
    };
    if entry.is_object() && !forms.keys().eq(language.plurals) {
        let found: Vec<&&str> = forms.keys().collect();
        complain(format!(
            "has the plural forms {found:?}, not {:?}",
            language.plurals
        ));
    }
    let Some(original) = original else {
        complain("is in no other catalogue".to_owned());
        return complaints;
    };
    if entry.is_object() != original.is_object() {
        complain("has plural forms in one language only".to_owned());
    }
    let whole = self::forms(original).and_then(|forms| forms.get("other").copied());
    let whole = whole.unwrap_or_default();
    let wanted = placeholders(whole);
    for (form, text) in forms {
        let has = placeholders(text);
        // “one call” may do without its number; nothing may name what the code does not fill.
        let fits = has == wanted || form != "other" && has.is_subset(&wanted);
        if !fits {
            complain(format!("{form} has {has:?}, English has {wanted:?}"));
        }
        if text.trim().is_empty() {
            complain(format!("{form} is empty"));
        }
        if text.matches('`').count() != whole.matches('`').count() {
            complain(format!(
                "{form} marks other names with backticks than English"
            ));
        }
    }
    complaints
}

/// Keys that the code names and no catalogue has, and the other way round.
fn usage(used: &BTreeSet<String>, english: &Catalogue) -> Vec<String> {
    let section = |key: &str| key.split('.').next().map(str::to_owned);
    let sections: BTreeSet<_> = english.keys().map(|key| section(key)).collect();
    let unknown = used
        .iter()
        // Other things have dots as well; a key begins with the name of a section there is.
        .filter(|key| sections.contains(&section(key)) && !english.contains_key(*key))
        .map(|key| format!("{key} is used in src/ and is in no catalogue"));
    let unused = english
        .keys()
        .filter(|key| !used.contains(*key))
        .map(|key| format!("{key} is in the catalogues and not used in src/"));
    unknown.chain(unused).collect()
}

/// The string literals in the code that have the form of a key, and the keys of guards, which are put
/// together from the guard's own name.
fn keys_in_code(folder: &Path) -> Result<BTreeSet<String>> {
    let guards = GuardId::ALL.iter().map(|one| format!("guard.{}", one.id()));
    let mut keys: BTreeSet<String> = guards.collect();
    for file in fingerprint::files(folder)? {
        let text = fs_err::read_to_string(&file)?;
        match text.parse() {
            Ok(tokens) => collect_keys(tokens, &mut keys),
            Err(error) => bail!("{} cannot be read: {error}", file.display()),
        }
    }
    Ok(keys)
}

fn collect_keys(tokens: TokenStream, keys: &mut BTreeSet<String>) {
    let mut is_of_tests = false;
    for token in tokens {
        match &token {
            TokenTree::Group(_) if is_of_tests => {}
            TokenTree::Group(group) => collect_keys(group.stream(), keys),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal.clone())
                    && is_key(&text.value())
                {
                    keys.insert(text.value());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        is_of_tests = matches!(&token, TokenTree::Ident(name) if name == "tests");
    }
}

/// Whether a literal has the form of a key: `part.part`, small letters, digits and hyphens.
fn is_key(literal: &str) -> bool {
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
    use super::complaints;

    #[test]
    fn every_language_says_what_the_code_and_the_others_say() {
        let complaints = complaints().expect("catalogues");
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }
}
