//! JSON as people read it, written by the browser.

use js_sys::JSON;
use wasm_bindgen::JsValue;

/// The same document with two spaces for each step in; as it is if it is no JSON.
pub fn indented(json: &str) -> String {
    JSON::parse(json)
        .and_then(|value| {
            JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2_u32))
        })
        .map_or_else(|_| json.to_owned(), String::from)
}
