//! Every way a call can fail, as a sentence in the person's language and what to do next.
//!
//! What ZITADEL says itself is shown only as an addition: it is often a raw key, program text, or
//! in another language than the page.

use crate::i18n::I18n;
use crate::platform::location;
use zitadel_admin::{CallError, DecodeError, NotSent, Operation, RefusalKind, TransportError};

/// Text keys of why a call failed and of what to do.
type Keys = (&'static str, &'static str);

/// A failure in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorText {
    /// What went wrong.
    pub why: String,
    /// What to do next.
    pub todo: String,
    /// What the server said itself, if it is fit to be shown.
    pub server: Option<String>,
    /// The server's id of the error, for support.
    pub id: Option<String>,
    /// The HTTP status, if there was one.
    pub status: Option<u16>,
}

/// The words for a failed call.
pub fn error_text(i18n: I18n, error: &CallError, operation: Operation) -> ErrorText {
    let (why, todo) = Some(error)
        .filter(|_| operation.is_write())
        .and_then(write_keys)
        .unwrap_or_else(|| keys(error));
    let origin = location::origin();
    let mut text = ErrorText {
        why: i18n.text_with(why, &[("origin", &origin)]),
        todo: i18n.text_with(todo, &[("origin", &origin)]),
        server: None,
        id: None,
        status: None,
    };
    match error {
        CallError::Refused(refusal) => {
            text.server.clone_from(&refusal.text);
            text.id.clone_from(&refusal.id);
            text.status = Some(refusal.status.as_u16());
        }
        CallError::Transport(TransportError::CutOff { status }) => {
            text.status = Some(status.as_u16());
        }
        CallError::Decode(DecodeError::WrongShape { member }) => {
            text.id = Some(member.clone());
        }
        CallError::Decode(_) | CallError::Transport(_) => {}
    }
    text
}

/// The text key of the title of the page that stands where the settings could not be read.
pub fn page_title(error: &CallError) -> &'static str {
    match error {
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
    }
}

/// Whether only signing in again helps.
pub fn needs_sign_in(error: &CallError) -> bool {
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

/// What only a call that changes something can meet.
fn write_keys(error: &CallError) -> Option<Keys> {
    let refusal = match error {
        CallError::Transport(TransportError::Lost) => {
            return Some(("why.lost", "todo.check-again"));
        }
        CallError::Refused(refusal) => refusal,
        CallError::Transport(_) | CallError::Decode(_) => return None,
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

fn keys(error: &CallError) -> Keys {
    match error {
        CallError::Transport(TransportError::NotSent { reason }) => match reason {
            NotSent::SessionEnded => ("why.session-ended", "todo.sign-in-again"),
            NotSent::Offline => ("why.offline", "todo.network"),
        },
        CallError::Transport(TransportError::Lost) => ("why.unreachable", "todo.network"),
        CallError::Transport(TransportError::CutOff { .. }) => ("why.cut-off", "todo.check-again"),
        CallError::Decode(error) => match error {
            DecodeError::Html => ("why.html", "todo.proxy"),
            DecodeError::Empty => ("why.empty", "todo.check-again"),
            DecodeError::CutOff => ("why.cut-off", "todo.check-again"),
            DecodeError::TooLong => ("why.too-long", "todo.proxy"),
            DecodeError::NotJson => ("why.not-json", "todo.proxy"),
            DecodeError::WrongShape { .. } => ("why.wrong-shape", "todo.newer"),
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
        RefusalKind::Aborted => ("why.aborted", "todo.check-again"),
        RefusalKind::Canceled => ("why.canceled", "todo.check-again"),
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
