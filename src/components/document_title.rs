//! The title of the tab.

use crate::platform::document;
use leptos::prelude::*;

/// Keeps the title of the tab while it is on the page; shows nothing.
#[component]
pub fn DocumentTitle(
    /// The title.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    Effect::new(move || document::set_title(&text.get()));
}
