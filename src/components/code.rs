//! Names out of an API.

use leptos::prelude::*;

/// A name out of an API, left to right in every language.
#[component]
pub fn Code(
    /// The name.
    children: Children,
) -> impl IntoView {
    view! { <code dir="ltr">{children()}</code> }
}
