//! Boot: what happens at a panic, then the console.

// The browser calls `main` as it is, without what Rust's runtime does around it elsewhere.
#![cfg_attr(target_arch = "wasm32", no_main)]

use login_console::app;
use login_console::platform::document;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen(start))]
fn main() {
    std::panic::set_hook(Box::new(|panic| {
        // Message and place of a panic are written by programmers and hold no token.
        document::log_error(&panic.to_string());
        // The page for people, which says what to do.
        document::reveal("broken");
    }));
    wasm_bindgen_futures::spawn_local(app::start());
}
