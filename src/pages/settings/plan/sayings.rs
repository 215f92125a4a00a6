//! What a control says about itself once its change was sent: accepted, refused, not known, in
//! conflict. That it is not sent yet is said in `says`, which is there from the start.

use super::confirming::check_again;
use crate::components::{ControlState, Say, Tone, button, sequence, tag};
use crate::i18n::{text, text_with};
use crate::markup::{View, el, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::state::Progress;
use crate::pages::settings::words::value_words;
use login_policy::Item;

/// What became of the change of an item of that name.
pub fn saying(model: Model, item: &Item, state: ControlState, name: &str) -> View {
    let span = |words: String| el("span").child(words).into();
    let link = |href: &str, words: &str| el("a").attr("href", href).say(words).into();
    let accepted = |key: &str, number: u64| {
        let number = number.to_string();
        tag(Tone::Ink, "wait", text_with(key, &[("sequence", &number)]))
    };
    match (state, model.progress_of(item)) {
        (_, Some(Progress::Pending(number))) => {
            many([accepted("tag.accepted", number), span(text("says.waiting"))])
        }
        (_, Some(Progress::Late(number))) => {
            many([accepted("tag.late", number), again(model, name)])
        }
        (_, Some(Progress::Confirmed(number))) => many([
            tag(Tone::Ink, "check", text("tag.confirmed")),
            sequence(text("word.sequence"), number),
        ]),
        (ControlState::Refused, _) => many([
            tag(Tone::Stop, "stop", text("tag.refused")),
            span(still(model, item)),
            link("#trouble", "says.why-and-what"),
        ]),
        (ControlState::Unknown, _) => many([
            tag(Tone::Pencil, "ask", text("tag.unknown")),
            span(text("says.unknown")),
            again(model, name),
        ]),
        (ControlState::Conflict, _) => many([
            tag(Tone::Stop, "two", text("tag.conflict")),
            link("#clash", "says.decide"),
        ]),
        _ => nothing(),
    }
}

fn still(model: Model, item: &Item) -> String {
    let value = model
        .stored(item)
        .map(|value| value_words(item, &value))
        .unwrap_or_default();
    text_with("says.still", &[("value", &value)])
}

fn again(model: Model, name: &str) -> View {
    let face = many([
        text("button.check-again").into(),
        el("span").class("vh").child([": ", name].concat()).into(),
    ]);
    button("btn btn-small", face, move || check_again(model)).into()
}
