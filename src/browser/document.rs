//! The document as a whole: language, direction, theme, title, focus, clipboard, network state.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Writes `<html lang dir>`.
pub fn set_language(tag: &str, direction: &str) {
    set_root_attribute("lang", tag);
    set_root_attribute("dir", direction);
}

/// The language the page is in, as `<html lang>` says.
pub fn language() -> String {
    root()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// Forces a theme (`light`, `dark`), or follows the system with an empty text.
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

/// Writes the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        // Soft hyphens help narrow columns; in the title of a tab they only get in the way.
        document.set_title(&title.replace('\u{ad}', ""));
    }
}

/// The languages the person asked their browser for, best first.
pub fn preferred_languages() -> Vec<String> {
    web_sys::window()
        .map(|window| window.navigator().languages())
        .map(|languages| languages.iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Moves the focus to the element of that id, if it is there; scrolls to it.
pub fn focus(id: &str) {
    let element = document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

/// Moves the focus after the page has been drawn with what was just set.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    on_next_frame(move || focus(&id));
}

/// Calls back after the page has been drawn with what was just set.
pub fn on_next_frame(call: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(call);
}

/// Scrolls to the element that the address names behind `#`, once it exists.
pub fn scroll_to_fragment() {
    let Some(fragment) = web_sys::window().and_then(|window| window.location().hash().ok()) else {
        return;
    };
    let id = fragment.trim_start_matches('#');
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// Opens or closes the `dialog` of that id as a modal one.
pub fn show_dialog(id: &str, open: bool) {
    let dialog = document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        if open && !dialog.open() {
            // It fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        } else if !open {
            dialog.close();
        }
    }
}

/// Shows an element that stands hidden in `index.html`, such as the page for a broken console.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        // There is nobody left to tell if even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Copies a text; `false` if the browser does not let us.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// Whether the browser believes that there is a network.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether this page may use the browser's cryptography (https, or this machine itself).
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Closes an open `details` menu and gives the focus back to its summary.
pub fn close_menu(id: &str) {
    let Some(menu) = document().and_then(|document| document.get_element_by_id(id)) else {
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

/// Writes a line to the browser's console; for programmers, never with a secret.
pub fn log_error(line: &str) {
    web_sys::console::error_1(&line.into());
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        // The names are constants, so this cannot fail.
        let _ = root.set_attribute(name, value);
    }
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
