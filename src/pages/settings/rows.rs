//! The rows of the page, drawn from the table.

use super::model::{Model, Progress};
use super::table::{Group, Kind, SETTINGS, Setting};
use super::words::{
    item_name, multi_factor_effect, multi_factor_name, on_off, second_factor_effect,
    second_factor_name, value_words,
};
use super::{address, duration};
use crate::components::{
    Choice, ChoiceView, ControlState, SettingRow, Switch, Tone, Weight, becomes, code, icon, note,
    prose, sequence, tag,
};
use crate::i18n::{count, text, text_with};
use leptos::prelude::*;
use login_policy::{Field, Item, MultiFactorType, PasswordlessType, SecondFactorType, Value};

/// The id of the notice that says why nothing can be changed.
pub const READ_ONLY: &str = "why";

/// A group of settings.
pub fn group(model: Model, group: Group) -> AnyView {
    let rows = SETTINGS
        .iter()
        .filter(|setting| setting.group == group)
        .map(|setting| row(model, setting))
        .collect_view();
    let more = match group {
        Group::Second => second_factors(model),
        _ => ().into_any(),
    };
    view! {
        <fieldset class="group" id=group.id()>
            <legend><h2>{text(group.name())}</h2></legend>
            <p class="group-note">{text(group.note())}</p>
            {read_only_line(model)}
            <div class="sheet">{rows}{more}</div>
        </fieldset>
    }
    .into_any()
}

/// Why this group cannot be changed, in visible text.
fn read_only_line(model: Model) -> AnyView {
    (move || {
        (!model.access.get().write)
            .then(|| view! { <p class="group-note">{icon("lock")}{prose(&text("read-only.group"))}</p> })
    })
    .into_any()
}

fn row(model: Model, setting: &'static Setting) -> AnyView {
    let item = Item::Field(setting.field);
    match setting.kind {
        Kind::Switch { inverted } => switch_row(model, setting, item, inverted),
        Kind::Passkeys => passkeys_row(model, setting, item),
        Kind::Lifetime => duration::row(model, setting),
        Kind::Address => address::row(model, setting),
    }
}

/// The state of an item's control, as a signal.
pub fn state(model: Model, item: &Item) -> Signal<ControlState> {
    let item = item.clone();
    Memo::new(move |_| model.state_of(&item)).into()
}

/// Why a control takes no input, as the id of the sentence that says so.
pub fn locked(model: Model) -> Signal<Option<&'static str>> {
    Signal::derive(move || {
        if model.access.get().write {
            model.busy.get().then_some("working")
        } else {
            Some(READ_ONLY)
        }
    })
}

/// The small print: the name in the API, with the stored value where the switch says the opposite.
fn field_words(model: Model, setting: &'static Setting, inverted: bool) -> Signal<String> {
    let item = Item::Field(setting.field);
    Signal::derive(move || {
        let name = setting.field.api_name();
        match model.stored(&item) {
            Some(Value::Bool(stored)) if inverted => {
                [name, " = ", if stored { "true" } else { "false" }].concat()
            }
            _ => name.to_owned(),
        }
    })
}

fn switch_row(model: Model, setting: &'static Setting, item: Item, inverted: bool) -> AnyView {
    let on = {
        let item = item.clone();
        Signal::derive(move || {
            model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(!inverted)
        })
    };
    let toggle = {
        let item = item.clone();
        Callback::new(move |on: bool| model.set(&item, Value::Bool(on != inverted)))
    };
    let field = field_words(model, setting, inverted);
    a_switch_row(model, setting, item, on, toggle, field, ().into_any())
}

fn a_switch_row(
    model: Model,
    setting: &'static Setting,
    item: Item,
    on: Signal<bool>,
    on_toggle: Callback<bool>,
    field: Signal<String>,
    below: AnyView,
) -> AnyView {
    let state = state(model, &item);
    let word = Signal::derive(move || match state.get() {
        ControlState::Pending | ControlState::Late => text("value.pending"),
        ControlState::Unknown => text("value.unknown"),
        _ => on_off(on.get()),
    });
    let control = view! {
        <Switch id=setting.id on=on state=state word=word locked_by=locked(model) on_toggle=on_toggle/>
    }
    .into_any();
    view! {
        <SettingRow
            id=setting.id
            name=text(setting.name)
            effect=prose(&text(setting.effect))
            field=field
            link_words=text("row.link")
            state=state
            control=control
            says=says(model, item)
        >
            {below}
        </SettingRow>
    }
    .into_any()
}

fn passkeys_row(model: Model, setting: &'static Setting, item: Item) -> AnyView {
    let on = Signal::derive(move || {
        model
            .wanted
            .with(|wanted| wanted.passwordless_type != PasswordlessType::NotAllowed)
    });
    let toggle = {
        let item = item.clone();
        Callback::new(move |on: bool| {
            let kind = if on {
                PasswordlessType::Allowed
            } else {
                PasswordlessType::NotAllowed
            };
            model.set(&item, Value::Passwordless(kind));
        })
    };
    let field = Signal::derive(move || {
        let name = Field::PasswordlessType.api_name();
        model.loaded.with(|loaded| match loaded {
            Some(read) => [name, " = ", read.settings.passwordless_type.api_name()].concat(),
            None => name.to_owned(),
        })
    });
    let below = view! {
        {multi_factors(model)}
        {note(
            Weight::Information,
            "info",
            None,
            view! {
                <p><strong class="kind">{text("note.information")}</strong>" "{prose(&text("passkeys.truth"))}</p>
                <p>{prose(&text("multi.truth"))}</p>
            }
            .into_any(),
        )}
    }
    .into_any();
    a_switch_row(model, setting, item, on, toggle, field, below)
}

/// The kinds of passkey: those the server lists, each once, and those the console knows besides.
fn multi_factors(model: Model) -> AnyView {
    let shown = Memo::new(move |_| {
        let mut all = model.base().multi_factors;
        all.extend(model.wanted.with(|wanted| wanted.multi_factors.clone()));
        all.extend(MultiFactorType::KNOWN);
        once_each(all)
    });
    let lines = move || {
        shown
            .get()
            .into_iter()
            .map(|factor| {
                choice(
                    model,
                    "multi-",
                    factor.api_name(),
                    multi_factor_name(&factor),
                    multi_factor_effect(&factor),
                    matches!(factor, MultiFactorType::Unknown(_)),
                    Item::MultiFactor(factor.clone()),
                )
            })
            .collect_view()
    };
    view! {
        <fieldset class="choices wide">
            <legend>{text("multi.legend")}" "{code("multiFactors".to_owned())}</legend>
            {lines}
            {move || {
                model
                    .loaded
                    .with(|loaded| loaded.as_ref().is_some_and(|read| read.duplicated))
                    .then(|| view! { <p class="small">{text("factor.twice")}</p> })
            }}
        </fieldset>
    }
    .into_any()
}

fn second_factors(model: Model) -> AnyView {
    let shown = Memo::new(move |_| {
        let mut all = SecondFactorType::KNOWN.to_vec();
        all.extend(model.base().second_factors);
        all.extend(model.wanted.with(|wanted| wanted.second_factors.clone()));
        once_each(all)
    });
    let lines = move || {
        shown
            .get()
            .into_iter()
            .map(|factor| {
                choice(
                    model,
                    "second-",
                    factor.api_name(),
                    second_factor_name(&factor),
                    second_factor_effect(&factor),
                    matches!(factor, SecondFactorType::Unknown(_)),
                    Item::SecondFactor(factor.clone()),
                )
            })
            .collect_view()
    };
    let any = Memo::new(move |_| {
        let factors = model.differences();
        factors
            .iter()
            .any(|change| matches!(change.item, Item::SecondFactor(_)))
    });
    view! {
        <div class="row" id="second-factors" tabindex="-1" data-state=move || any.get().then_some("draft")>
            <fieldset class="wide choices">
                <legend>
                    <span class="name">{text("second.legend")}</span>" "{code("secondFactors".to_owned())}
                </legend>
                <p class="effect">{prose(&text("second.effect"))}</p>
                {lines}
            </fieldset>
        </div>
    }
    .into_any()
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

fn choice(
    model: Model,
    prefix: &str,
    field: &str,
    name: String,
    effect: String,
    is_unknown: bool,
    item: Item,
) -> AnyView {
    let on = {
        let item = item.clone();
        Signal::derive(move || {
            model.wanted.with(|wanted| wanted.item(&item)) == Value::Bool(true)
        })
    };
    let on_change = {
        let item = item.clone();
        Callback::new(move |on: bool| model.set(&item, Value::Bool(on)))
    };
    let state = state(model, &item);
    let mark = (move || match state.get() {
        ControlState::Draft => tag(Tone::Pencil, "pencil", text("tag.draft")),
        ControlState::Refused => tag(Tone::Stop, "stop", text("tag.refused")),
        ControlState::Conflict => tag(Tone::Stop, "two", text("tag.conflict")),
        ControlState::Plain if is_unknown => tag(Tone::Plain, "info", text("factor.newer-tag")),
        _ => ().into_any(),
    })
    .into_any();
    let choice = Choice {
        id: [prefix, field].concat(),
        name,
        effect,
        field: field.to_owned(),
        on,
        state,
        locked_by: locked(model),
        mark,
        says: choice_says(model, item),
        on_change,
    };
    view! { <ChoiceView choice=choice/> }.into_any()
}

/// What a line of a list says about itself: only what its mark does not.
fn choice_says(model: Model, item: Item) -> AnyView {
    let state = state(model, &item);
    let name = item_name(&item);
    (move || match state.get() {
        ControlState::Plain | ControlState::Draft | ControlState::Conflict => ().into_any(),
        other => view! { <span class="says">{saying(model, &item, other, &name)}</span> }.into_any(),
    })
    .into_any()
}

/// What a row says about itself.
pub fn says(model: Model, item: Item) -> AnyView {
    let state = state(model, &item);
    let name = item_name(&item);
    (move || saying(model, &item, state.get(), &name)).into_any()
}

fn saying(model: Model, item: &Item, state: ControlState, name: &str) -> AnyView {
    let word = text("word.sequence");
    match (state, model.progress_of(item)) {
        (ControlState::Draft, _) => draft(model, item, name),
        (_, Some(Progress::Pending(number))) => view! {
            {tag(Tone::Ink, "wait", text_with("tag.accepted", &[("sequence", &number.to_string())]))}
            <span>{text("says.waiting")}</span>
        }
        .into_any(),
        (_, Some(Progress::Late(number))) => view! {
            {tag(Tone::Ink, "wait", text_with("tag.late", &[("sequence", &number.to_string())]))}
            {check_again(model, name)}
        }
        .into_any(),
        (_, Some(Progress::Confirmed(number))) => view! {
            {tag(Tone::Ink, "check", text("tag.confirmed"))}
            {sequence(word, number)}
        }
        .into_any(),
        (ControlState::Refused, _) => view! {
            {tag(Tone::Stop, "stop", text("tag.refused"))}
            <span>{still(model, item)}</span>
            <a href="#trouble">{text("says.why-and-what")}</a>
        }
        .into_any(),
        (ControlState::Unknown, _) => view! {
            {tag(Tone::Pencil, "ask", text("tag.unknown"))}
            <span>{text("says.unknown")}</span>
            {check_again(model, name)}
        }
        .into_any(),
        (ControlState::Conflict, _) => view! {
            {tag(Tone::Stop, "two", text("tag.conflict"))}
            <a href="#clash">{text("says.decide")}</a>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

fn draft(model: Model, item: &Item, name: &str) -> AnyView {
    let stored = model.stored(item);
    let old = stored.map(|value| value_words(item, &value)).unwrap_or_default();
    let new = value_words(item, &model.wanted.with(|wanted| wanted.item(item)));
    let item = item.clone();
    view! {
        {tag(Tone::Pencil, "pencil", text("tag.draft"))}
        {becomes(old, text("word.becomes"), new)}
        <button
            type="button"
            class="btn btn-quiet btn-small"
            on:click=move |_| {
                model.discard(&item);
                crate::components::focus_soon(super::words::item_anchor(&item));
            }
        >
            <span>{text("button.undo")}</span><span class="vh">": "{name.to_owned()}</span>
        </button>
    }
    .into_any()
}

fn still(model: Model, item: &Item) -> String {
    let value = model
        .stored(item)
        .map(|value| value_words(item, &value))
        .unwrap_or_default();
    text_with("says.still", &[("value", &value)])
}

fn check_again(model: Model, name: &str) -> AnyView {
    view! {
        <button type="button" class="btn btn-small" on:click=move |_| model.check_again()>
            {text("button.check-again")}<span class="vh">": "{name.to_owned()}</span>
        </button>
    }
    .into_any()
}

/// How many changes a group has, as a mark in the contents.
pub fn changes_mark(model: Model, group: Group) -> AnyView {
    (move || {
        let number = model
            .open_changes()
            .iter()
            .filter(|change| group_of(&change.item) == group)
            .count();
        (number > 0).then(|| {
            view! {
                <span class="tag tag-pencil">
                    <span aria-hidden="true">{number.to_string()}</span>
                    <span class="vh">{count("count.changes", number, &[])}</span>
                </span>
            }
        })
    })
    .into_any()
}

fn group_of(item: &Item) -> Group {
    match item {
        Item::Field(field) => super::table::of(*field).group,
        Item::SecondFactor(_) => Group::Second,
        Item::MultiFactor(_) | Item::Provider(_) => Group::Ways,
        Item::OrgRegistration => Group::Form,
    }
}
