//! Other tabs of this origin, and this tab coming back from the browser's cache. What is listened for
//! here counts for as long as the page lives.

use super::event::{Event, Listener};
use wasm_bindgen::{JsCast, JsValue};

/// Calls back when another tab writes this key into the storage of the origin.
pub fn on_written_elsewhere(key: &'static str, call: impl Fn() + 'static) {
    forever("storage", move |event| {
        let event: Option<&web_sys::StorageEvent> = event.0.dyn_ref();
        if event.is_some_and(|event| event.key().as_deref() == Some(key)) {
            call();
        }
    });
}

/// Calls back when the browser shows this page again as it was left, scripts and all.
pub fn on_restored(call: impl Fn() + 'static) {
    forever("pageshow", move |event| {
        let persisted = js_sys::Reflect::get(&event.0, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|value| value.is_truthy()) {
            call();
        }
    });
}

/// Asks the browser to ask before the page is left while `unfinished` says so.
pub fn ask_before_leaving(unfinished: impl Fn() -> bool + 'static) {
    forever("beforeunload", move |event| {
        if unfinished() {
            event.prevent_default();
        }
    });
}

fn forever(name: &'static str, call: impl FnMut(Event) + 'static) {
    std::mem::forget(Listener::on_window(name, call));
}
