//! The rows of the page, drawn from the table.

use super::model::{Model, Progress};
use super::table::{Group, Kind, SETTINGS, Setting};
use super::words::{
    item_name, multi_factor_effect, multi_factor_name, on_off, second_factor_effect,
    second_factor_name, value_words,
};
use super::{address, duration};
use crate::components::{
    Choice, ControlState, Row, Say, Switch, Tone, Weight, becomes, button, code, note, prose,
    sequence, tag,
};
use crate::i18n::{count, text, text_with};
use crate::markup::{View, el, live, live_by, many, nothing};
use crate::watched::Asked;
use login_policy::{Field, Item, MultiFactorType, PasswordlessType, SecondFactorType, Value};
use std::rc::Rc;

/// The id of the notice that says why nothing can be changed.
pub const READ_ONLY: &str = "why";

/// A group of settings.
pub fn group(model: Model, group: Group) -> View {
    let rows = SETTINGS
        .iter()
        .filter(|setting| setting.group == group)
        .map(|setting| row(model, setting));
    let more = match group {
        Group::Second => second_factors(model),
        _ => nothing(),
    };
    el("fieldset")
        .class("group")
        .id(group.id())
        .child(el("legend").child(el("h2").say(group.name())))
        .child(el("p").class("group-note").say(group.note()))
        .child(read_only_line(model))
        .child(el("div").class("sheet").child(many(rows)).child(more))
        .into()
}

/// Why this group cannot be changed, in visible text.
fn read_only_line(model: Model) -> View {
    live(move || {
        (!model.access.get().write)
            .then(|| el("p").class("group-note").say_prose("read-only.group"))
            .into()
    })
}

fn row(model: Model, setting: &'static Setting) -> View {
    let item = Item::Field(setting.field);
    match setting.kind {
        Kind::Switch { inverted } => switch_row(model, setting, item, inverted),
        Kind::Passkeys => passkeys_row(model, setting, item),
        Kind::Lifetime => duration::row(model, setting),
        Kind::Address => address::row(model, setting),
    }
}

/// The state of an item's control.
pub fn state(model: Model, item: &Item) -> Asked<ControlState> {
    let item = item.clone();
    Rc::new(move || model.state_of(&item))
}

/// Why a control takes no input, as the id of the sentence that says so.
pub fn locked(model: Model) -> Asked<Option<&'static str>> {
    Rc::new(move || {
        if model.access.get().write {
            model.busy.get().then_some("working")
        } else {
            Some(READ_ONLY)
        }
    })
}

/// The small print: the name in the API, with the stored value where the switch says the opposite.
fn field_words(model: Model, setting: &'static Setting, inverted: bool) -> String {
    let name = setting.field.api_name();
    match model.stored(&Item::Field(setting.field)) {
        Some(Value::Bool(stored)) if inverted => {
            [name, " = ", if stored { "true" } else { "false" }].concat()
        }
        _ => name.to_owned(),
    }
}

fn switch_row(model: Model, setting: &'static Setting, item: Item, inverted: bool) -> View {
    let on = {
        let item = item.clone();
        Rc::new(move || model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(!inverted))
    };
    let toggle = {
        let item = item.clone();
        Box::new(move |on: bool| model.set(&item, Value::Bool(on != inverted)))
    };
    let field = Box::new(move || field_words(model, setting, inverted));
    a_switch_row(model, setting, item, on, toggle, field, nothing())
}

fn a_switch_row(
    model: Model,
    setting: &'static Setting,
    item: Item,
    on: Asked<bool>,
    on_toggle: Box<dyn FnMut(bool)>,
    field: Box<dyn FnMut() -> String>,
    below: View,
) -> View {
    let state = state(model, &item);
    let word = {
        let (on, state) = (on.clone(), state.clone());
        Box::new(move || match state() {
            ControlState::Pending | ControlState::Late => text("value.pending"),
            ControlState::Unknown => text("value.unknown"),
            _ => on_off(on()),
        })
    };
    let control = crate::components::switch(Switch {
        id: setting.id,
        on,
        state: state.clone(),
        word,
        locked_by: locked(model),
        on_toggle,
    });
    crate::components::row(Row {
        id: setting.id,
        name: text(setting.name),
        effect: prose(&text(setting.effect)),
        field,
        link_words: text("row.link"),
        state,
        stacked: false,
        control,
        says: says(model, item),
        below,
    })
}

fn passkeys_row(model: Model, setting: &'static Setting, item: Item) -> View {
    let on = Rc::new(move || {
        model
            .wanted
            .with(|wanted| wanted.passwordless_type != PasswordlessType::NotAllowed)
    });
    let toggle = {
        let item = item.clone();
        Box::new(move |on: bool| {
            let kind = if on {
                PasswordlessType::Allowed
            } else {
                PasswordlessType::NotAllowed
            };
            model.set(&item, Value::Passwordless(kind));
        })
    };
    let field = Box::new(move || {
        let name = Field::PasswordlessType.api_name();
        model.loaded.with(|loaded| match loaded {
            Some(read) => [name, " = ", read.settings.passwordless_type.api_name()].concat(),
            None => name.to_owned(),
        })
    });
    let first = el("p")
        .child(el("strong").class("kind").say("note.information"))
        .child(" ")
        .say_prose("passkeys.truth");
    let truth = note(
        Weight::Information,
        "info",
        [first.into(), el("p").say_prose("multi.truth").into()],
    );
    let below = many([multi_factors(model), truth]);
    a_switch_row(model, setting, item, on, toggle, field, below)
}

/// The kinds of passkey: those the server lists, each once, and those the console knows besides.
fn multi_factors(model: Model) -> View {
    let shown = move || {
        let mut all = model.base().multi_factors;
        all.extend(model.wanted.with(|wanted| wanted.multi_factors.clone()));
        all.extend(MultiFactorType::KNOWN);
        once_each(all)
    };
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["multi-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: multi_factor_name(&factor),
                effect: multi_factor_effect(&factor),
                is_unknown: matches!(factor, MultiFactorType::Unknown(_)),
            };
            choice(model, words, Item::MultiFactor(factor))
        }))
    });
    let twice = live(move || {
        model
            .loaded
            .with(|loaded| loaded.as_ref().is_some_and(|read| read.duplicated))
            .then(|| el("p").class("small").say("factor.twice"))
            .into()
    });
    el("fieldset")
        .class("choices wide")
        .child(
            el("legend")
                .child(text("multi.legend") + " ")
                .child(code("multiFactors")),
        )
        .child(lines)
        .child(twice)
        .into()
}

fn second_factors(model: Model) -> View {
    let shown = move || {
        let mut all = SecondFactorType::KNOWN.to_vec();
        all.extend(model.base().second_factors);
        all.extend(model.wanted.with(|wanted| wanted.second_factors.clone()));
        once_each(all)
    };
    let lines = live_by(shown, move || {
        many(shown().into_iter().map(|factor| {
            let words = Line {
                id: ["second-", factor.api_name()].concat(),
                field: factor.api_name().to_owned(),
                name: second_factor_name(&factor),
                effect: second_factor_effect(&factor),
                is_unknown: matches!(factor, SecondFactorType::Unknown(_)),
            };
            choice(model, words, Item::SecondFactor(factor))
        }))
    });
    let list = el("fieldset")
        .class("wide choices")
        .child(
            el("legend")
                .child(el("span").class("name").say("second.legend"))
                .child(" ")
                .child(code("secondFactors")),
        )
        .child(el("p").class("effect").say_prose("second.effect"))
        .child(lines);
    el("div")
        .class("row")
        .id("second-factors")
        .attr("tabindex", "-1")
        .child(list)
        .into()
}

fn once_each<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// The words of a line of a list.
struct Line {
    id: String,
    field: String,
    name: String,
    effect: String,
    is_unknown: bool,
}

fn choice(model: Model, words: Line, item: Item) -> View {
    let on = {
        let item = item.clone();
        Rc::new(move || model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(true))
    };
    let on_change = {
        let item = item.clone();
        Box::new(move |on: bool| model.set(&item, Value::Bool(on)))
    };
    let state = state(model, &item);
    let is_unknown = words.is_unknown;
    let for_mark = state.clone();
    let shown = state.clone();
    let mark = live_by(
        move || shown(),
        move || match for_mark() {
            ControlState::Draft => tag(Tone::Pencil, "pencil", text("tag.draft")),
            ControlState::Refused => tag(Tone::Stop, "stop", text("tag.refused")),
            ControlState::Conflict => tag(Tone::Stop, "two", text("tag.conflict")),
            ControlState::Plain if is_unknown => tag(Tone::Plain, "info", text("factor.newer-tag")),
            _ => nothing(),
        },
    );
    crate::components::choice(Choice {
        id: words.id,
        name: words.name,
        effect: words.effect,
        field: words.field,
        on,
        state,
        locked_by: locked(model),
        mark,
        says: choice_says(model, item),
        on_change,
    })
}

/// What a line of a list says about itself: only what its mark does not.
fn choice_says(model: Model, item: Item) -> View {
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
    let name = item_name(&item);
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
    live_by(key, move || say(model, &item, model.state_of(&item), &name))
}

/// What a row says about itself.
pub fn says(model: Model, item: Item) -> View {
    says_by(model, item, saying)
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
        crate::components::focus_soon(super::words::item_anchor(&item));
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

fn check_again(model: Model, name: &str) -> View {
    let face = many([
        text("button.check-again").into(),
        el("span").class("vh").child([": ", name].concat()).into(),
    ]);
    button("btn btn-small", face, move || model.check_again()).into()
}

/// How many changes a group has, as a mark in the contents.
pub fn changes_mark(model: Model, group: Group) -> View {
    let number = move || {
        let open = model.open_changes();
        open.iter()
            .filter(|change| group_of(&change.item) == group)
            .count()
    };
    live_by(number, move || {
        let number = number();
        (number > 0)
            .then(|| {
                el("span")
                    .class("tag tag-pencil")
                    .child(
                        el("span")
                            .attr("aria-hidden", "true")
                            .child(number.to_string()),
                    )
                    .child(
                        el("span")
                            .class("vh")
                            .child(count("count.changes", number, &[])),
                    )
            })
            .into()
    })
}

fn group_of(item: &Item) -> Group {
    match item {
        Item::Field(field) => super::table::of(*field).group,
        Item::SecondFactor(_) => Group::Second,
        Item::MultiFactor(_) | Item::Provider(_) => Group::Ways,
        Item::OrgRegistration => Group::Form,
    }
}
