//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// The browser did not allow the page to write to the clipboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the browser does not allow writing to the clipboard")]
pub struct ClipboardError;

/// Writes a text to the clipboard.
pub async fn write_text(text: &str) -> Result<(), ClipboardError> {
    let window = web_sys::window().ok_or(ClipboardError)?;
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .map(|_| ())
        .map_err(|_| ClipboardError)
}
