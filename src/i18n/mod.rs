//! The language of the page, and texts, numbers, plurals and dates in it.
//!
//! One catalogue is active at a time and only that one is downloaded (`public/locales/<tag>.json`).
//! What is read through [`I18n`] is tracked: when the language is switched, texts change in place
//! and nothing is drawn anew, so the focus stays where it was. Knows nothing of ZITADEL, of sessions
//! or of settings: it is handed keys.

mod catalogue;
mod locale;
mod number_input;
mod readers;

pub use catalogue::{Catalogue, CatalogueError};
pub use locale::{LOCALES, Locale, best_match};

use crate::platform::intl::{Formats, NumberSymbols};
use crate::platform::{document, fetch, storage};
use leptos::prelude::*;
use readers::Readers;

/// Where a person's choice is remembered; `public/boot.js` reads the same key before first paint.
const CHOICE_KEY: &str = "locale";

/// The active language. Its methods are tracked; read them inside closures, memos and effects.
#[derive(Clone, Copy, Debug)]
pub struct I18n {
    active: RwSignal<Active, LocalStorage>,
    readers: Readers,
    /// The language that was asked for last; a download that was overtaken does not count.
    requested: StoredValue<Locale>,
}

#[derive(Debug)]
struct Active {
    locale: Locale,
    catalogue: Catalogue,
    formats: Formats,
}

/// Puts the language of the page into the context and writes it to `<html lang dir>`.
pub fn provide_i18n(locale: Locale, catalogue: Catalogue) -> I18n {
    let i18n = I18n {
        active: RwSignal::new_local(Active::new(locale, catalogue)),
        readers: Readers::new(),
        requested: StoredValue::new(locale),
    };
    provide_context(i18n);
    i18n
}

/// The language of the page.
pub fn use_i18n() -> I18n {
    expect_context()
}

/// The text of a key, for a view: `<h1>{t("settings.title")}</h1>`.
pub fn t(key: &'static str) -> Signal<String> {
    let i18n = use_i18n();
    Signal::derive(move || i18n.text(key))
}

impl I18n {
    /// The language.
    pub fn locale(self) -> Locale {
        self.read(|active| active.locale)
    }

    /// The text of a key; the key itself if there is none.
    pub fn text(self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// The text of a key with values in place of its `{names}`.
    pub fn text_with(self, key: &str, values: &[(&str, &str)]) -> String {
        self.read(|active| active.catalogue.text(key, "other", values))
    }

    /// The text of a key for a number of things; `{count}` is the number as people write it.
    pub fn count(self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        self.read(|active| {
            let number = number as f64;
            let category = active.formats.plural_category(number);
            let written = active.formats.number(number);
            let mut all = vec![("count", written.as_str())];
            all.extend_from_slice(values);
            active.catalogue.text(key, &category, &all)
        })
    }

    /// A number as people write it.
    pub fn number(self, number: f64) -> String {
        self.read(|active| active.formats.number(number))
    }

    /// A number with its unit in full (`10 days`); `unit` is one of the simple units of
    /// ECMA-402 §6.6.
    pub fn quantity(self, number: f64, unit: &str) -> String {
        self.read(|active| active.formats.quantity(number, unit))
    }

    /// Several things in one sentence (`a, b and c`).
    pub fn list(self, things: &[String]) -> String {
        self.read(|active| active.formats.list(things))
    }

    /// A moment (RFC 3339) as people write it, in the zone of this machine; the text as it came if
    /// it is no moment.
    pub fn date_time(self, rfc3339: &str, seconds: bool) -> String {
        self.read(|active| active.formats.date_time(rfc3339, seconds))
            .unwrap_or_else(|| rfc3339.to_owned())
    }

    /// A number as it was typed in this language, with Western digits and a point before the
    /// fraction; what is no number stays as it is, to be refused by whoever parses it.
    pub fn normalize_number(self, typed: &str) -> String {
        number_input::normalize(typed, self.number_symbols())
    }

    /// A number with Western digits and a point before the fraction, as it is typed in this
    /// language; without groups, and with Western digits still.
    pub fn localize_number(self, number: &str) -> String {
        number_input::localize(number, self.number_symbols())
    }

    fn number_symbols(self) -> NumberSymbols {
        self.read(|active| active.formats.number_symbols())
    }

    /// Makes a catalogue the active one.
    pub fn activate(self, locale: Locale, catalogue: Catalogue) {
        self.requested.set_value(locale);
        self.active.set(Active::new(locale, catalogue));
    }

    /// Downloads the catalogue of a language and makes it the active one, unless another language
    /// was asked for meanwhile.
    pub async fn switch_to(self, locale: Locale) -> Result<(), CatalogueError> {
        self.requested.set_value(locale);
        let catalogue = download(locale).await?;
        if self.requested.try_get_value() == Some(locale) {
            self.activate(locale, catalogue);
        }
        Ok(())
    }

    fn read<T>(self, read: impl FnOnce(&Active) -> T) -> T {
        self.readers.note(&self.active);
        self.active.with(read)
    }
}

impl Active {
    fn new(locale: Locale, catalogue: Catalogue) -> Self {
        document::set_language(locale.tag, locale.direction());
        Self {
            locale,
            catalogue,
            formats: Formats::new(locale.tag),
        }
    }
}

/// Downloads the catalogue of a language.
pub async fn download(locale: Locale) -> Result<Catalogue, CatalogueError> {
    let file = fetch::own_file(&["/locales/", locale.tag, ".json"].concat())
        .await
        .map_err(|_| CatalogueError::Unreachable)?;
    if file.status() != 200 {
        return Err(CatalogueError::Unreachable);
    }
    Catalogue::parse(file.body())
}

/// The language the page should be in: what the person chose here, else what their profile says,
/// else what their browser asks for, else English.
pub fn preferred(profile: Option<&str>) -> Locale {
    let chosen = storage::local_get(CHOICE_KEY);
    let browser = document::preferred_languages();
    let preferences = chosen
        .as_deref()
        .into_iter()
        .chain(profile)
        .chain(browser.iter().map(String::as_str));
    best_match(preferences)
}

/// Remembers a choice for this browser.
pub fn remember(locale: Locale) {
    storage::local_set(CHOICE_KEY, locale.tag);
}
