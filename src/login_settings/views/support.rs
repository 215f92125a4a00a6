//! What support asks for about a call that failed.

use crate::components::{Detail, SupportDetails};
use crate::i18n::use_i18n;
use crate::login_settings::errors::error_text;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use zitadel_admin::{CallError, Operation};

/// The closed details of a call that failed; never a token.
#[component]
pub fn CallSupportDetails(
    /// Why it failed.
    error: CallError,
    /// The call.
    operation: Operation,
    /// When it failed, RFC 3339.
    at: String,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let detail = |name, key, value| Detail { name, key, value };
    // The words are not used here, so a change of the language changes nothing.
    let text = untrack(|| error_text(i18n, &error, operation));
    let raw = match error {
        CallError::Refused(refusal) => refusal.raw,
        other => other.to_string(),
    };
    let status = text.status.map(|status| status.to_string());
    let mut details = Vec::new();
    details.extend(text.id.map(|id| detail("support.id", "id", id)));
    details.extend(status.map(|status| detail("support.status", "status", status)));
    details.extend([
        detail(
            "support.operation",
            "operation",
            operation.name().to_owned(),
        ),
        detail("support.time", "time", at),
        detail("support.instance", "instance", store.host()),
    ]);
    let version = untrack(|| store.server.server_version());
    let version = version.text().to_owned();
    details.extend((!version.is_empty()).then(|| detail("word.version", "server", version)));
    details.push(detail(
        "support.console",
        "console",
        env!("CARGO_PKG_VERSION").to_owned(),
    ));
    details.extend((!raw.is_empty()).then(|| detail("support.message", "message", raw)));
    view! { <SupportDetails details/> }
}
