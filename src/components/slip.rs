//! A receipt, or the refusal that stands in its place.

use super::icon;
use crate::markup::{View, el};

/// What a slip is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlipKind {
    /// The server accepted it.
    Receipt,
    /// The server refused it.
    Refusal,
    /// Nobody knows, or nothing had to be done.
    Open,
}

/// A slip of paper that stays on the page.
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// Its id, so that the focus can be put on it.
    pub id: String,
    /// What was done, or was not.
    pub title: String,
    /// What stands at the end of its first line.
    pub ending: View,
    /// What it says.
    pub body: View,
}

/// Draws a slip.
pub fn slip(parts: Slip) -> View {
    let (class, mark) = match parts.kind {
        SlipKind::Receipt => ("slip", "check"),
        SlipKind::Refusal => ("slip slip-stop", "stop"),
        SlipKind::Open => ("slip slip-open", "ask"),
    };
    let heading = [&parts.id, "-h"].concat();
    el("article")
        .class(class)
        .id(&parts.id)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &heading.clone())
        .child(
            el("div")
                .class("slip-head")
                .child(icon(mark))
                .child(el("h3").id(&heading).child(parts.title))
                .child(parts.ending),
        )
        .child(parts.body)
        .into()
}
