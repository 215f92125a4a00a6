//! A name and its value in a description list.

use leptos::prelude::*;

/// A `dt` and its `dd`, to stand in a `dl`.
#[component]
pub fn DescriptionItem(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}
