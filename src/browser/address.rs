//! The address bar: where this page is, going elsewhere, and wiping what must not stay in it.

use wasm_bindgen::JsValue;

/// `https://console.example.com`, without a slash at the end.
pub fn origin() -> String {
    location()
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}

/// The path of the page, `/settings/login`.
pub fn path() -> String {
    location()
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default()
}

/// What stands behind the question mark, without it.
pub fn query() -> String {
    let search = location()
        .and_then(|location| location.search().ok())
        .unwrap_or_default();
    search.strip_prefix('?').unwrap_or(&search).to_owned()
}

/// Path, query and fragment as they stand.
pub fn here() -> String {
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location()
            .and_then(|location| read(&location).ok())
            .unwrap_or_default()
    };
    part(web_sys::Location::pathname)
        + &part(web_sys::Location::search)
        + &part(web_sys::Location::hash)
}

/// Puts another path of this origin into the address bar, in place of the present entry.
pub fn replace(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // A browser that refuses (too many calls) leaves the old address, which is only untidy.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Leaves this page. The code after it still runs for a moment, so this never resolves.
pub async fn leave_for(url: &str, keep_in_history: bool) {
    if let Some(location) = location() {
        let left = if keep_in_history {
            location.assign(url)
        } else {
            location.replace(url)
        };
        if left.is_ok() {
            std::future::pending::<()>().await;
        }
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(location) = location() {
        // There is nothing to do where a browser refuses to reload.
        let _ = location.reload();
    }
}

fn location() -> Option<web_sys::Location> {
    web_sys::window().map(|window| window.location())
}
