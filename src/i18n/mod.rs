//! Chooses the language and renders text, numbers, plurals and dates in it.
//!
//! One catalogue is active at a time and only that one is downloaded (`public/locales/<tag>.json`,
//! and `public/locales/plan/<tag>.json` once there is a plan).
//! Changing the language draws the page anew, so a text is a plain `String` and not a signal.
//! Knows nothing of ZITADEL, of sessions or of settings: it is handed keys.

mod catalogue;
mod choice;

pub use catalogue::{Catalogue, CatalogueError, Piece, pieces};
pub use choice::{LOCALES, Locale, best};

use crate::browser::{document, fetch, intl, storage};
use std::cell::{Cell, RefCell};
use std::pin::Pin;

/// Where a person's choice is remembered; `public/boot.js` reads the same key before first paint.
const CHOICE: &str = "locale";

/// Where the texts are that only a plan needs; they are downloaded with it.
const LATER: &str = "/locales/plan/";

thread_local! {
    /// Whether the texts that come later have been asked for.
    static WITH_LATER: Cell<bool> = const { Cell::new(false) };
    static ACTIVE: RefCell<(Locale, Catalogue)> =
        RefCell::new((Locale::ENGLISH, Catalogue::default()));
}

/// The language this page is in.
pub fn active() -> Locale {
    ACTIVE.with_borrow(|(locale, _)| *locale)
}

/// The language the page should be in: what the person chose here, else what their account says,
/// else what their browser asks for, else English.
pub fn wanted(profile: Option<&str>) -> Locale {
    let chosen = storage::origin::get(CHOICE);
    let browser = document::preferred_languages();
    let wishes = chosen
        .iter()
        .map(String::as_str)
        .chain(profile)
        .chain(browser.iter().map(String::as_str));
    best(wishes)
}

/// Remembers a choice for this browser.
pub fn remember(locale: Locale) {
    storage::origin::set(CHOICE, locale.tag);
}

/// A catalogue on its way.
pub type Activating = Pin<Box<dyn Future<Output = Result<(), CatalogueError>>>>;

/// Downloads the catalogue of a language and makes it the active one.
pub fn activate(locale: Locale) -> Activating {
    Box::pin(async move {
        let mut catalogue = download("/locales/", locale).await?;
        if WITH_LATER.get() {
            catalogue.add(download(LATER, locale).await?);
        }
        use_catalogue(locale, catalogue);
        Ok(())
    })
}

/// Downloads the texts that only a plan needs, in the active language and in each one after it.
pub fn activate_later() -> Activating {
    Box::pin(async move {
        let locale = active();
        let more = download(LATER, locale).await?;
        WITH_LATER.set(true);
        if active() != locale {
            // The language was changed meanwhile.
            return activate(active()).await;
        }
        ACTIVE.with_borrow_mut(|(_, catalogue)| catalogue.add(more));
        Ok(())
    })
}

async fn download(folder: &str, locale: Locale) -> Result<Catalogue, CatalogueError> {
    let path = [folder, locale.tag, ".json"].concat();
    let file = fetch::own_file(&path)
        .await
        .map_err(|_| CatalogueError::NotReached)?;
    if file.status != 200 {
        return Err(CatalogueError::NotReached);
    }
    Catalogue::parse(&file.body)
}

/// Makes a catalogue the active one.
pub fn use_catalogue(locale: Locale, catalogue: Catalogue) {
    document::set_language(locale.tag, locale.direction());
    ACTIVE.set((locale, catalogue));
}

/// The text of a key.
pub fn text(key: &str) -> String {
    text_with(key, &[])
}

/// The text of a key with its `{placeholders}` filled in.
pub fn text_with(key: &str, values: &[(&str, &str)]) -> String {
    ACTIVE.with_borrow(|(_, catalogue)| catalogue.text(key, "other", values))
}

/// The text of a key for a number of things; `{count}` is the number as people write it.
pub fn count(key: &str, number: usize, values: &[(&str, &str)]) -> String {
    ACTIVE.with_borrow(|(locale, catalogue)| {
        let number = number as f64;
        let category = intl::plural_category(locale.tag, number);
        let written = intl::number(locale.tag, number);
        let mut all = vec![("count", written.as_str())];
        all.extend_from_slice(values);
        catalogue.text(key, &category, &all)
    })
}

/// A moment (RFC 3339) as people write it; the text as it came if it is no moment.
pub fn moment(rfc3339: &str, with_seconds: bool) -> String {
    intl::moment(active().tag, rfc3339, with_seconds).unwrap_or_else(|| rfc3339.to_owned())
}

/// A number as people write it.
pub fn number(number: f64) -> String {
    intl::number(active().tag, number)
}

/// A number with its unit in full (`10 days`).
pub fn quantity(number: f64, unit: &str) -> String {
    intl::quantity(active().tag, number, unit)
}

/// Several things in one sentence.
pub fn list(things: &[String]) -> String {
    intl::list(active().tag, things)
}
