//! What a control says about itself: not applied yet, accepted, refused, not known.

use super::model::Model;
use super::state::Progress;
use super::words::{item_anchor, value_words};
use crate::components::{ControlState, Say, Tone, becomes, button, sequence, tag};
use crate::i18n::{text, text_with};
use crate::markup::{View, el, live_by, many, nothing};
use login_policy::Item;

/// What a row says about itself.
pub fn says(model: Model, item: Item) -> View {
    says_by(model, item, saying)
}

/// What a line of a list says about itself: only what its mark does not.
pub fn choice_says(model: Model, item: Item) -> View {
    says_by(model, item, |model, item, state, name| match state {
        ControlState::Plain | ControlState::Draft | ControlState::Conflict => nothing(),
        other => el("span")
            .class("says")
            .child(saying(model, item, other, name))
            .into(),
    })
}

/// Says something anew whenever the values or what became of them are others.
fn says_by(model: Model, item: Item, say: fn(Model, &Item, ControlState, &str) -> View) -> View {
    let followed = item.clone();
    let key = move || {
        let wanted = model.wanted.with(|wanted| wanted.item(&followed));
        (
            model.state_of(&followed),
            model.progress_of(&followed),
            model.stored(&followed),
            wanted,
        )
    };
    live_by(key, move || {
        let name = model.item_name(&item);
        say(model, &item, model.state_of(&item), &name)
    })
}

fn saying(model: Model, item: &Item, state: ControlState, name: &str) -> View {
    let span = |words: String| el("span").child(words).into();
    let link = |href: &str, words: &str| el("a").attr("href", href).say(words).into();
    let accepted = |key: &str, number: u64| {
        let number = number.to_string();
        tag(Tone::Ink, "wait", text_with(key, &[("sequence", &number)]))
    };
    match (state, model.progress_of(item)) {
        (ControlState::Draft, _) => draft(model, item, name),
        (_, Some(Progress::Pending(number))) => {
            many([accepted("tag.accepted", number), span(text("says.waiting"))])
        }
        (_, Some(Progress::Late(number))) => {
            many([accepted("tag.late", number), check_again(model, name)])
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
            check_again(model, name),
        ]),
        (ControlState::Conflict, _) => many([
            tag(Tone::Stop, "two", text("tag.conflict")),
            link("#clash", "says.decide"),
        ]),
        _ => nothing(),
    }
}

fn draft(model: Model, item: &Item, name: &str) -> View {
    let old = model
        .stored(item)
        .map(|value| value_words(item, &value))
        .unwrap_or_default();
    let new = value_words(item, &model.wanted.with(|wanted| wanted.item(item)));
    let item = item.clone();
    let face = many([
        el("span").say("button.undo").into(),
        el("span").class("vh").child([": ", name].concat()).into(),
    ]);
    let undo = button("btn btn-quiet btn-small", face, move || {
        model.discard(&item);
        crate::components::focus_soon(item_anchor(&item));
    });
    many([
        tag(Tone::Pencil, "pencil", text("tag.draft")),
        becomes(old, text("word.becomes"), new),
        undo.into(),
    ])
}

fn still(model: Model, item: &Item) -> String {
    let value = model
        .stored(item)
        .map(|value| value_words(item, &value))
        .unwrap_or_default();
    text_with("says.still", &[("value", &value)])
}

/// Nothing is pending before something was applied, so the part that applies is here.
fn check(model: Model) {
    if let Some(part) = model.part() {
        (part.check_again)(model);
    }
}

fn check_again(model: Model, name: &str) -> View {
    let face = many([
        text("button.check-again").into(),
        el("span").class("vh").child([": ", name].concat()).into(),
    ]);
    button("btn btn-small", face, move || check(model)).into()
}
