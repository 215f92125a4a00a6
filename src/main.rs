//! Boot: a page for the case of a panic, then the console.

// The browser calls `main` as it is, without what Rust's runtime does around it elsewhere.
#![cfg_attr(target_arch = "wasm32", no_main)]

#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen(start))]
fn main() {
    std::panic::set_hook(Box::new(|info| {
        // The message of a panic is written by programmers and holds no token; people see the page
        // that says what to do.
        login_console::browser::document::log_error(&info.to_string());
        login_console::browser::document::reveal("broken");
    }));
    login_console::browser::tasks::spawn(login_console::app::start());
}
