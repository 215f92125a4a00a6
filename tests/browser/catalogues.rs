//! The catalogues as the browser speaks them: plurals, dates, lists, direction, switching.

use crate::support::{catalogue, document, locale, mount, parsed_catalogue, until};
use leptos::prelude::*;
use login_console::i18n::{Catalogue, I18n, LOCALES, provide_i18n, t, use_i18n};
use login_console::platform::clock;
use login_console::platform::intl::Formats;
use std::collections::BTreeSet;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

/// Does something in a language.
fn speaking<T>(language: &str, act: impl FnOnce(I18n) -> T) -> T {
    let locale = locale(language);
    let owner = Owner::new();
    owner.with(|| act(provide_i18n(locale, parsed_catalogue(locale))))
}

#[wasm_bindgen_test]
fn every_language_has_a_catalogue_with_the_same_keys() {
    let keys = |tag: &str| -> BTreeSet<String> {
        let catalogue = Catalogue::parse(catalogue(tag)).expect("a catalogue");
        catalogue.keys().map(str::to_owned).collect()
    };
    for locale in LOCALES {
        assert_eq!(keys(locale.tag), keys("en"), "{}", locale.tag);
    }
}

#[wasm_bindgen_test]
fn the_document_says_which_language_and_direction_it_has() {
    let root = document().document_element().expect("a root");
    for (language, direction) in [("ar", "rtl"), ("de", "ltr"), ("en", "ltr")] {
        speaking(language, |_| ());
        assert_eq!(root.get_attribute("lang").as_deref(), Some(language));
        assert_eq!(root.get_attribute("dir").as_deref(), Some(direction));
    }
}

#[wasm_bindgen_test]
fn english_counts_one_and_many() {
    speaking("en", |i18n| {
        assert_eq!(i18n.count("review.apply", 1, &[]), "Apply 1 change");
        assert_eq!(i18n.count("review.apply", 2, &[]), "Apply 2 changes");
    });
}

#[wasm_bindgen_test]
fn arabic_has_a_form_for_each_of_its_six_categories() {
    speaking("ar", |i18n| {
        let forms: BTreeSet<String> = [0, 1, 2, 3, 11, 100]
            .into_iter()
            .map(|number| i18n.count("count.open", number, &[]))
            .collect();
        assert_eq!(forms.len(), 6, "{forms:?}");
    });
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
        assert_eq!(Formats::new(language).plural_category(number), category);
    }
}

#[wasm_bindgen_test]
fn quantities_moments_and_lists_are_written_as_people_do() {
    speaking("de", |i18n| {
        assert_eq!(i18n.number(1234.5), "1.234,5");
        assert_eq!(i18n.quantity(10.0, "day"), "10 Tage");
        assert_eq!(i18n.quantity(1.0, "day"), "1 Tag");
        assert_eq!(
            i18n.list(&["a".into(), "b".into(), "c".into()]),
            "a, b und c"
        );
        assert_eq!(i18n.list(&["a".into()]), "a");
        let minute = i18n.date_time("2026-11-18T14:02:03Z", false);
        let second = i18n.date_time("2026-11-18T14:02:03Z", true);
        assert!(
            minute.contains("2026") && !minute.contains(":03"),
            "{minute}"
        );
        assert!(second.contains(":03"), "{second}");
    });
}

#[wasm_bindgen_test]
fn numbers_are_typed_as_people_write_them() {
    for (language, typed, wanted) in [
        ("de", "1,5", "1.5"),
        ("de", "1.5", "1.5"),
        ("en", "1,5", "1,5"),
        ("ar", "١٠", "10"),
        ("ar", "١٫٥", "1.5"),
    ] {
        speaking(language, |i18n| {
            assert_eq!(
                i18n.normalize_number(typed),
                wanted,
                "{typed} in {language}"
            );
        });
    }
}

#[wasm_bindgen_test]
fn what_is_no_moment_stays_as_it_came() {
    speaking("en", |i18n| {
        assert_eq!(i18n.date_time("soon", false), "soon")
    });
}

#[wasm_bindgen_test]
fn a_value_is_put_in_as_words_and_never_as_a_placeholder() {
    speaking("en", |i18n| {
        let text = i18n.text_with("call.add.done", &[("name", "{name}")]);
        assert_eq!(text, "Added: {name}");
    });
}

#[wasm_bindgen_test]
async fn switching_the_language_changes_texts_in_place_and_keeps_the_focus() {
    let page = mount("en", || {
        let i18n = use_i18n();
        let german = locale("de");
        let switch = move |_| i18n.activate(german, parsed_catalogue(german));
        view! {
            <button on:click=switch title=t("button.undo")>
                {t("button.copy")}
            </button>
            <p>{move || i18n.count("review.apply", 2, &[])}</p>
        }
    });
    let button = page.get("button");
    button.focus().expect("focused");
    assert_eq!(button.text_content().as_deref(), Some("Copy"));
    button.click();
    until("the button is German", || {
        button.text_content().as_deref() == Some("Kopieren")
    })
    .await;
    assert_eq!(page.get("p").inner_text(), "2 Änderungen anwenden");
    assert_eq!(button.title(), "Zurücknehmen");
    assert!(page.get("button").is_same_node(Some(&button)));
    assert_eq!(document().active_element(), Some(button.into()));
}

#[wasm_bindgen_test]
async fn a_catalogue_that_cannot_be_downloaded_leaves_the_language_as_it_is() {
    let owner = Owner::new();
    let english = locale("en");
    let i18n = owner.with(|| provide_i18n(english, parsed_catalogue(english)));
    // The server of these tests has no catalogues.
    assert!(i18n.switch_to(locale("de")).await.is_err());
    assert_eq!(untrack(|| i18n.locale()).tag, "en");
    assert_eq!(untrack(|| i18n.text("button.copy")), "Copy");
}

#[wasm_bindgen_test]
async fn texts_that_come_and_go_leave_no_memory_behind() {
    let shown = RwSignal::new(0);
    let _page = mount("en", move || {
        move || {
            shown.track();
            (0..100)
                .map(|_| view! { <p>{t("button.copy")}</p> })
                .collect_view()
        }
    });
    let redraw = async |times: u32| {
        for _ in 0..times {
            shown.update(|count| *count += 1);
            clock::sleep(Duration::from_millis(1)).await;
        }
        memory_pages()
    };
    // Until the allocator has what it needs for so many at a time.
    let before = redraw(50).await;
    let after = redraw(200).await;
    // Leptos alone would keep 130 bytes of each: 2.6 MB.
    assert!(after - before <= 4, "{before} pages became {after}");
}

/// How much memory the program holds, in pages of 64 kB.
fn memory_pages() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    buffer.byte_length() / 65_536
}
