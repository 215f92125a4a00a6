//! Work that goes on while the page stands.

use std::pin::Pin;

/// Begins it; it runs when the browser has a moment.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    begin(Box::pin(work));
}

/// One executor's code for all of it.
#[inline(never)]
fn begin(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}
