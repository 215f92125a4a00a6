//! The search over all settings: which rows have the words that were typed. Hides rows and groups,
//! and changes nothing else.

use super::factors;
use super::model::Model;
use super::providers;
use super::table::{Edits, Group, Kind, SETTINGS, Setting};
use super::words::{
    item_field, multi_factor_effect, multi_factor_name, second_factor_effect, second_factor_name,
};
use crate::browser::intl::lower_case;
use crate::components::{Find, find};
use crate::i18n::{count, text};
use crate::markup::View;
use crate::watched::Asked;
use login_policy::{Item, SecondFactorType};
use std::rc::Rc;

/// The search field.
pub fn field(model: Model) -> View {
    let found = move || {
        if model.find.with(String::is_empty) {
            return String::new();
        }
        let found = SETTINGS.iter().filter(|setting| model.finds(setting));
        match found.count() {
            0 => text("find.none"),
            number => count("find.found", number, &[]),
        }
    };
    find(Find {
        id: "find",
        label: text("find.label"),
        typed: model.find,
        found: Rc::new(found),
    })
}

/// Whether the search hides a row.
pub fn hidden(model: Model, setting: &'static Setting) -> Asked<bool> {
    Rc::new(move || !model.finds(setting))
}

/// Whether the search hides all rows of a group.
pub fn hides_group(model: Model, group: Group) -> bool {
    let mut of_group = SETTINGS.iter().filter(|setting| setting.group == group);
    !of_group.any(|setting| model.finds(setting))
}

/// A text as it is searched: lower case, without soft hyphens and without marks of code.
pub fn folded(text: &str) -> String {
    let lower = lower_case(text);
    lower
        .chars()
        .filter(|one| !matches!(one, '\u{ad}' | '`'))
        .collect()
}

/// Whether a folded text has every word of what was typed, folded too.
pub fn has_words(text: &str, typed: &str) -> bool {
    typed
        .split(' ')
        .all(|word| has(text.as_bytes(), word.as_bytes()))
}

/// Whether it stands anywhere in a text; the library's own way is faster and weighs more.
fn has(text: &[u8], word: &[u8]) -> bool {
    word.is_empty() || text.windows(word.len()).any(|part| part == word)
}

impl Model {
    fn finds(self, setting: &Setting) -> bool {
        let typed = self.find.with(|typed| folded(typed));
        typed.is_empty() || has_words(&folded(&self.row_words(setting)), &typed)
    }

    /// Everything a row is found by: name, effect, names in the API, and what stands in its list.
    fn row_words(self, setting: &Setting) -> String {
        let mut words = text(setting.name);
        add(&mut words, &text(setting.effect));
        let item = match setting.edits {
            Edits::Field(field) => Item::Field(field),
            Edits::OrgRegistration => Item::OrgRegistration,
            Edits::SecondFactors => Item::SecondFactor(SecondFactorType::Otp),
        };
        add(&mut words, item_field(&item));
        match setting.kind {
            Kind::Passkeys => {
                add(&mut words, "multiFactors");
                add(&mut words, &text("multi.legend"));
                for factor in factors::shown_multi_factors(self) {
                    add(&mut words, factor.api_name());
                    add(&mut words, &multi_factor_name(&factor));
                    add(&mut words, &multi_factor_effect(&factor));
                }
            }
            Kind::List => {
                for factor in factors::shown_second_factors(self) {
                    add(&mut words, factor.api_name());
                    add(&mut words, &second_factor_name(&factor));
                    add(&mut words, &second_factor_effect(&factor));
                }
            }
            Kind::Providers => {
                add(&mut words, "idps");
                add(&mut words, &text("providers.legend"));
                providers::add_words(self, &mut words);
            }
            Kind::Switch { .. } | Kind::Lifetime | Kind::Address => {}
        }
        words
    }
}

/// Adds words behind others.
#[inline(never)]
pub fn add(words: &mut String, more: &str) {
    words.push(' ');
    words.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_found_in_any_order_and_anywhere() {
        assert!(has_words("sign in with an e-mail address", "dress sign"));
        assert!(!has_words(
            "sign in with an e-mail address",
            "address phone"
        ));
    }

    #[test]
    fn spaces_find_nothing_less() {
        assert!(has_words("anything", " "));
        assert!(has_words("forcemfa", " force  mfa "));
    }

    #[test]
    fn what_is_longer_than_the_text_is_not_found() {
        assert!(!has_words("ab", "abc"));
        assert!(!has_words("", "a"));
    }
}
