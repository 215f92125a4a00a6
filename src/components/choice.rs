//! A tick box in a bordered list; the whole line is the target.

use super::{ControlState, code};
use crate::markup::{View, el};
use crate::watched::Asked;

/// One line of a list of choices.
pub struct Choice {
    /// The id of its control.
    pub id: String,
    /// What it is called.
    pub name: View,
    /// One line of what it is.
    pub effect: View,
    /// Its name in the API.
    pub field: String,
    /// Whether it is ticked in the draft.
    pub on: Asked<bool>,
    /// How far that has come.
    pub state: Asked<ControlState>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    pub locked_by: Asked<Option<&'static str>>,
    /// The mark at the end of the line.
    pub mark: View,
    /// What the line says about itself, below.
    pub says: View,
    /// Called with the new value.
    pub on_change: Box<dyn FnMut(bool)>,
}

/// Draws a line of a list of choices.
pub fn choice(parts: Choice) -> View {
    let Choice {
        id,
        on,
        state,
        locked_by,
        mut on_change,
        ..
    } = parts;
    let own = [&id, "-d"].concat();
    let (busy, shown, tick_busy) = (state.clone(), on.clone(), state.clone());
    let (reason, closed) = (locked_by.clone(), locked_by.clone());
    let described = {
        let own = own.clone();
        move || {
            Some(match reason() {
                Some(reason) => [&own, " ", reason].concat(),
                None => own.clone(),
            })
        }
    };
    let tick = el("input")
        .attr("type", "checkbox")
        .class("tick")
        .id(&id)
        .live_checked(move || shown())
        .live_attr("aria-describedby", described)
        .live_flag("aria-busy", move || busy().is_busy())
        .live_flag("aria-disabled", move || closed().is_some())
        .on("click", move |event| {
            if tick_busy().is_busy() || locked_by().is_some() {
                event.prevent_default();
            }
        })
        .on("change", move |_| on_change(!on()));
    el("div")
        .class("choice")
        .live_attr("data-state", move || state().attribute().map(str::to_owned))
        .child(tick)
        .child(el("label").attr("for", &id).child(parts.name))
        .child(parts.mark)
        .child(
            el("div")
                .class("sub")
                .id(&own)
                .child(parts.effect)
                .child(el("br"))
                .child(code(parts.field))
                .child(parts.says),
        )
        .into()
}
