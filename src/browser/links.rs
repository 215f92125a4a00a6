//! Links of this origin followed without loading a page, and the browser's buttons for back and
//! forward.

use super::address;
use super::event::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// Follows plain clicks on links to paths of this origin that are known, and calls back. A link to
/// a place on the present page is left to the browser, which also moves the focus there.
pub fn follow(
    is_known: impl Fn(&str) -> bool + 'static,
    moved: impl Fn() + 'static,
) -> Option<Listener> {
    Listener::on_window("click", move |event| {
        let click: Option<&MouseEvent> = event.0.dyn_ref();
        let link = click.and_then(plainly_pressed);
        if let Some(link) = link.filter(|link| is_known(&link.pathname())) {
            event.prevent_default();
            push(&(link.pathname() + &link.search() + &link.hash()));
            moved();
        }
    })
}

/// Calls back when the person went back or forward.
pub fn on_moved(call: impl Fn() + 'static) -> Option<Listener> {
    Listener::on_window("popstate", move |_| call())
}

/// Puts another address of this origin into the address bar as the next entry, and the page to its
/// top.
pub fn push(to: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Ok(history) = window.history() {
        // A browser that refuses (too many calls) leaves the old address, which is only untidy.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(to));
    }
    window.scroll_to_with_x_and_y(0.0, 0.0);
}

fn plainly_pressed(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let is_plain = event.button() == 0
        && !event.default_prevented()
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !is_plain {
        return None;
    }
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let link = pressed.closest("a[href]").ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let is_ours = link.origin() == address::origin()
        && link.target().is_empty()
        && !link.has_attribute("download")
        && (link.pathname() != address::path() || link.hash().is_empty());
    is_ours.then_some(link)
}
