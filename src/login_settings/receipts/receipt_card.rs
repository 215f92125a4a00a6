//! The receipt of an accepted call.

use super::receipt_json::receipt_json;
use crate::components::{
    CopyButton, DescriptionItem, Diff, ResultCard, ResultKind, SequenceNumber,
};
use crate::i18n::{t, use_i18n};
use crate::login_settings::call_labels::CallStatus;
use crate::login_settings::labels::value_text;
use crate::login_settings::state::{Receipt, use_settings};
use leptos::prelude::*;
use login_policy::Change;

/// A call that the server accepted: what it changed, and what the server answered.
#[component]
pub(super) fn ReceiptCard(
    /// The id of its element.
    id: Signal<String>,
    /// The receipt.
    receipt: Receipt,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let copied_receipt = receipt.clone();
    let json =
        Signal::derive(move || receipt_json(&copied_receipt, &store.server.server_version()));
    let Receipt {
        call,
        changes,
        details,
        duration_ms,
    } = receipt;
    let sequence = details.sequence;
    let differences = changes.iter().map(difference).collect_view();
    let title =
        Signal::derive(move || store.call_text(i18n, &call, &changes, CallStatus::Accepted));
    let copied = Signal::derive(move || {
        i18n.text_with("copy.receipt", &[("sequence", &sequence.to_string())])
    });
    let ending = move || {
        view! {
            <SequenceNumber value=sequence/>
            <CopyButton what=copied text=json quiet=true/>
        }
    };
    let date = match (details.creation_date, details.change_date) {
        (Some(date), _) => Some(("slip.created", date)),
        (None, Some(date)) => Some(("slip.changed", date)),
        (None, None) => None,
    };
    let date = date.map(|(key, date)| {
        let shown = date.clone();
        view! {
            <DescriptionItem name=t(key)>
                <time datetime=date>{move || i18n.date_time(&shown, true)}</time>
            </DescriptionItem>
        }
    });
    view! {
        <ResultCard kind=ResultKind::Receipt id title ending>
            {differences}
            <dl>
                {date}
                <DescriptionItem name=t("word.owner")>
                    <code dir="auto">{details.resource_owner}</code>
                </DescriptionItem>
                <DescriptionItem name=t("slip.duration")>
                    {move || i18n.quantity(duration_ms.round(), "millisecond")}
                </DescriptionItem>
            </dl>
        </ResultCard>
    }
    .into_any()
}

fn difference(change: &Change) -> impl IntoView + use<> {
    let (store, i18n) = (use_settings(), use_i18n());
    let Change { item, from, to } = change.clone();
    let (named, was, is) = (item.clone(), item.clone(), item);
    let old = Signal::derive(move || value_text(i18n, &was, &from));
    let new = Signal::derive(move || value_text(i18n, &is, &to));
    view! {
        <p>
            {move || store.item_name(i18n, &named)} ": " <Diff old new/>
        </p>
    }
}
