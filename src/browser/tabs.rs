//! Other tabs of this origin, and this tab coming back from the browser's cache.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Calls back when another tab writes this key into the storage of the origin.
pub fn on_written_elsewhere(key: &'static str, call: impl Fn() + 'static) {
    let handle = window_event_listener(leptos::ev::storage, move |event| {
        if event.key().as_deref() == Some(key) {
            call();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls back when the browser shows this page again as it was left, scripts and all.
pub fn on_restored(call: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("pageshow", move |event| {
        let persisted = js_sys::Reflect::get(&event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|value| value.is_truthy()) {
            call();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Asks the browser to ask before the page is left while `unfinished` says so.
pub fn ask_before_leaving(unfinished: impl Fn() -> bool + 'static) {
    let handle = window_event_listener(leptos::ev::beforeunload, move |event| {
        if unfinished() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
