//! A receipt as it stands on the page, and as JSON to be copied.

use super::apply::Receipt;
use super::calls::Tense;
use crate::components::{Pair, Say, Slip, SlipKind, becomes, copy_button, pairs, sequence};
use crate::i18n::{moment, quantity, text, text_with};
use crate::markup::{View, el, many};
use crate::pages::settings::model::Model;
use crate::pages::settings::support::copy_words;
use crate::pages::settings::words::value_words;
use login_policy::Change;
use plain_json::Writer;
use zitadel_admin::exchange_for;

fn differences(model: Model, changes: &[Change]) -> View {
    many(changes.iter().map(|change| {
        el("p")
            .child(model.item_name(&change.item) + ": ")
            .child(becomes(
                value_words(&change.item, &change.from),
                text("word.becomes"),
                value_words(&change.item, &change.to),
            ))
            .into()
    }))
}

/// Draws a receipt: what was done, and what the server answered.
pub fn slip(model: Model, id: String, receipt: &Receipt) -> View {
    let details = &receipt.details;
    let number_text = details.sequence.to_string();
    let what = text_with("copy.receipt", &[("sequence", &number_text)]);
    let ending = many([
        sequence(text("word.sequence"), details.sequence),
        copy_button(copy_words(what), receipt_json(receipt), true),
    ]);
    let date = match (&details.creation_date, &details.change_date) {
        (Some(date), _) => Some(("slip.created", date)),
        (None, Some(date)) => Some(("slip.changed", date)),
        (None, None) => None,
    };
    let fact = |name: &str, value: View| {
        el("div")
            .child(el("dt").say(name))
            .child(el("dd").child(value))
    };
    let date = date.map(|(key, date)| {
        let time = el("time")
            .attr("datetime", &date.clone())
            .child(moment(date, true));
        fact(key, time.into())
    });
    let owner = pairs(&[Pair {
        name: text("word.owner"),
        key: "resourceOwner",
        value: details.resource_owner.clone(),
    }]);
    let duration = quantity(receipt.duration_ms.round(), "millisecond");
    let facts = el("dl")
        .child(date)
        .child(owner)
        .child(fact("slip.duration", duration.into()));
    crate::components::slip(Slip {
        kind: SlipKind::Receipt,
        id,
        title: model.call_words(&receipt.call, &receipt.changes, Tense::Done),
        ending,
        body: many([differences(model, &receipt.changes), facts.into()]),
    })
}

/// The receipt as JSON, with the names the API uses.
fn receipt_json(receipt: &Receipt) -> String {
    let exchange = exchange_for(&receipt.call);
    let details = &receipt.details;
    let mut writer = Writer::new();
    writer.text("operation", exchange.operation.name());
    writer.text("method", exchange.request.method.as_str());
    writer.text("path", &exchange.request.path);
    writer.raw("body", exchange.request.body.as_deref().unwrap_or("null"));
    writer.open_object("details");
    writer.text("sequence", &details.sequence.to_string());
    writer.optional_text("creationDate", details.creation_date.as_deref());
    writer.optional_text("changeDate", details.change_date.as_deref());
    writer.text("resourceOwner", &details.resource_owner);
    writer.close();
    let duration = receipt.duration_ms.round() as u64;
    writer.raw("durationMs", &duration.to_string());
    crate::browser::json::indented(&writer.finish())
}
