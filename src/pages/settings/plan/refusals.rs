//! What only a call that changes something can meet, in words; `refusals` of the page has the rest.

use crate::pages::settings::refusals::{Explained, Keys, explain, explain_as};
use zitadel_admin::{CallError, Operation, RefusalKind, TransportError};

/// Explains a failure of a call, be it to read or to write.
pub fn explain_any(error: &CallError, operation: Operation) -> Explained {
    match of_writes(error).filter(|_| operation.is_write()) {
        Some(keys) => explain_as(error, keys),
        None => explain(error),
    }
}

fn of_writes(error: &CallError) -> Option<Keys> {
    let refusal = match error {
        CallError::Transport(TransportError::Lost) => {
            return Some(("why.lost", "todo.check-again"));
        }
        CallError::Refused(refusal) => refusal,
        CallError::Transport(_) | CallError::Unreadable(_) => return None,
    };
    Some(match refusal.kind {
        RefusalKind::InvalidValue => ("why.invalid-value", "todo.other-value"),
        RefusalKind::NothingChanged => ("why.nothing-changed", "todo.nothing"),
        RefusalKind::RedirectUriInvalid => ("why.redirect", "todo.redirect"),
        RefusalKind::ProviderNotExisting => ("why.provider-gone", "todo.reload"),
        RefusalKind::AlreadyExists => ("why.already", "todo.nothing"),
        RefusalKind::NotExisting => ("why.already-gone", "todo.nothing"),
        RefusalKind::NoPermission => ("why.no-write", "todo.role-owner"),
        _ => return None,
    })
}
