//! The address of this page, leaving it, and wiping what must not stay in the address bar.

use wasm_bindgen::JsValue;

/// Scheme, host and port, without a slash at the end: `https://console.example.com`.
pub fn origin() -> String {
    read(web_sys::Location::origin)
}

/// The path: `/settings/login`.
pub fn path() -> String {
    read(web_sys::Location::pathname)
}

/// The query without its question mark.
pub fn query() -> String {
    let search = read(web_sys::Location::search);
    search.strip_prefix('?').unwrap_or(&search).to_owned()
}

/// Path, query and fragment.
pub fn path_query_fragment() -> String {
    path() + &read(web_sys::Location::search) + &read(web_sys::Location::hash)
}

/// Puts another path of this origin into the address bar in place of the present history entry.
/// The router does not hear of it.
pub fn replace_path(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // A browser that refuses (too many calls) leaves the old address, which is only untidy.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Whether the page that is left stays in the history, so that the back button returns to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HistoryEntry {
    /// It stays.
    Keep,
    /// The page that is opened takes its place.
    Replace,
}

/// Leaves this page. Resolves only if the browser refuses to go.
pub async fn leave_for(url: &str, entry: HistoryEntry) {
    let Some(location) = location() else {
        return;
    };
    let left = match entry {
        HistoryEntry::Keep => location.assign(url),
        HistoryEntry::Replace => location.replace(url),
    };
    if left.is_ok() {
        // Scripts go on until the other page is there; nothing after this may run meanwhile.
        std::future::pending::<()>().await;
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(location) = location() {
        // There is nothing to do where a browser refuses to reload.
        let _ = location.reload();
    }
}

fn read(part: fn(&web_sys::Location) -> Result<String, JsValue>) -> String {
    location()
        .and_then(|location| part(&location).ok())
        .unwrap_or_default()
}

fn location() -> Option<web_sys::Location> {
    web_sys::window().map(|window| window.location())
}
