//! A question that must be answered: a native `dialog`, the safe answer first.

use super::{button, show_dialog};
use crate::markup::{View, el, live};

/// The words of a question.
pub struct DialogWords {
    /// The question.
    pub question: String,
    /// What happened to the work.
    pub fact: String,
    /// The answer that changes nothing.
    pub stay: String,
    /// The answer that does it.
    pub go: String,
}

/// A question in a modal dialog, opened by its id; Escape is the safe answer.
pub fn question(
    id: &'static str,
    mut words: impl FnMut() -> DialogWords + 'static,
    on_go: impl Fn() + Clone + 'static,
) -> View {
    let heading = [id, "-h"].concat();
    let inside = {
        let heading = heading.clone();
        live(move || {
            let words = words();
            let go = on_go.clone();
            let stay = button("btn", words.stay, move || show_dialog(id, false));
            let go = button("btn btn-stop", words.go, move || {
                show_dialog(id, false);
                go();
            });
            vec![
                View::from(el("h2").id(&heading).child(words.question)),
                el("p").child(words.fact).into(),
                el("div").class("btns").child(stay).child(go).into(),
            ]
            .into()
        })
    };
    el("dialog")
        .class("dialog")
        .id(id)
        .attr("aria-labelledby", &heading)
        .child(inside)
        .into()
}
