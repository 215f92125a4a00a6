//! The document: language, direction, theme, title, focus, scrolling, dialogs.

use futures_channel::oneshot;
use wasm_bindgen::JsCast;

/// Writes `<html lang dir>`.
pub fn set_language(tag: &str, direction: &str) {
    set_root_attribute("lang", tag);
    set_root_attribute("dir", direction);
}

/// The value of `<html lang>`.
pub fn language() -> String {
    root()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// Forces the theme `light` or `dark`; an empty text follows the system.
pub fn set_theme(theme: &str) {
    if theme.is_empty() {
        if let Some(root) = root() {
            // Removing an attribute that is not there is no error.
            let _ = root.remove_attribute("data-theme");
        }
    } else {
        set_root_attribute("data-theme", theme);
    }
}

/// Writes the title of the tab, without the soft hyphens that only help narrow columns.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(&title.replace('\u{ad}', ""));
    }
}

/// The languages that the browser asks for, best first, as BCP 47 tags.
pub fn preferred_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .map(|languages| languages.iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Moves the focus to the element of that id, if it is there and can take it.
pub fn focus(id: &str) {
    if let Some(element) = element::<web_sys::HtmlElement>(id) {
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Moves the focus once what was just set is on the page.
pub fn focus_after_render(id: impl Into<String>) {
    let id = id.into();
    after_render(move || focus(&id));
}

/// Calls back in the next frame, when what was just set is on the page.
pub fn after_render(call: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(call);
}

/// Waits for the next frame. A page that is hidden has none until it is shown again.
pub async fn next_frame() {
    let (frame, reached) = oneshot::channel();
    after_render(move || {
        // Whoever waited may be gone.
        let _ = frame.send(());
    });
    // The callback of a frame is dropped only with the page.
    let _ = reached.await;
}

/// Scrolls to the element that the fragment of the address names, if it is there.
pub fn scroll_to_fragment() {
    let Some(fragment) = web_sys::window().and_then(|window| window.location().hash().ok()) else {
        return;
    };
    if let Some(element) = element::<web_sys::Element>(fragment.trim_start_matches('#')) {
        element.scroll_into_view();
    }
}

/// Shows an element that stands hidden in `index.html`, such as the page for a panic.
pub fn reveal(id: &str) {
    if let Some(element) = element::<web_sys::Element>(id) {
        // There is nobody left to tell if even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Closes the `details` menu of that id and moves the focus to its summary.
pub fn close_menu(id: &str) {
    let Some(menu) = element::<web_sys::Element>(id) else {
        return;
    };
    // A menu that is not open stays as it is.
    let _ = menu.remove_attribute("open");
    let summary = menu
        .query_selector("summary")
        .ok()
        .flatten()
        .and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(summary) = summary {
        // A summary can always take the focus.
        let _ = summary.focus();
    }
}

/// Whether the browser believes that there is a network.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether this is a secure context: https, or this machine itself (W3C Secure Contexts).
pub fn is_secure_context() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Writes an error to the browser's console; for programmers, never with a secret.
pub fn log_error(line: &str) {
    web_sys::console::error_1(&line.into());
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        // The names are constants, so this cannot fail.
        let _ = root.set_attribute(name, value);
    }
}

fn element<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
