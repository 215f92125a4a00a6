//! Mounting a view, finding things on it as a person would, and waiting for a condition.

use leptos::mount::mount_to;
use leptos::prelude::*;
use login_console::components::provide_announcer;
use login_console::i18n::{Catalogue, LOCALES, Locale, provide_i18n};
use login_console::platform::clock;
use std::any::Any;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A mounted view, which goes when this is dropped.
pub struct Mounted {
    root: HtmlElement,
    handle: Option<Box<dyn Any>>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.handle = None;
        self.root.remove();
        allow_inner_html(true);
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

/// Mounts a component in a place of its own, with what every page has: a language and an announcer.
pub fn mount<V: IntoView + 'static>(language: &str, view: impl FnOnce() -> V + 'static) -> Mounted {
    let locale = locale(language);
    mount_bare(move || {
        provide_i18n(locale, parsed_catalogue(locale));
        provide_announcer();
        view()
    })
}

/// Mounts a view that brings all of its context. Writing to `innerHTML` fails for as long as it is
/// mounted, as under the policy that pages are served with.
pub fn mount_bare<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted {
    allow_inner_html(false);
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
    let handle = mount_to(root.clone(), view);
    Mounted {
        root,
        handle: Some(Box::new(handle)),
    }
}

/// A language of the console.
pub fn locale(tag: &str) -> Locale {
    let mut locales = LOCALES.iter().copied();
    locales
        .find(|locale| locale.tag == tag)
        .expect("a language of the console")
}

/// The catalogue of a language, read.
pub fn parsed_catalogue(locale: Locale) -> Catalogue {
    Catalogue::parse(catalogue(locale.tag)).expect("a catalogue")
}

/// The catalogue of a language, as it is deployed.
pub fn catalogue(language: &str) -> &'static str {
    match language {
        "de" => include_str!("../../public/locales/de.json"),
        "ar" => include_str!("../../public/locales/ar.json"),
        _ => include_str!("../../public/locales/en.json"),
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
        clock::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what}: not within five seconds");
}

fn allow_inner_html(allowed: bool) {
    let script = if allowed {
        "if (window.innerHtml) {
            Object.defineProperty(Element.prototype, 'innerHTML', window.innerHtml);
        }"
    } else {
        "window.innerHtml ??= Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
        Object.defineProperty(Element.prototype, 'innerHTML', {
            configurable: true,
            get() { return window.innerHtml.get.call(this); },
            set() { throw new TypeError('innerHTML is written'); },
        });"
    };
    js_sys::eval(script).expect("a script");
}
