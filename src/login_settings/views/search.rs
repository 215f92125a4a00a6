//! The search over all settings: which rows have the words that were typed. Hides rows and groups,
//! and changes nothing else.

use crate::components::SearchField;
use crate::i18n::{I18n, t, use_i18n};
use crate::login_settings::labels::{
    api_field, multi_factor_effect, multi_factor_name, provider_kind_text, second_factor_effect,
    second_factor_name,
};
use crate::login_settings::schema::{ControlKind, Edits, Group, SETTINGS, Setting};
use crate::login_settings::state::{SettingsStore, use_settings};
use crate::platform::intl::lower_case;
use leptos::prelude::*;
use login_policy::{Item, SecondFactorType};

/// What is searched for on the page, and what has it.
#[derive(Clone, Copy)]
pub struct SettingsFilter {
    query: RwSignal<String>,
    /// Ids of the settings that match; `None` while nothing is searched for.
    matching: Memo<Option<Vec<&'static str>>>,
}

/// Puts an empty search into the context.
pub fn provide_filter() -> SettingsFilter {
    let (store, i18n) = (use_settings(), use_i18n());
    let query = RwSignal::new(String::new());
    // Read only while something is searched for, so that it costs nothing before.
    let texts = Memo::new(move |_| {
        let texts = SETTINGS
            .iter()
            .map(|one| fold(&search_text(store, i18n, one)));
        texts.collect::<Vec<_>>()
    });
    let matching = Memo::new(move |_| {
        let words = fold(&query.get());
        (!words.is_empty()).then(|| {
            texts.with(|texts| {
                let found = SETTINGS
                    .iter()
                    .zip(texts)
                    .filter(|(_, text)| has_words(text, &words));
                found.map(|(setting, _)| setting.id).collect()
            })
        })
    });
    let filter = SettingsFilter { query, matching };
    provide_context(filter);
    filter
}

/// The search of the page.
pub fn use_filter() -> SettingsFilter {
    expect_context()
}

impl SettingsFilter {
    /// Shows all settings again.
    pub fn clear(self) {
        self.query.set(String::new());
    }

    /// Whether a setting is hidden.
    pub fn hides(self, setting: &'static Setting) -> Memo<bool> {
        Memo::new(move |_| !self.matches(setting))
    }

    /// Whether all settings of a group are hidden.
    pub fn hides_group(self, group: Group) -> Memo<bool> {
        Memo::new(move |_| {
            let mut of_group = SETTINGS.iter().filter(|setting| setting.group == group);
            !of_group.any(|setting| self.matches(setting))
        })
    }

    fn matches(self, setting: &Setting) -> bool {
        self.matching.with(|matching| {
            matching
                .as_ref()
                .is_none_or(|matching| matching.contains(&setting.id))
        })
    }
}

/// The search field of the page.
#[component]
pub fn SettingsSearch() -> impl IntoView {
    let (filter, i18n) = (use_filter(), use_i18n());
    let found = Signal::derive(move || {
        if filter.query.with(String::is_empty) {
            return String::new();
        }
        let all = || SETTINGS.len();
        match filter
            .matching
            .with(|one| one.as_ref().map_or_else(all, Vec::len))
        {
            0 => i18n.text("find.none"),
            number => i18n.count("find.found", number, &[]),
        }
    });
    view! { <SearchField id="find" label=t("find.label") query=filter.query found/> }
}

/// A text as it is searched: lower case, without soft hyphens and without marks of code.
pub fn fold(text: &str) -> String {
    lower_case(text).replace(['\u{ad}', '`'], "")
}

/// Whether a folded text has every word of what was typed, folded too.
pub fn has_words(text: &str, typed: &str) -> bool {
    typed.split(' ').all(|word| text.contains(word))
}

/// Everything a setting is found by: name, effect, names in the API, and what stands in its list;
/// tracked.
fn search_text(store: SettingsStore, i18n: I18n, setting: &Setting) -> String {
    let item = match setting.edits {
        Edits::Field(field) => Item::Field(field),
        Edits::OrgRegistration => Item::OrgRegistration,
        Edits::SecondFactors => Item::SecondFactor(SecondFactorType::Otp),
    };
    let mut words = vec![
        i18n.text(store.setting_name(setting)),
        i18n.text(store.setting_effect(setting)),
        api_field(&item).to_owned(),
    ];
    match setting.control {
        ControlKind::Passkeys => {
            words.extend(["multiFactors".to_owned(), i18n.text("multi.legend")]);
            for factor in store.listed_multi_factors() {
                words.push(factor.api_name().to_owned());
                words.push(multi_factor_name(i18n, &factor));
                words.push(i18n.text(multi_factor_effect(&factor)));
            }
        }
        ControlKind::List => {
            for factor in store.listed_second_factors() {
                words.push(factor.api_name().to_owned());
                words.push(second_factor_name(i18n, &factor));
                words.push(i18n.text(second_factor_effect(&factor)));
            }
        }
        ControlKind::Providers => {
            words.extend(["idps".to_owned(), i18n.text("providers.legend")]);
            store.server.providers.with(|providers| {
                for provider in providers.value().into_iter().flatten() {
                    words.extend(provider.name.clone());
                    words.push(provider_kind_text(i18n, provider));
                }
            });
        }
        ControlKind::Switch { .. } | ControlKind::Lifetime | ControlKind::Address => {}
    }
    words.join(" ")
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
