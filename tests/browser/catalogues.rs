//! The catalogues as the browser speaks them: plurals, dates, lists, direction.

use crate::support::{catalogue, document, speak};
use login_console::browser::intl;
use login_console::i18n::{self, Catalogue, LOCALES, count, text_with};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_language_has_a_catalogue_that_reads() {
    for locale in LOCALES {
        for part in catalogue(locale.tag) {
            assert!(Catalogue::parse(part).is_ok(), "{}", locale.tag);
        }
    }
}

#[wasm_bindgen_test]
fn the_document_says_which_language_and_direction_it_has() {
    let root = document().document_element().expect("a root");
    for (language, direction) in [("ar", "rtl"), ("de", "ltr"), ("en", "ltr")] {
        speak(language);
        assert_eq!(root.get_attribute("lang").as_deref(), Some(language));
        assert_eq!(root.get_attribute("dir").as_deref(), Some(direction));
    }
}

#[wasm_bindgen_test]
fn english_counts_one_and_many() {
    speak("en");
    assert_eq!(count("review.apply", 1, &[]), "Apply 1 change");
    assert_eq!(count("review.apply", 2, &[]), "Apply 2 changes");
}

#[wasm_bindgen_test]
fn arabic_has_a_form_for_each_of_its_six_categories() {
    speak("ar");
    let mut forms: Vec<String> = [0, 1, 2, 3, 11, 100]
        .into_iter()
        .map(|number| count("count.open", number, &[]))
        .collect();
    forms.sort();
    forms.dedup();
    assert_eq!(forms.len(), 6, "{forms:?}");
}

#[wasm_bindgen_test]
fn plural_categories_are_those_of_cldr() {
    for (language, number, category) in [
        ("en", 1.0, "one"),
        ("en", 0.0, "other"),
        ("ar", 0.0, "zero"),
        ("ar", 2.0, "two"),
        ("ar", 11.0, "many"),
        ("pl", 3.0, "few"),
        ("ja", 1.0, "other"),
    ] {
        assert_eq!(intl::plural_category(language, number), category);
    }
}

#[wasm_bindgen_test]
fn quantities_moments_and_lists_are_written_as_people_do() {
    speak("de");
    assert_eq!(i18n::quantity(10.0, "day"), "10 Tage");
    assert_eq!(
        i18n::list(&["a".into(), "b".into(), "c".into()]),
        "a, b und c"
    );
    assert!(i18n::moment("2026-11-18T14:02:00Z", false).contains("2026"));
}

#[wasm_bindgen_test]
fn what_is_no_moment_stays_as_it_came() {
    speak("en");
    assert_eq!(i18n::moment("soon", false), "soon");
}

#[wasm_bindgen_test]
fn a_value_is_put_in_as_words_and_never_as_a_placeholder() {
    speak("en");
    let text = text_with("call.add.done", &[("name", "{name}")]);
    assert_eq!(text, "Added: {name}");
}
