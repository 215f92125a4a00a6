//! Links that are followed without loading a page, and those that are the browser's.

use login_console::browser::event::Listener;
use login_console::browser::{address, links};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, MouseEvent, MouseEventInit};

/// Presses a link while `/known` is followed. What was followed, if anything; nothing is loaded.
fn press(attributes: &[(&str, &str)], how: &MouseEventInit) -> Option<String> {
    let before = address::here();
    let document = crate::support::document();
    let link: HtmlElement = document
        .create_element("a")
        .expect("an element")
        .unchecked_into();
    for (name, value) in attributes {
        link.set_attribute(name, value).expect("an attribute");
    }
    link.set_inner_html("<b>there</b>");
    let body = document.body().expect("a body");
    body.append_child(&link).expect("appended");
    let moved = Rc::new(Cell::new(false));
    let called = Rc::clone(&moved);
    let following = links::follow(|path| path == "/known", move || called.set(true));
    let left_to_browser = Rc::new(Cell::new(true));
    let seen = Rc::clone(&left_to_browser);
    let last = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        seen.set(!event.default_prevented());
        event.prevent_default();
    });
    let window = web_sys::window().expect("a window");
    window.set_onclick(Some(last.as_ref().unchecked_ref()));
    how.set_bubbles(true);
    how.set_cancelable(true);
    let click = MouseEvent::new_with_mouse_event_init_dict("click", how).expect("a click");
    let inside = link.first_element_child().expect("the words");
    inside.dispatch_event(&click).expect("dispatched");
    drop(following);
    window.set_onclick(None);
    link.remove();
    assert_eq!(moved.get(), !left_to_browser.get(), "{attributes:?}");
    let after = address::here();
    address::replace(&before);
    (after != before).then_some(after)
}

#[wasm_bindgen_test]
fn a_link_to_a_page_is_followed_without_loading() {
    let plain = MouseEventInit::new();
    for to in ["/known", "/known?a=b#c"] {
        assert_eq!(press(&[("href", to)], &plain).as_deref(), Some(to));
    }
}

#[wasm_bindgen_test]
fn every_other_link_is_the_browsers() {
    let plain = MouseEventInit::new();
    let here = address::path() + "#place";
    for attributes in [
        &[("href", "/other")][..],
        &[("href", "https://elsewhere.example/known")],
        &[("href", &here)],
        &[("href", "/known"), ("target", "_blank")],
        &[("href", "/known"), ("download", "")],
        &[("name", "no address")],
    ] {
        assert_eq!(press(attributes, &plain), None, "{attributes:?}");
    }
}

#[wasm_bindgen_test]
fn a_press_with_a_key_or_another_button_is_the_browsers() {
    let with = |change: fn(&MouseEventInit)| {
        let init = MouseEventInit::new();
        change(&init);
        init
    };
    for how in [
        with(|init| init.set_ctrl_key(true)),
        with(|init| init.set_meta_key(true)),
        with(|init| init.set_shift_key(true)),
        with(|init| init.set_alt_key(true)),
        with(|init| init.set_button(1)),
    ] {
        assert_eq!(press(&[("href", "/known")], &how), None);
    }
}

#[wasm_bindgen_test]
fn nothing_is_heard_after_the_listener_is_gone() {
    let count = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&count);
    let listener = Listener::on_window("focus", move |_| *counted.borrow_mut() += 1);
    let window = web_sys::window().expect("a window");
    let event = || web_sys::Event::new("focus").expect("an event");
    window.dispatch_event(&event()).expect("dispatched");
    drop(listener);
    window.dispatch_event(&event()).expect("dispatched");
    assert_eq!(*count.borrow(), 1);
}
