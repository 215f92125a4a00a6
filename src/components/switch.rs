//! `role="switch"`: its label never changes with its state; Space and Enter toggle it.

use super::ControlState;
use crate::markup::{View, el};
use crate::watched::Asked;

/// A switch, to stand in a row of the same id.
pub struct Switch {
    /// The id of the row.
    pub id: &'static str,
    /// What it is set to in the draft.
    pub on: Asked<bool>,
    /// How far that has come.
    pub state: Asked<ControlState>,
    /// The word beside the track.
    pub word: Box<dyn FnMut() -> String>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    pub locked_by: Asked<Option<&'static str>>,
    /// Called with the new value.
    pub on_toggle: Box<dyn FnMut(bool)>,
}

fn true_or_false(holds: bool) -> String {
    if holds { "true" } else { "false" }.to_owned()
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
    let (reason, busy, closed) = (locked_by.clone(), state.clone(), locked_by.clone());
    let shown = on.clone();
    let described = move || {
        let mut ids = [id, "-d ", id, "-s"].concat();
        if let Some(reason) = reason() {
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
        .live_attr("aria-checked", move || Some(true_or_false(shown())))
        .live_attr("aria-describedby", described)
        .live_flag("aria-busy", move || busy().is_busy())
        .live_flag("aria-disabled", move || closed().is_some())
        .on("click", move |_| {
            if !state().is_busy() && locked_by().is_none() {
                on_toggle(!on());
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
