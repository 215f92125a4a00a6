//! Time: wall clock, stop watch, and waiting. `std::time` panics in a browser.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Seconds since 1970, as the machine believes.
pub fn now_seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Now, as RFC 3339 in UTC with milliseconds.
pub fn now_rfc3339() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Milliseconds of a clock that never jumps; for measuring how long something took.
pub fn stopwatch_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Waits. Browsers slow timers of hidden tabs down, so callers judge by the clock, not by the count.
pub async fn sleep_ms(milliseconds: u32) {
    let pending = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            // A browser that sets no timer has no page to wait for either.
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
        }
    });
    // A promise that nobody rejects.
    let _ = JsFuture::from(pending).await;
}
