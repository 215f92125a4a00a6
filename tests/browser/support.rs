//! Mounting a page, finding things on it as a person would, and waiting for a condition.

use leptos::mount::{UnmountHandle, mount_to_renderer};
use login_console::i18n::{self, Catalogue, LOCALES};
use login_console::markup::{Drawn, View};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A mounted view, which goes when this is dropped.
pub struct Mounted {
    root: HtmlElement,
    _handle: UnmountHandle<Drawn>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Mounted {
    /// The first element that fits a selector.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).expect("a selector")
    }

    /// The same, which must be there.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("{selector} is on the page: {}", self.text()))
            .unchecked_into()
    }

    /// All words of the page.
    pub fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    /// The attribute of an element that must be there.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.get(selector).get_attribute(name)
    }
}

/// Mounts a view in a place of its own, in a language.
pub fn mount(language: &str, view: impl FnOnce() -> View + 'static) -> Mounted {
    speak(language);
    let document = document();
    let root: HtmlElement = document
        .create_element("div")
        .expect("an element")
        .unchecked_into();
    document
        .body()
        .expect("a body")
        .append_child(&root)
        .expect("appended");
    let handle = mount_to_renderer(&root, view);
    Mounted {
        root,
        _handle: handle,
    }
}

/// Makes a language of the console the active one.
pub fn speak(language: &str) {
    let locale = LOCALES
        .iter()
        .find(|locale| locale.tag == language)
        .expect("a language of the console");
    let [first, later] = catalogue(language);
    let mut catalogue = Catalogue::parse(first).expect("a catalogue");
    catalogue.add(Catalogue::parse(later).expect("a catalogue"));
    i18n::use_catalogue(*locale, catalogue);
}

/// The two parts of the catalogue of a language, as they are deployed.
pub fn catalogue(language: &str) -> [&'static str; 2] {
    macro_rules! parts {
        ($tag:literal) => {
            [
                include_str!(concat!("../../public/locales/", $tag, ".json")),
                include_str!(concat!("../../public/locales/plan/", $tag, ".json")),
            ]
        };
    }
    match language {
        "de" => parts!("de"),
        "ar" => parts!("ar"),
        _ => parts!("en"),
    }
}

pub fn document() -> web_sys::Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("a document")
}

/// Waits for a condition, five seconds at most.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        login_console::browser::clock::sleep_ms(10).await;
    }
    panic!("{what}: not within five seconds");
}
