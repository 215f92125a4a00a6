//! The closed details that support asks for; never a token.

use super::model::Model;
use super::refusals::Explained;
use crate::components::{CopyWords, Pair, support_details};
use crate::i18n::text;
use crate::markup::View;
use zitadel_admin::{CallError, Operation};

/// The words of a copy button for something.
pub fn copy_words(what: String) -> CopyWords {
    CopyWords {
        label: text("button.copy"),
        what,
        done: text("say.copied"),
        failed: text("say.not-copied"),
    }
}

/// The closed details for support; never a token.
pub fn support(
    explained: &Explained,
    error: &CallError,
    operation: Operation,
    at: &str,
    model: Model,
) -> View {
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
    add(
        "support.operation",
        "operation",
        operation.name().to_owned(),
    );
    add("support.time", "time", at.to_owned());
    add(
        "support.instance",
        "instance",
        model.instance.host().to_owned(),
    );
    add(
        "support.console",
        "console",
        env!("CARGO_PKG_VERSION").to_owned(),
    );
    let raw = match error {
        CallError::Refused(refusal) => refusal.raw.clone(),
        other => other.to_string(),
    };
    if !raw.is_empty() {
        add("support.message", "message", raw);
    }
    support_details(
        text("support.title"),
        &details,
        copy_words(text("copy.details")),
    )
}
