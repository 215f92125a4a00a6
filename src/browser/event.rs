//! What happened to an element or to the window, as far as the console asks, and listening for it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Something that happened.
pub struct Event(pub(super) web_sys::Event);

impl Event {
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

/// Listens for as long as it lives.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    call: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    /// Calls back when that happens to an element.
    pub fn on(target: &EventTarget, name: &'static str, mut call: Box<dyn FnMut(Event)>) -> Self {
        let call = Closure::wrap(
            Box::new(move |event| call(Event(event))) as Box<dyn FnMut(web_sys::Event)>
        );
        // It fails only without a name or a function.
        let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        Self {
            target: target.clone(),
            name,
            call,
        }
    }

    /// Calls back when that happens to the window; `None` where there is none.
    pub fn on_window(name: &'static str, call: impl FnMut(Event) + 'static) -> Option<Self> {
        Some(Self::on(&*web_sys::window()?, name, Box::new(call)))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        // It fails only without a name or a function.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, call);
    }
}
