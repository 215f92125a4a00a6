//! `role="switch"`: its label never changes with its state; Space and Enter toggle it.

use super::ControlState;
use crate::markup::{View, el};
use leptos::prelude::*;

/// A switch, to stand in a row of the same id.
pub struct Switch {
    /// The id of the row.
    pub id: &'static str,
    /// What it is set to in the draft.
    pub on: Signal<bool>,
    /// How far that has come.
    pub state: Signal<ControlState>,
    /// The word beside the track.
    pub word: Box<dyn FnMut() -> String>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    pub locked_by: Signal<Option<&'static str>>,
    /// Called with the new value.
    pub on_toggle: Box<dyn FnMut(bool)>,
}

/// Draws a switch.
pub fn switch(parts: Switch) -> View {
    let Switch {
        id,
        on,
        state,
        locked_by,
        mut on_toggle,
        ..
    } = parts;
    let described = move || {
        let mut ids = [id, "-d ", id, "-s"].concat();
        if let Some(reason) = locked_by.get() {
            ids.push(' ');
            ids.push_str(reason);
        }
        Some(ids)
    };
    let track = el("button")
        .attr("type", "button")
        .attr("role", "switch")
        .class("switch")
        .id(&[id, "-x"].concat())
        .attr("aria-labelledby", &[id, "-l"].concat())
        .live_attr("aria-checked", move || Some(on.get().to_string()))
        .live_attr("aria-describedby", described)
        .live_flag("aria-busy", move || state.get().is_busy())
        .live_flag("aria-disabled", move || locked_by.get().is_some())
        .on("click", move |_| {
            if !state.get_untracked().is_busy() && locked_by.get_untracked().is_none() {
                on_toggle(!on.get_untracked());
            }
        });
    el("div")
        .class("flip-switch end")
        .child(
            el("span")
                .class("state")
                .attr("aria-hidden", "true")
                .live_text(parts.word),
        )
        .child(track)
        .into()
}
