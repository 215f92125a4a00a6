//! What a control says about itself: that it is not applied yet, or what became of it.

use super::model::Model;
use super::words::{item_anchor, value_words};
use crate::components::{ControlState, Say, Tone, becomes, button, tag};
use crate::i18n::text;
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

/// What was not sent yet is said here; what became of the rest, by the part that sent it.
fn saying(model: Model, item: &Item, state: ControlState, name: &str) -> View {
    match (state, model.part()) {
        (ControlState::Draft, _) => draft(model, item, name),
        (ControlState::Plain, _) | (_, None) => nothing(),
        (_, Some(part)) => (part.saying)(model, item, state, name),
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
