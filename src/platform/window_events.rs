//! What happens to the window: other tabs of this origin, the browser's page cache, leaving.
//!
//! Each listener is removed when the reactive owner it was added under is cleaned up.

use leptos::ev;
use leptos::ev::EventDescriptor;
use leptos::prelude::{on_cleanup, window_event_listener, window_event_listener_untyped};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Calls back when another tab writes this key of `localStorage`.
pub fn on_storage_written(key: &'static str, call: impl Fn() + 'static) {
    listen(ev::storage, move |event| {
        if event.key().as_deref() == Some(key) {
            call();
        }
    });
}

/// Calls back when the browser shows this page again from its back/forward cache.
pub fn on_page_restored(call: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("pageshow", move |event| {
        let persisted = js_sys::Reflect::get(&event, &JsValue::from_str("persisted"));
        if persisted.is_ok_and(|value| value.is_truthy()) {
            call();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls back when somebody is likely to look at this page again, or the network is back. A laptop
/// that slept shows it late, if at all, by its timers.
pub fn on_wake(call: impl Fn() + 'static) {
    let call = Rc::new(call);
    for name in ["visibilitychange", "focus", "online", "pageshow"] {
        let call = Rc::clone(&call);
        let handle = window_event_listener_untyped(name, move |_| call());
        on_cleanup(move || handle.remove());
    }
}

/// Lets the browser ask before the page is left while `has_unsaved_work` says so.
pub fn confirm_before_leaving(has_unsaved_work: impl Fn() -> bool + 'static) {
    listen(ev::beforeunload, move |event| {
        if has_unsaved_work() {
            event.prevent_default();
        }
    });
}

fn listen<E>(event: E, call: impl Fn(E::EventType) + 'static)
where
    E: EventDescriptor + 'static,
    E::EventType: wasm_bindgen::JsCast,
{
    let handle = window_event_listener(event, call);
    on_cleanup(move || handle.remove());
}
