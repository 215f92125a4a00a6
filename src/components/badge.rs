//! Badges.

use super::Icon;
use leptos::prelude::*;

/// What a badge says about its matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Nothing special.
    Neutral,
    /// A fact.
    Fact,
    /// An intention, or not known.
    Draft,
    /// Refused, or dangerous.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tag",
            Self::Fact => "tag tag-ink",
            Self::Draft => "tag tag-pencil",
            Self::Danger => "tag tag-stop",
        }
    }
}

/// A state in one or two words.
#[component]
pub fn Badge(
    /// What it says about its matter.
    tone: Tone,
    /// The icon before the words.
    icon: &'static str,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=tone.class()>
            <Icon name=icon/>
            {text}
        </span>
    }
}
