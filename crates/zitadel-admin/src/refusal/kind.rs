//! The reasons for a refusal, and which answer means which.
//!
//! Status and call decide first. ZITADEL's ids only tell apart what these leave open, and of an id
//! only the part after the hyphen counts: one id stands for different things at different calls
//! (`3M9od`: exists already, and does not exist), and releases rename the part before
//! (`IAM-SFdqd` became `INST-SFdqd`).

use super::error_body::{Author, ErrorBody};
use crate::operation::Operation;

/// Why a call was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum RefusalKind {
    /// The request itself could not be read: a fault of this program, or of something between.
    BadRequest,
    /// A value is not allowed, e.g. a factor the server does not know.
    InvalidValue,
    /// The settings are already as wanted, so nothing was stored.
    NothingChanged,
    /// The default redirect address is not one.
    RedirectUriInvalid,
    /// The provider to be linked does not exist, or no longer.
    ProviderNotExisting,
    /// The token is missing, ended or not meant for this: sign in again.
    TokenInvalid,
    /// The person has roles, but not the permission for this.
    NoPermission,
    /// The person has no role at all.
    NoMembership,
    /// A second factor is required, and the session has none.
    MfaRequired,
    /// The app is not registered for the address this console runs at.
    OriginNotAllowed,
    /// The organization that was asked for does not exist.
    OrganizationUnknown,
    /// What was to be added is there already.
    AlreadyExists,
    /// Something else was being changed at the same time; nothing was stored.
    Aborted,
    /// What was to be removed or read is not there.
    NotExisting,
    /// The instance has no login policy.
    PolicyMissing,
    /// The server does not know the address: another version, or another program.
    RouteMissing,
    /// The server knows the address, but not for this.
    MethodNotAllowed,
    /// The state of the server forbids it.
    PreconditionFailed,
    /// Too many calls in too short a time.
    TooManyRequests,
    /// The instance has used up the requests it has paid for.
    QuotaExhausted,
    /// The instance is blocked.
    InstanceBlocked,
    /// The server has no instance at that host.
    InstanceUnknown,
    /// ZITADEL gave the call up half-way, e.g. because something between closed the connection.
    Canceled,
    /// ZITADEL itself failed.
    ServerFailed,
    /// Something in front of ZITADEL failed, or reports that ZITADEL does not answer.
    GatewayFailed,
    /// Something that is not ZITADEL's API answered.
    NotZitadel,
    /// ZITADEL refused for a reason that has no name here.
    Other,
}

/// gRPC's `FAILED_PRECONDITION`, which ZITADEL sends with status 400.
const FAILED_PRECONDITION: u64 = 9;
/// gRPC's `ABORTED`, which shares status 409 with `ALREADY_EXISTS`.
const ABORTED: u64 = 10;
/// gRPC's `OUT_OF_RANGE`, which shares status 400 with `INVALID_ARGUMENT`.
const OUT_OF_RANGE: u64 = 11;
/// gRPC's `UNIMPLEMENTED`.
const UNIMPLEMENTED: u64 = 12;

/// Why an answer with that status says no to that call.
pub(super) fn classify(operation: Operation, status: u16, body: &ErrorBody) -> RefusalKind {
    match (body.author, status) {
        (_, 429) => too_many(body),
        (Author::Api, 501) if body.code == UNIMPLEMENTED => RefusalKind::MethodNotAllowed,
        (Author::Api, 500..=599) => RefusalKind::ServerFailed,
        (_, 500..=599) => RefusalKind::GatewayFailed,
        (Author::Api, 400) => bad_request(operation, body),
        (Author::Api, 401) => RefusalKind::TokenInvalid,
        (Author::Api, 403) => forbidden(body),
        (Author::Api | Author::PlainText, 404) => not_found(operation, body),
        (Author::Api, 405) => RefusalKind::MethodNotAllowed,
        (Author::Api, 409) if body.code == ABORTED => RefusalKind::Aborted,
        (Author::Api, 409) => RefusalKind::AlreadyExists,
        (Author::Api, 412) => RefusalKind::PreconditionFailed,
        (Author::Api, 499) => RefusalKind::Canceled,
        (Author::Api, _) => RefusalKind::Other,
        _ => RefusalKind::NotZitadel,
    }
}

fn bad_request(operation: Operation, body: &ErrorBody) -> RefusalKind {
    match (operation, id_code(body)) {
        (Operation::UpdateLoginPolicy, Some("5M9vdd")) => RefusalKind::NothingChanged,
        (Operation::UpdateLoginPolicy, Some("SFdqd")) => RefusalKind::RedirectUriInvalid,
        (Operation::LinkProvider, Some("m8fsd")) => RefusalKind::ProviderNotExisting,
        (_, _) if body.code == FAILED_PRECONDITION => RefusalKind::PreconditionFailed,
        (_, _) if body.code == OUT_OF_RANGE => RefusalKind::InvalidValue,
        (_, Some(_)) => RefusalKind::InvalidValue,
        (_, None) if is_about_a_value(&body.message) => RefusalKind::InvalidValue,
        (_, None) => RefusalKind::BadRequest,
    }
}

/// Texts of the server's checks before it acts: of the validation rules (`invalid
/// XRequest.Member: …`), of a part of the path, and of the decoder where JSON was well-formed.
fn is_about_a_value(message: &str) -> bool {
    let by_rule = message.starts_with("invalid ") && message.contains("Request.");
    let in_the_path = message.starts_with("type mismatch, parameter");
    let by_decoder = message.starts_with("proto:") && message.contains(": invalid ");
    by_rule || in_the_path || by_decoder
}

/// Checked before any call is looked at, so that these ids mean the same at each of them.
fn forbidden(body: &ErrorBody) -> RefusalKind {
    match id_code(body) {
        // The id is shared with a session that was never signed in.
        Some("Kl3p0") if body.message.starts_with("authentication required") => {
            RefusalKind::TokenInvalid
        }
        Some("Kl3p0") => RefusalKind::MfaRequired,
        Some("DZG21") => RefusalKind::OriginNotAllowed,
        Some("Bs7Ds") => RefusalKind::OrganizationUnknown,
        // A token that stands for somebody else is of no use to the API.
        Some("Shi0J") => RefusalKind::TokenInvalid,
        // Cut off before it says why.
        None if body.code == 0 => RefusalKind::Other,
        _ => RefusalKind::NoPermission,
    }
}

fn not_found(operation: Operation, body: &ErrorBody) -> RefusalKind {
    match (operation, id_code(body)) {
        (_, Some("cdgFk")) => RefusalKind::NoMembership,
        (
            Operation::UpdateLoginPolicy | Operation::LinkProvider | Operation::UnlinkProvider,
            Some("M0sif" | "GVDfe" | "Dfg4t"),
        ) => RefusalKind::PolicyMissing,
        (_, None) if body.message.starts_with("unable to set instance") => {
            RefusalKind::InstanceUnknown
        }
        (_, Some("1kIjX")) => RefusalKind::InstanceUnknown,
        (_, _) if body.author != Author::Api => RefusalKind::NotZitadel,
        (_, Some(_)) => RefusalKind::NotExisting,
        (_, None) if body.message == "Not Found" => RefusalKind::RouteMissing,
        (_, None) => RefusalKind::Other,
    }
}

/// Status 429 says enough, whoever sends it.
fn too_many(body: &ErrorBody) -> RefusalKind {
    match id_code(body) {
        Some("molsj") => RefusalKind::InstanceBlocked,
        Some("vjAy8") => RefusalKind::QuotaExhausted,
        None if body.message.contains("instance is blocked") => RefusalKind::InstanceBlocked,
        _ => RefusalKind::TooManyRequests,
    }
}

/// The part of the id after the hyphen, which keeps its meaning from release to release.
fn id_code(body: &ErrorBody) -> Option<&str> {
    let (_, code) = body.id.as_deref()?.split_once('-')?;
    Some(code)
}
