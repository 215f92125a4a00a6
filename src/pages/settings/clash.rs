//! Somebody else changed the settings: when loaded, on the server now, in the draft.

use super::model::{Clash, Model};
use super::words::{item_field, item_name, value_words};
use crate::components::{Weight, becomes, code, note};
use crate::i18n::{count, text, text_with};
use leptos::prelude::*;
use login_policy::{Change, Conflict};

/// What moved, what to decide, and the way on. Choosing sends nothing.
pub fn clash(model: Model) -> AnyView {
    let present = Memo::new(move |_| model.clash.with(Option::is_some));
    (move || {
        present.get().then(|| {
            model
                .clash
                .get_untracked()
                .map(|clash| panel(model, &clash))
        })
    })
    .into_any()
}

fn panel(model: Model, clash: &Clash) -> AnyView {
    let number = clash.theirs.details.sequence.to_string();
    let theirs = list("clash.theirs", &clash.merge.theirs_only);
    let same = list("clash.same", &clash.merge.same);
    let conflicts = clash
        .merge
        .conflicts
        .iter()
        .enumerate()
        .map(|(index, conflict)| sides(model, index, conflict))
        .collect_view();
    let undecided = move || {
        model.clash.with(|clash| {
            clash.as_ref().map_or(0, |clash| {
                clash.take_mine.iter().filter(|mine| mine.is_none()).count()
            })
        })
    };
    let settle = move |_| {
        if undecided() == 0 {
            model.settle_clash();
            model.announcer.say(text("say.merged"));
            crate::components::focus_soon("main");
        }
    };
    let nothing = clash.merge.theirs_only.is_empty()
        && clash.merge.same.is_empty()
        && clash.merge.conflicts.is_empty();
    let body = view! {
        <h2>{text("clash.title")}</h2>
        <p>{text_with("clash.what", &[("sequence", &number)])}</p>
        {nothing.then(|| view! { <p>{text("clash.nothing")}</p> })}
        {theirs}
        {same}
        {conflicts}
        <div class="btns">
            <button
                type="button"
                class="btn btn-main"
                aria-disabled=move || (undecided() > 0).then_some("true")
                aria-describedby="clash-left"
                on:click=settle
            >
                {text("clash.continue")}
            </button>
            <span class="small" id="clash-left">
                {move || match undecided() {
                    0 => text("clash.sends-nothing"),
                    left => count("clash.left", left, &[]),
                }}
            </span>
        </div>
    }
    .into_any();
    view! {
        <div class="lead-note" id="clash" tabindex="-1">{note(Weight::Stop, "two", None, body)}</div>
    }
    .into_any()
}

fn list(title: &'static str, changes: &[Change]) -> Option<AnyView> {
    if changes.is_empty() {
        return None;
    }
    let lines = changes
        .iter()
        .map(|change| {
            view! {
                <li>
                    {item_name(&change.item)}": "
                    {becomes(
                        value_words(&change.item, &change.from),
                        text("word.becomes"),
                        value_words(&change.item, &change.to),
                    )}
                </li>
            }
        })
        .collect_view();
    Some(view! { <p>{text(title)}</p><ul>{lines}</ul> }.into_any())
}

fn sides(model: Model, index: usize, conflict: &Conflict) -> AnyView {
    let item = &conflict.item;
    let name = ["side-", &index.to_string()].concat();
    let chosen = move || {
        model.clash.with(|clash| {
            clash
                .as_ref()
                .and_then(|clash| clash.take_mine.get(index).copied().flatten())
        })
    };
    let choose = move |mine: bool| {
        model.clash.update(|clash| {
            if let Some(slot) = clash
                .as_mut()
                .and_then(|clash| clash.take_mine.get_mut(index))
            {
                *slot = Some(mine);
            }
        });
    };
    let card = |mine: bool, who: &str, value: String| {
        let id = [name.as_str(), if mine { "-mine" } else { "-theirs" }].concat();
        view! {
            <div class=if mine { "side side-mine" } else { "side side-theirs" }>
                <span class="who">{text(who)}</span>
                <input
                    type="radio"
                    class="tick"
                    name=name.clone()
                    id=id.clone()
                    prop:checked=move || chosen() == Some(mine)
                    on:change=move |_| choose(mine)
                />
                <label for=id>{value}</label>
            </div>
        }
    };
    view! {
        <fieldset>
            <legend><strong>{item_name(item)}</strong>" "{code(item_field(item).to_owned())}</legend>
            <div class="sides">
                <div class="side side-base">
                    <span class="who">{text("clash.when-loaded")}</span>
                    <b>{value_words(item, &conflict.base)}</b>
                </div>
                {card(false, "clash.on-server", value_words(item, &conflict.theirs))}
                {card(true, "clash.in-draft", value_words(item, &conflict.mine))}
            </div>
        </fieldset>
    }
    .into_any()
}
