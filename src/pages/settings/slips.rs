//! Receipts and refusals as they stand on the page.

use super::model::{Model, Slip, SlipSet};
use super::refusals::{Explained, explain};
use super::words::{Tense, call_words, item_name, value_words};
use crate::components::{
    CopyButton, CopyWords, Pair, SlipKind, SlipView, SupportDetails, becomes, icon, pairs, prose,
    sequence,
};
use crate::i18n::{count, moment, number, text, text_with};
use leptos::prelude::*;
use login_policy::{Call, Change};
use serde_json::json;
use super::apply::Receipt;
use zitadel_admin::{CallError, Happened, Operation, RefusalKind, exchange_for};

/// All slips, newest plan first.
pub fn slips(model: Model) -> AnyView {
    (move || {
        let sets = model.sets.get();
        (!sets.is_empty()).then(|| {
            let sets = sets
                .into_iter()
                .enumerate()
                .map(|(index, set)| one_set(model, set, index == 0))
                .collect_view();
            view! {
                <section class="section applied" id="receipts" aria-labelledby="receipts-h">
                    <h2 id="receipts-h">{text("receipts.title")}</h2>
                    {sets}
                </section>
            }
        })
    })
    .into_any()
}

fn one_set(model: Model, set: SlipSet, newest: bool) -> AnyView {
    let accepted = set.accepted();
    let planned = set.planned;
    let failed = set
        .slips
        .iter()
        .any(|slip| matches!(slip, Slip::Failure { .. }));
    let written = number(accepted as f64);
    let heading = count("receipts.tally", planned, &[("done", &written)]);
    let changes = set.changes();
    let number = set.number;
    let slips = set
        .slips
        .iter()
        .enumerate()
        .map(|(index, slip)| one_slip(model, slip, number, index, newest))
        .collect_view();
    let undo = (accepted > 0).then(|| {
        view! {
            <button
                type="button"
                class="btn"
                aria-disabled=move || (!model.is_open()).then_some("true")
                on:click=move |_| {
                    if model.is_open() {
                        model.plan_undo(&changes);
                        model.announcer.say(text("say.undo-planned"));
                        crate::components::focus_soon("plan");
                    }
                }
            >
                {icon("undo")}{text("button.plan-undo")}
            </button>
        }
    });
    let put_away = move |_| {
        model
            .sets
            .update(|sets| sets.retain(|set| set.number != number));
        crate::components::focus_soon("main");
    };
    view! {
        <p class="group-note" id=newest.then_some("tally")>
            <strong>{heading}</strong>
            {failed.then(|| [" ", &text("receipts.stopped")].concat())}
        </p>
        <ul class="tally" aria-hidden="true">
            {(0..planned)
                .map(|index| view! { <li class=(index >= accepted).then_some("no")></li> })
                .collect_view()}
        </ul>
        <div class="slips">{slips}</div>
        <div class="btns after">
            {undo}
            <button type="button" class="btn btn-quiet" on:click=put_away>{text("button.put-away")}</button>
        </div>
    }
    .into_any()
}

fn one_slip(model: Model, slip: &Slip, set: u32, index: usize, newest: bool) -> AnyView {
    let id = ["slip-", &set.to_string(), "-", &index.to_string()].concat();
    match slip {
        Slip::Receipt(receipt) => receipt_slip(id, receipt),
        Slip::Failure {
            call,
            changes,
            error,
            at,
            seen,
        } => {
            let id = if newest { "trouble".to_owned() } else { id };
            failure_slip(model, id, call.as_ref(), changes, error, at, *seen)
        }
    }
}

fn differences(changes: &[Change]) -> AnyView {
    changes
        .iter()
        .map(|change| {
            view! {
                <p>
                    {item_name(&change.item)}": "
                    {becomes(
                        value_words(&change.item, &change.from),
                        text("word.becomes"),
                        value_words(&change.item, &change.to),
                    )}
                </p>
            }
        })
        .collect_view()
        .into_any()
}

fn receipt_slip(id: String, receipt: &Receipt) -> AnyView {
    let details = &receipt.details;
    let json = receipt_json(receipt);
    let number_text = details.sequence.to_string();
    let ending = view! {
        {sequence(text("word.sequence"), details.sequence)}
        <CopyButton
            words=copy_words(text_with("copy.receipt", &[("sequence", &number_text)]))
            text=Callback::new(move |()| json.clone())
            quiet=true
        />
    }
    .into_any();
    let date = details.creation_date.as_ref().map_or_else(
        || details.change_date.as_ref().map(|date| ("slip.changed", date)),
        |date| Some(("slip.created", date)),
    );
    let date = date.map(|(key, date)| {
        view! {
            <div><dt>{text(key)}</dt><dd><time datetime=date.clone()>{moment(date, true)}</time></dd></div>
        }
    });
    let changed = differences(&receipt.changes);
    let duration = crate::i18n::quantity(receipt.duration_ms.round(), "millisecond");
    let facts = pairs(&[Pair {
        name: text("word.owner"),
        key: "resourceOwner",
        value: details.resource_owner.clone(),
    }]);
    view! {
        <SlipView
            kind=SlipKind::Receipt
            id=id
            title=call_words(&receipt.call, &receipt.changes, Tense::Done)
            ending=ending
        >
            {changed}
            <dl>
                {date}{facts}<div><dt>{text("slip.duration")}</dt><dd>{duration}</dd></div>
            </dl>
        </SlipView>
    }
    .into_any()
}

/// The receipt as JSON, with the names the API uses.
fn receipt_json(receipt: &Receipt) -> String {
    let exchange = exchange_for(&receipt.call);
    let details = &receipt.details;
    let body: serde_json::Value = exchange
        .request
        .body
        .and_then(|body| serde_json::from_str(&body).ok())
        .unwrap_or_default();
    let value = json!({
        "operation": exchange.operation.name(),
        "method": exchange.request.method.as_str(),
        "path": exchange.request.path,
        "body": body,
        "details": {
            "sequence": details.sequence.to_string(),
            "creationDate": details.creation_date,
            "changeDate": details.change_date,
            "resourceOwner": details.resource_owner,
        },
        "durationMs": receipt.duration_ms.round(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The words of a copy button for something.
pub fn copy_words(what: String) -> CopyWords {
    CopyWords {
        label: text("button.copy"),
        what,
        done: text("say.copied"),
        failed: text("say.not-copied"),
    }
}

fn failure_slip(
    model: Model,
    id: String,
    call: Option<&Call>,
    changes: &[Change],
    error: &CallError,
    at: &str,
    seen: Option<u64>,
) -> AnyView {
    let operation = call.map_or(Operation::GetLoginPolicy, |call| exchange_for(call).operation);
    let happened = error.happened(operation);
    let explained = explain(error, operation);
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
    let title = match (call, seen) {
        (Some(call), _) => call_words(call, changes, tense),
        (None, _) => text("slip.not-read"),
    };
    let what_happened = match (happened, already, seen) {
        (Happened::NotKnown, _, _) => text("happened.unknown"),
        (Happened::Nothing, true, Some(number)) => {
            text_with("happened.already", &[("sequence", &number.to_string())])
        }
        (Happened::Nothing, _, _) => text("happened.nothing"),
    };
    let session_ended = matches!(
        error,
        CallError::Transport(zitadel_admin::TransportError::NotSent {
            reason: zitadel_admin::NotSent::SessionEnded
        })
    );
    let next = if session_ended {
        ().into_any()
    } else if happened == Happened::NotKnown {
        view! {
            <button type="button" class="btn" on:click=move |_| model.check_again()>
                {text("button.check-again")}
            </button>
        }
        .into_any()
    } else if already {
        ().into_any()
    } else {
        view! {
            <button type="button" class="btn" on:click=move |_| model.apply()>
                {text("button.try-again")}
            </button>
        }
        .into_any()
    };
    let told = explanation(&explained, &what_happened);
    let details = support(&explained, error, operation, at, model);
    let ending = ().into_any();
    view! {
        <SlipView kind=kind id=id title=title ending=ending>
            {told}
            {details}
            <div class="btns">{next}</div>
        </SlipView>
    }
    .into_any()
}

/// Sentence, what happened, what to do, what the server said itself.
fn explanation(explained: &Explained, what_happened: &str) -> AnyView {
    let server = explained.server.clone().map(|words| {
        view! {
            <dt>{text("word.server-says")}</dt>
            <dd><q dir="auto">{words}</q></dd>
        }
    });
    view! {
        <p class="first">{prose(&explained.why)}</p>
        <dl>
            <dt>{text("word.happened")}</dt><dd>{what_happened.to_owned()}</dd>
            <dt>{text("word.todo")}</dt><dd>{prose(&explained.todo)}</dd>
            {server}
        </dl>
    }
    .into_any()
}

/// The closed details for support; never a token.
pub fn support(
    explained: &Explained,
    error: &CallError,
    operation: Operation,
    at: &str,
    model: Model,
) -> AnyView {
    let mut details = Vec::new();
    let mut add = |name: &str, key: &'static str, value: String| {
        details.push(Pair {
            name: text(name),
            key,
            value,
        });
    };
    if let Some(id) = &explained.id {
        add("support.id", "id", id.clone());
    }
    if let Some(status) = explained.status {
        add("support.status", "status", status.to_string());
    }
    add("support.operation", "operation", operation.name().to_owned());
    add("support.time", "time", at.to_owned());
    add(
        "support.instance",
        "instance",
        model.instance.with_value(|instance| instance.host().to_owned()),
    );
    add("support.console", "console", env!("CARGO_PKG_VERSION").to_owned());
    let raw = match error {
        CallError::Refused(refusal) => refusal.raw.clone(),
        other => other.to_string(),
    };
    if !raw.is_empty() {
        add("support.message", "message", raw);
    }
    view! {
        <SupportDetails
            title=text("support.title")
            details=details
            words=copy_words(text("copy.details"))
        />
    }
    .into_any()
}
