//! Time: wall clock, monotonic clock, and waiting. `std::time` panics in a browser.

use leptos::prelude::{on_cleanup, set_interval_with_handle};
use std::time::Duration;

/// Seconds since 1970-01-01T00:00:00Z, as this machine believes.
pub fn now_seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Now, as RFC 3339 in UTC with milliseconds.
pub fn now_rfc3339() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// A moment in seconds since 1970-01-01T00:00:00Z, as RFC 3339 in UTC with milliseconds. It must be
/// one of the 100,000,000 days before or after 1970 that ECMA-262 knows.
pub fn rfc3339(seconds: i64) -> String {
    let milliseconds = seconds as f64 * 1000.0;
    js_sys::Date::new(&milliseconds.into())
        .to_iso_string()
        .into()
}

/// Milliseconds of a clock that never jumps; for measuring how long something took.
pub fn monotonic_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Waits. The timer is cleared when the future is dropped. Browsers slow the timers of hidden tabs
/// down, so callers judge by the clock and not by how often they waited.
pub async fn sleep(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// Calls back again and again until the reactive owner is cleaned up.
pub fn interval(period: Duration, call: impl Fn() + 'static) {
    // A browser that sets no timer has no page to call back for either.
    if let Ok(handle) = set_interval_with_handle(call, period) {
        on_cleanup(move || handle.clear());
    }
}
