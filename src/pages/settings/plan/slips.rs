//! Receipts and refusals as they stand on the page.

use super::calls::Tense;
use super::confirming::check_again;
use super::receipt;
use super::refusals::explain_any;
use crate::components::{Say, SlipKind, button, icon, prose};
use crate::i18n::{count, list, number, text, text_with};
use crate::markup::{View, el, live_by, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::refusals::{Explained, asks_for_sign_in};
use crate::pages::settings::sign_in_button;
use crate::pages::settings::state::{Progress, Slip, SlipSet};
use crate::pages::settings::support::support;
use crate::routes::Page;
use login_policy::{Change, Item};
use std::rc::Rc;
use zitadel_admin::{CallError, Happened, Operation, RefusalKind, exchange_for};

/// All slips, newest plan first. They are drawn anew for a new slip and for nothing else: what the
/// page learns meanwhile must not take the focus away from them.
pub fn slips(model: Model) -> View {
    let length = |set: &SlipSet| (set.number, set.slips.len());
    let there = move || model.sets.with(|sets| sets.iter().map(length).collect());
    let draw = move || {
        let sets = model.sets.get_untracked();
        if sets.is_empty() {
            return nothing();
        }
        let sets = sets
            .into_iter()
            .enumerate()
            .map(|(index, set)| one_set(model, &set, index == 0));
        el("section")
            .class("section applied")
            .id("receipts")
            .attr("aria-labelledby", "receipts-h")
            .child(el("h2").id("receipts-h").say("receipts.title"))
            .child(many(sets))
            .into()
    };
    live_by::<Vec<_>>(there, draw)
}

fn one_set(model: Model, set: &SlipSet, newest: bool) -> View {
    let accepted = set.accepted();
    let failed = set
        .slips
        .iter()
        .any(|slip| matches!(slip, Slip::Failure { .. }));
    let written = number(accepted as f64);
    let heading = count("receipts.tally", set.planned, &[("done", &written)]);
    let stopped =
        (failed && accepted < set.planned).then(|| [" ", &text("receipts.stopped")].concat());
    let marks = (0..set.planned).map(|index| {
        el("li")
            .attr_if("class", (index >= accepted).then_some("no"))
            .into()
    });
    let slips = set
        .slips
        .iter()
        .enumerate()
        .map(|(index, slip)| one_slip(model, slip, set, index, newest));
    let changes = set.changes();
    let undo = (accepted > 0).then(|| {
        let face = many([icon("undo"), text("button.plan-undo").into()]);
        button("btn", face, move || {
            if model.is_open() {
                model.plan_undo(&changes);
                model.announcer.say(text("say.undo-planned"));
                crate::components::focus_soon("plan");
            }
        })
        .live_flag("aria-disabled", move || !model.is_open())
    });
    let done = set.changes();
    let changed_since = Rc::new(move || -> Vec<String> {
        // What no read shows yet was not changed by anybody.
        let is_shown = |item: &Item| {
            !matches!(
                model.progress_of(item),
                Some(Progress::Pending(_) | Progress::Late(_) | Progress::Unknown)
            )
        };
        let again = |change: &&Change| {
            let now = model.stored(&change.item);
            now.is_some_and(|now| now != change.to) && is_shown(&change.item)
        };
        let name = |change: &Change| model.item_name(&change.item);
        done.iter().filter(again).map(name).collect()
    });
    let names = Rc::clone(&changed_since);
    let inexact = live_by(
        move || changed_since(),
        move || {
            let names = names();
            if names.is_empty() {
                return nothing();
            }
            let words = text_with("undo.inexact", &[("names", &list(&names))]);
            el("p").class("small").child(words).into()
        },
    );
    let own = set.number;
    let put_away = button("btn btn-quiet", text("button.put-away"), move || {
        model
            .sets
            .update(|sets| sets.retain(|set| set.number != own));
        crate::components::focus_soon("main");
    });
    many([
        el("p")
            .class("group-note")
            .child(el("strong").child(heading))
            .child(stopped)
            .into(),
        el("ul")
            .class("tally")
            .attr("aria-hidden", "true")
            .child(many(marks))
            .into(),
        el("div").class("slips").child(many(slips)).into(),
        inexact,
        el("div")
            .class("btns after")
            .child(undo)
            .child(put_away)
            .into(),
    ])
}

fn one_slip(model: Model, slip: &Slip, set: &SlipSet, index: usize, newest: bool) -> View {
    let id = ["slip-", &set.number.to_string(), "-", &index.to_string()].concat();
    match slip {
        Slip::Receipt(receipt) => receipt::slip(model, id, receipt),
        failure @ Slip::Failure { .. } => {
            let id = if newest { "trouble".to_owned() } else { id };
            failure_slip(model, id, failure, set)
        }
    }
}

fn failure_slip(model: Model, id: String, failure: &Slip, set: &SlipSet) -> View {
    let Slip::Failure {
        call,
        changes,
        error,
        at,
        seen,
    } = failure
    else {
        return nothing();
    };
    let operation = call.as_ref().map_or(Operation::GetLoginPolicy, |call| {
        exchange_for(call).operation
    });
    let happened = error.happened(operation);
    let explained = explain_any(error, operation);
    let already = matches!(
        error,
        CallError::Refused(refusal) if matches!(
            refusal.kind,
            RefusalKind::AlreadyExists | RefusalKind::NotExisting | RefusalKind::NothingChanged
        )
    );
    let (kind, tense) = match happened {
        Happened::Nothing if already => (SlipKind::Open, Tense::Refused),
        Happened::Nothing => (SlipKind::Refusal, Tense::Refused),
        Happened::NotKnown => (SlipKind::Open, Tense::Unknown),
    };
    let title = call.as_ref().map_or_else(
        || text("slip.not-read"),
        |call| model.call_words(call, changes, tense),
    );
    let what_happened = match (happened, already, seen) {
        (Happened::NotKnown, _, _) => text("happened.unknown"),
        (Happened::Nothing, true, Some(number)) => {
            text_with("happened.already", &[("sequence", &number.to_string())])
        }
        (Happened::Nothing, _, _) if call.is_none() && set.accepted() > 0 => {
            text("happened.accepted")
        }
        (Happened::Nothing, _, _) => text("happened.nothing"),
    };
    let only_not_read = call.is_none() && set.accepted() == set.planned;
    let next = if asks_for_sign_in(error) {
        sign_in_button(model)
    } else if happened == Happened::NotKnown || only_not_read {
        button("btn", text("button.check-again"), move || {
            check_again(model)
        })
        .into()
    } else if already {
        nothing()
    } else {
        again(model)
    };
    let body = many([
        explanation(&explained, &what_happened),
        support(&explained, error, operation, at, model),
        el("div").class("btns").child(next).into(),
    ]);
    crate::components::slip(crate::components::Slip {
        kind,
        id,
        title,
        ending: nothing(),
        body,
    })
}

/// The way to try again: at once where nothing must be read first, else by the plan.
fn again(model: Model) -> View {
    live_by(
        move || model.is_plain(),
        move || {
            if model.is_plain() {
                return button("btn", text("button.try-again"), move || model.apply()).into();
            }
            el("a")
                .class("btn")
                .attr("href", Page::Review.path())
                .say("bar.review")
                .into()
        },
    )
}

/// Sentence, what happened, what to do, what the server said itself.
fn explanation(explained: &Explained, what_happened: &str) -> View {
    let pair =
        |name: &str, value: View| many([el("dt").say(name).into(), el("dd").child(value).into()]);
    let server = explained.server.clone().map(|words| {
        pair(
            "word.server-says",
            el("q").attr("dir", "auto").child(words).into(),
        )
    });
    let list = el("dl")
        .child(pair("word.happened", what_happened.into()))
        .child(pair("word.todo", prose(&explained.todo)))
        .child(server);
    many([
        el("p").class("first").child(prose(&explained.why)).into(),
        list.into(),
    ])
}
