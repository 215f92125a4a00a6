//! Callouts, and banners above the page's matter.

use super::Icon;
use leptos::prelude::*;

/// How much a callout weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalloutKind {
    /// For information.
    Information,
    /// A fact about the person or their work.
    Fact,
    /// Must be acknowledged.
    Acknowledge,
    /// Can lock people out, or was refused.
    Danger,
}

impl CalloutKind {
    fn class(self) -> &'static str {
        match self {
            Self::Information => "note",
            Self::Fact => "note note-ink",
            Self::Acknowledge => "note note-ack",
            Self::Danger => "note note-stop",
        }
    }
}

/// Something that stands out from the text around it.
#[component]
pub fn Callout(
    /// How much it weighs.
    kind: CalloutKind,
    /// The icon at its start.
    icon: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class()>
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
}

/// A callout above the page's matter, which can take the focus.
#[component]
pub fn Banner(
    /// For whatever refers to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// How much it weighs.
    kind: CalloutKind,
    /// The icon at its start.
    icon: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="lead-note" id=id tabindex="-1">
            <Callout kind icon>{children()}</Callout>
        </div>
    }
}
