//! A notice in one of four weights; its first words name the weight.

use super::icon;
use crate::markup::{View, el};

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

/// A notice with whatever stands in it.
pub fn note(weight: Weight, icon_name: &'static str, body: impl IntoIterator<Item = View>) -> View {
    let class = match weight {
        Weight::Information => "note",
        Weight::Fact => "note note-ink",
        Weight::Acknowledge => "note note-ack",
        Weight::Stop => "note note-stop",
    };
    let body: Vec<View> = body.into_iter().collect();
    el("div")
        .class(class)
        .child(icon(icon_name))
        .child(el("div").child(body))
        .into()
}

/// A notice above the page's matter; `id` is for whatever refers to it.
pub fn lead_note(id: Option<&str>, note: View) -> View {
    el("div")
        .class("lead-note")
        .attr_if("id", id)
        .attr("tabindex", "-1")
        .child(note)
        .into()
}
