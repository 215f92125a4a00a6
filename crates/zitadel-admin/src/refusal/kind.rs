//! The reasons for a refusal, and which answer means which.

use super::text::has;
use super::{Said, Speaker};
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
/// gRPC's `UNIMPLEMENTED`.
const UNIMPLEMENTED: u64 = 12;

pub(super) fn decide(operation: Operation, status: u16, said: &Said) -> RefusalKind {
    match (said.speaker, status) {
        (_, 429) => too_many(said),
        (Speaker::Api, 501) if said.code == UNIMPLEMENTED => RefusalKind::MethodNotAllowed,
        (Speaker::Api, 500..=599) => RefusalKind::ServerFailed,
        (_, 500..=599) => RefusalKind::GatewayFailed,
        (Speaker::Api, 400) => bad_request(operation, said),
        (Speaker::Api, 401) => RefusalKind::TokenInvalid,
        (Speaker::Api, 403) => forbidden(said),
        (Speaker::Api | Speaker::PlainText, 404) => not_found(operation, said),
        (Speaker::Api, 405) => RefusalKind::MethodNotAllowed,
        (Speaker::Api, 409) if said.code == ABORTED => RefusalKind::Other,
        (Speaker::Api, 409) => RefusalKind::AlreadyExists,
        (Speaker::Api, 412) => RefusalKind::PreconditionFailed,
        (Speaker::Api, _) => RefusalKind::Other,
        _ => RefusalKind::NotZitadel,
    }
}

fn bad_request(operation: Operation, said: &Said) -> RefusalKind {
    match (operation, said.id.as_deref()) {
        (Operation::UpdateLoginPolicy, Some("INSTANCE-5M9vdd")) => RefusalKind::NothingChanged,
        (Operation::UpdateLoginPolicy, Some("IAM-SFdqd")) => RefusalKind::RedirectUriInvalid,
        (Operation::LinkProvider, Some("INSTANCE-m8fsd")) => RefusalKind::ProviderNotExisting,
        (_, _) if said.code == FAILED_PRECONDITION => RefusalKind::PreconditionFailed,
        (_, Some(_)) => RefusalKind::InvalidValue,
        (_, None) if is_about_a_value(&said.message) => RefusalKind::InvalidValue,
        (_, None) => RefusalKind::BadRequest,
    }
}

/// Texts of the server's checks before it acts: of the validation rules (`invalid
/// XRequest.Member: …`), of a part of the path, and of the decoder where JSON was well-formed.
fn is_about_a_value(message: &str) -> bool {
    let by_rule = message.starts_with("invalid ") && has(message, "Request.");
    let in_the_path = message.starts_with("type mismatch, parameter");
    let by_decoder = message.starts_with("proto:") && has(message, ": invalid ");
    by_rule || in_the_path || by_decoder
}

fn forbidden(said: &Said) -> RefusalKind {
    match said.id.as_deref() {
        // The id is shared with a session that was never signed in.
        Some("AUTHZ-Kl3p0") if said.message.starts_with("authentication required") => {
            RefusalKind::TokenInvalid
        }
        Some("AUTHZ-Kl3p0") => RefusalKind::MfaRequired,
        Some("AUTH-DZG21") => RefusalKind::OriginNotAllowed,
        Some("AUTH-Bs7Ds") => RefusalKind::OrganizationUnknown,
        // A token that stands for somebody else is of no use to the API.
        Some("APP-Shi0J") => RefusalKind::TokenInvalid,
        // Cut off before it says why.
        None if said.code == 0 => RefusalKind::Other,
        _ => RefusalKind::NoPermission,
    }
}

fn not_found(operation: Operation, said: &Said) -> RefusalKind {
    match (operation, said.id.as_deref()) {
        (_, Some("AUTHZ-cdgFk")) => RefusalKind::NoMembership,
        (
            Operation::UpdateLoginPolicy | Operation::LinkProvider | Operation::UnlinkProvider,
            Some("INSTANCE-M0sif" | "INSTANCE-GVDfe" | "INSTANCE-Dfg4t"),
        )
        | (Operation::ListMultiFactors | Operation::ListSecondFactors, Some("QUERY-yPqIZ")) => {
            RefusalKind::PolicyMissing
        }
        (_, None) if said.message.starts_with("unable to set instance") => {
            RefusalKind::InstanceUnknown
        }
        (_, Some("QUERY-1kIjX")) => RefusalKind::InstanceUnknown,
        (_, _) if said.speaker != Speaker::Api => RefusalKind::NotZitadel,
        (_, Some(_)) => RefusalKind::NotExisting,
        (_, None) if said.message == "Not Found" => RefusalKind::RouteMissing,
        (_, None) => RefusalKind::Other,
    }
}

/// Status 429 says enough, whoever sends it.
fn too_many(said: &Said) -> RefusalKind {
    match said.id.as_deref() {
        Some("LIMITS-molsj") => RefusalKind::InstanceBlocked,
        Some("QUOTA-vjAy8") => RefusalKind::QuotaExhausted,
        None if has(&said.message, "instance is blocked") => RefusalKind::InstanceBlocked,
        _ => RefusalKind::TooManyRequests,
    }
}
