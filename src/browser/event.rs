//! What happened to an element, as far as the console asks.

use wasm_bindgen::{JsCast, JsValue};

/// Something that happened to an element.
pub struct Event(web_sys::Event);

impl Event {
    pub(crate) fn new(event: JsValue) -> Self {
        Self(event.unchecked_into())
    }

    /// The value of the input or select it happened to.
    pub fn value(&self) -> String {
        leptos::prelude::event_target_value(&self.0)
    }

    /// The key that was pressed, as UI Events names it; empty for anything but a key.
    pub fn key(&self) -> String {
        self.0
            .dyn_ref::<web_sys::KeyboardEvent>()
            .map(web_sys::KeyboardEvent::key)
            .unwrap_or_default()
    }

    /// Keeps the browser from doing what it would do.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }
}
