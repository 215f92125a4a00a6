//! Somebody else changed the settings: when loaded, on the server now, in the draft; and what is to
//! be decided. Deciding sends nothing.

use crate::components::{Banner, Button, CalloutKind, Code, Diff, use_announcer};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::{api_field, value_text};
use crate::login_settings::state::{PolicyConflict, use_settings};
use crate::platform::document;
use leptos::prelude::*;
use login_policy::{Change, Conflict, Item, Merge, Value};

/// What somebody else changed, the decisions, and the way on; nothing while there is no conflict.
#[component]
pub fn ConflictBanner() -> impl IntoView {
    let store = use_settings();
    // What is decided is not part of it: the radio buttons stay where they are.
    let found = Memo::new(move |_| {
        store.apply.conflict.with(|conflict| {
            let conflict = conflict.as_ref()?;
            Some((conflict.theirs.details.sequence, conflict.merge.clone()))
        })
    });
    move || {
        found
            .get()
            .map(|(sequence, merge)| view! { <Decisions sequence merge/> })
    }
}

/// What moved, by whom, and what is left to decide.
#[component]
fn Decisions(
    /// The sequence that the server holds.
    sequence: u64,
    /// The three versions, compared.
    merge: Merge,
) -> impl IntoView {
    let (store, i18n, announcer) = (use_settings(), use_i18n(), use_announcer());
    let is_unmoved =
        merge.theirs_only.is_empty() && merge.same.is_empty() && merge.conflicts.is_empty();
    let undecided = Memo::new(move |_| {
        store
            .apply
            .conflict
            .with(|conflict| conflict.as_ref().map_or(0, PolicyConflict::undecided))
    });
    let resolve = move || {
        store.resolve_conflict();
        announcer.polite(untrack(|| i18n.text("say.merged")));
        document::focus_after_render("main");
    };
    let left = move || match undecided.get() {
        0 => i18n.text("clash.sends-nothing"),
        left => i18n.count("clash.left", left, &[]),
    };
    let choices = merge
        .conflicts
        .into_iter()
        .enumerate()
        .map(|(index, conflict)| view! { <Choice index conflict/> })
        .collect_view();
    view! {
        <Banner id="clash" kind=CalloutKind::Danger icon="two">
            <h2>{t("clash.title")}</h2>
            <p>{move || i18n.text_with("clash.what", &[("sequence", &sequence.to_string())])}</p>
            {is_unmoved.then(|| view! { <p>{t("clash.nothing")}</p> })}
            <ChangeList title="clash.theirs" changes=merge.theirs_only/>
            <ChangeList title="clash.same" changes=merge.same/>
            {choices}
            <div class="btns">
                <Button
                    class="btn btn-main"
                    unavailable=Signal::derive(move || undecided.get() > 0)
                    described_by="clash-left"
                    on_press=resolve
                >
                    {t("clash.continue")}
                </Button>
                <span class="small" id="clash-left">
                    {left}
                </span>
            </div>
        </Banner>
    }
    .into_any()
}

/// Changes that need no decision; nothing where there are none.
#[component]
fn ChangeList(
    /// Text key of what they are.
    title: &'static str,
    changes: Vec<Change>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    (!changes.is_empty()).then(|| {
        let lines = changes
            .into_iter()
            .map(|Change { item, from, to }| {
                let old = value_signal(item.clone(), from);
                let new = value_signal(item.clone(), to);
                view! {
                    <li>{move || store.item_name(i18n, &item)} ": " <Diff old new/></li>
                }
            })
            .collect_view();
        view! {
            <p>{t(title)}</p>
            <ul>{lines}</ul>
        }
    })
}

/// The three values of a setting that both changed.
#[component]
fn Choice(
    /// Its place among the conflicts.
    index: usize,
    conflict: Conflict,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let Conflict {
        item,
        base,
        theirs,
        mine,
    } = conflict;
    let field = api_field(&item).to_owned();
    let base = value_signal(item.clone(), base);
    let theirs = value_signal(item.clone(), theirs);
    let mine = value_signal(item.clone(), mine);
    view! {
        <fieldset>
            <legend>
                <strong>{move || store.item_name(i18n, &item)}</strong>
                " "
                <Code>{field}</Code>
            </legend>
            <div class="sides">
                <div class="side side-base">
                    <span class="who">{t("clash.when-loaded")}</span>
                    <b>{base}</b>
                </div>
                <Side index is_mine=false value=theirs/>
                <Side index is_mine=true value=mine/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// One of the two values that may count.
#[component]
fn Side(
    /// The place of the setting among the conflicts.
    index: usize,
    /// Whether it is the value of the draft.
    is_mine: bool,
    value: Signal<String>,
) -> impl IntoView {
    let store = use_settings();
    let (class, who, suffix) = if is_mine {
        ("side side-mine", "clash.in-draft", "mine")
    } else {
        ("side side-theirs", "clash.on-server", "theirs")
    };
    let name = format!("side-{index}");
    let id = format!("{name}-{suffix}");
    let is_chosen = move || {
        store.apply.conflict.with(|conflict| {
            let decision = conflict.as_ref().and_then(|one| one.keep_mine.get(index));
            decision.copied().flatten() == Some(is_mine)
        })
    };
    view! {
        <div class=class>
            <span class="who">{t(who)}</span>
            <input
                type="radio"
                class="tick"
                name=name
                id=id.clone()
                prop:checked=is_chosen
                on:change=move |_| store.decide_conflict(index, is_mine)
            />
            <label for=id>{value}</label>
        </div>
    }
}

fn value_signal(item: Item, value: Value) -> Signal<String> {
    let i18n = use_i18n();
    Signal::derive(move || value_text(i18n, &item, &value))
}
