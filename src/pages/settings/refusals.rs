//! Every way a call can fail, as a sentence in the person's language and what to do about it. What
//! only a call that changes something can meet is in `plan/refusals`.
//!
//! What ZITADEL says itself is shown only as an addition: it is often a raw key, program text, or
//! in another language than the page.

use crate::i18n::{text, text_with};
use zitadel_admin::{CallError, NotSent, RefusalKind, TransportError, Unreadable};

/// The keys of why something failed and of what to do.
pub type Keys = (&'static str, &'static str);

/// A failure in words.
pub struct Explained {
    /// What went wrong.
    pub why: String,
    /// What to do next.
    pub todo: String,
    /// What the server said itself, if it is fit to be shown.
    pub server: Option<String>,
    /// Its id of the error, the HTTP status, for support.
    pub id: Option<String>,
    /// The HTTP status, if there was one.
    pub status: Option<u16>,
}

/// Explains a failure of a call that reads.
pub fn explain(error: &CallError) -> Explained {
    explain_as(error, keys(error))
}

/// Explains a failure by the keys of two texts: why, and what to do.
pub fn explain_as(error: &CallError, (why, todo): Keys) -> Explained {
    let origin = crate::browser::address::origin();
    let mut explained = Explained {
        why: text_with(why, &[("origin", &origin)]),
        todo: text_with(todo, &[("origin", &origin)]),
        server: None,
        id: None,
        status: None,
    };
    match error {
        CallError::Refused(refusal) => {
            explained.server.clone_from(&refusal.text);
            explained.id.clone_from(&refusal.id);
            explained.status = Some(refusal.status);
        }
        CallError::Transport(TransportError::CutOff { status }) => {
            explained.status = Some(*status);
        }
        CallError::Unreadable(Unreadable::WrongShape { member }) => {
            explained.id = Some((*member).to_owned());
        }
        CallError::Unreadable(_) | CallError::Transport(_) => {}
    }
    explained
}

/// The title of the page that stands where the settings could not be read.
pub fn page_title(error: &CallError) -> String {
    text(match error {
        CallError::Refused(refusal) => match refusal.kind {
            RefusalKind::NoMembership | RefusalKind::NoPermission => "no-role.title",
            RefusalKind::MfaRequired => "mfa.title",
            RefusalKind::OriginNotAllowed => "origin.title",
            _ => "load-failed.title",
        },
        CallError::Transport(TransportError::NotSent {
            reason: NotSent::SessionEnded,
        }) => "ended.title",
        _ => "load-failed.title",
    })
}

/// Whether only signing in again helps.
pub fn asks_for_sign_in(error: &CallError) -> bool {
    match error {
        CallError::Transport(TransportError::NotSent { reason }) => {
            *reason == NotSent::SessionEnded
        }
        CallError::Refused(refusal) => matches!(
            refusal.kind,
            RefusalKind::MfaRequired | RefusalKind::TokenInvalid
        ),
        _ => false,
    }
}

fn keys(error: &CallError) -> Keys {
    match error {
        CallError::Transport(TransportError::NotSent { reason }) => match reason {
            NotSent::SessionEnded => ("why.session-ended", "todo.sign-in-again"),
            NotSent::Offline => ("why.offline", "todo.network"),
        },
        CallError::Transport(TransportError::Lost) => ("why.unreachable", "todo.network"),
        CallError::Transport(TransportError::CutOff { .. }) => ("why.cut-off", "todo.check-again"),
        CallError::Unreadable(unreadable) => match unreadable {
            Unreadable::Html => ("why.html", "todo.proxy"),
            Unreadable::Empty => ("why.empty", "todo.check-again"),
            Unreadable::CutOff => ("why.cut-off", "todo.check-again"),
            Unreadable::TooLong => ("why.too-long", "todo.proxy"),
            Unreadable::NotJson => ("why.not-json", "todo.proxy"),
            Unreadable::WrongShape { .. } => ("why.wrong-shape", "todo.newer"),
        },
        CallError::Refused(refusal) => refused(&refusal.kind),
    }
}

fn refused(kind: &RefusalKind) -> Keys {
    match kind {
        RefusalKind::BadRequest => ("why.bad-request", "todo.support"),
        RefusalKind::TokenInvalid => ("why.token", "todo.sign-in-again"),
        RefusalKind::NoPermission => ("why.no-read", "todo.role-viewer"),
        RefusalKind::NoMembership => ("why.no-membership", "todo.role-viewer"),
        RefusalKind::MfaRequired => ("why.mfa", "todo.mfa"),
        RefusalKind::OriginNotAllowed => ("why.origin", "todo.origin"),
        RefusalKind::OrganizationUnknown => ("why.organization", "todo.sign-in-again"),
        RefusalKind::PolicyMissing => ("why.policy-missing", "todo.support"),
        RefusalKind::RouteMissing => ("why.route", "todo.version"),
        RefusalKind::MethodNotAllowed => ("why.method", "todo.version"),
        RefusalKind::PreconditionFailed => ("why.precondition", "todo.reload"),
        RefusalKind::TooManyRequests => ("why.too-many", "todo.wait"),
        RefusalKind::QuotaExhausted => ("why.quota", "todo.quota"),
        RefusalKind::InstanceBlocked => ("why.blocked", "todo.provider"),
        RefusalKind::InstanceUnknown => ("why.instance-unknown", "todo.config"),
        RefusalKind::ServerFailed => ("why.server", "todo.check-again"),
        RefusalKind::GatewayFailed => ("why.gateway", "todo.check-again"),
        RefusalKind::NotZitadel => ("why.html", "todo.proxy"),
        // To a question, some are no answer that makes sense.
        RefusalKind::InvalidValue
        | RefusalKind::NothingChanged
        | RefusalKind::RedirectUriInvalid
        | RefusalKind::ProviderNotExisting
        | RefusalKind::AlreadyExists
        | RefusalKind::NotExisting
        | RefusalKind::Other => ("why.other", "todo.support"),
    }
}
