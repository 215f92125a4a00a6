//! The search over all settings: which rows have the words that were typed. Hides rows and groups,
//! and changes nothing else.

use super::factors;
use super::model::Model;
use super::providers;
use super::table::{Edits, Group, Kind, SETTINGS, Setting};
use super::words::{
    item_field, multi_factor_effect, multi_factor_name, second_factor_effect, second_factor_name,
};
use crate::components::{Find, find};
use crate::i18n::{count, text};
use crate::markup::View;
use crate::watched::Asked;
use login_policy::{Item, MultiFactorType, SecondFactorType};
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
    text.to_lowercase().replace(['\u{ad}', '`'], "")
}

/// Whether a folded text has every word of what was typed, folded too.
pub fn has_words(text: &str, typed: &str) -> bool {
    typed.split_whitespace().all(|word| text.contains(word))
}

impl Model {
    fn finds(self, setting: &Setting) -> bool {
        let typed = self.find.with(|typed| folded(typed));
        typed.is_empty() || has_words(&folded(&self.row_words(setting)), &typed)
    }

    /// Everything a row is found by: name, effect, names in the API, and what stands in its list.
    fn row_words(self, setting: &Setting) -> String {
        let mut words = vec![text(setting.name), text(setting.effect)];
        let mut field = |item: &Item| words.push(item_field(item).to_owned());
        match setting.edits {
            Edits::Field(edited) => field(&Item::Field(edited)),
            Edits::OrgRegistration => field(&Item::OrgRegistration),
            Edits::SecondFactors => field(&Item::SecondFactor(SecondFactorType::Otp)),
        }
        match setting.kind {
            Kind::Passkeys => {
                field(&Item::MultiFactor(MultiFactorType::U2fWithVerification));
                words.push(text("multi.legend"));
                for factor in factors::shown_multi_factors(self) {
                    words.push(factor.api_name().to_owned());
                    words.push(multi_factor_name(&factor));
                    words.push(multi_factor_effect(&factor));
                }
            }
            Kind::List => {
                for factor in factors::shown_second_factors(self) {
                    words.push(factor.api_name().to_owned());
                    words.push(second_factor_name(&factor));
                    words.push(second_factor_effect(&factor));
                }
            }
            Kind::Providers => {
                field(&Item::Provider(String::new()));
                words.push(text("providers.legend"));
                words.push(providers::all_words(self));
            }
            Kind::Switch { .. } | Kind::Lifetime | Kind::Address => {}
        }
        words.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, has_words};

    fn check(text: &str, typed: &str) -> bool {
        has_words(&folded(text), &folded(typed))
    }

    #[test]
    fn upper_and_lower_case_are_alike() {
        assert!(check("Require a second step\nforceMfa", "FORCEMFA"));
    }

    #[test]
    fn words_are_found_in_any_order() {
        assert!(check("Sign in with an e-mail address", "address sign"));
        assert!(!check("Sign in with an e-mail address", "address phone"));
    }

    #[test]
    fn what_only_helps_to_draw_is_not_searched() {
        assert!(check("Anmelde\u{ad}einstellungen", "anmeldeeinst"));
        assert!(check("needs `IAM_OWNER` here", "needs iam_owner here"));
    }

    #[test]
    fn nothing_typed_finds_everything() {
        assert!(check("anything", " "));
    }
}
