//! A notice in one of four weights; its first words name the weight.

use super::icon;
use leptos::prelude::*;

/// How much a notice weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// For information.
    Information,
    /// A fact about the person or their work.
    Fact,
    /// Must be acknowledged.
    Acknowledge,
    /// Can lock people out, or was refused.
    Stop,
}

/// A notice with a heading or a first word, and whatever stands in it.
pub fn note(weight: Weight, icon_name: &'static str, id: Option<&'static str>, body: AnyView) -> AnyView {
    let class = match weight {
        Weight::Information => "note",
        Weight::Fact => "note note-ink",
        Weight::Acknowledge => "note note-ack",
        Weight::Stop => "note note-stop",
    };
    view! { <div class=class id=id>{icon(icon_name)}<div>{body}</div></div> }.into_any()
}
