//! People: who holds a role on the instance, and what they have to sign in with.
//!
//! It does not judge whether they can still get in.

use plain_json::Writer;

use crate::details::{Details, Page, Paging, page};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::policy::get;
use crate::providers::post;
use crate::wire::{Message, enum_number, path_segment, read};

/// Somebody with a role on the instance (`zitadel.member.v1.Member`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Id of the user.
    pub user_id: String,
    /// Of the membership.
    pub details: Details,
    /// E.g. `IAM_OWNER`.
    pub roles: Vec<String>,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them.
    pub display_name: Option<String>,
    /// Their mail address; service users have none.
    pub email: Option<String>,
    /// Person or service user.
    pub kind: UserKind,
    /// Id of their organization.
    pub organization: String,
}

/// `zitadel.user.v1.Type`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserKind {
    /// A person.
    Human,
    /// A service user; it does not sign in on a page.
    Machine,
    /// What a newer server sent; empty where it said nothing.
    Unknown(String),
}

/// `zitadel.user.v2.User`, as far as it matters for signing in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// Id of the user.
    pub id: String,
    /// Whether they may sign in at all.
    pub state: UserState,
    /// E.g. `owner@example.com`.
    pub preferred_login_name: String,
    /// What to call them.
    pub display_name: Option<String>,
    /// Person or service user.
    pub kind: UserKind,
    /// Their mail address, if verified: only then is it a login name.
    pub verified_email: Option<String>,
    /// Their phone number, if verified: only then is it a login name.
    pub verified_phone: Option<String>,
    /// A password was set at least once.
    pub has_password: bool,
    /// They must choose a new password when they sign in next.
    pub password_change_required: bool,
}

/// `zitadel.user.v2.UserState`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UserState {
    /// May sign in.
    Active,
    /// Deactivated by an administrator.
    Inactive,
    /// Deleted.
    Deleted,
    /// Locked, by an administrator or by too many wrong passwords.
    Locked,
    /// Has not finished registering.
    Initial,
    /// What a newer server sent; empty where it said nothing.
    Unknown(String),
}

/// `zitadel.user.v2.AuthenticationMethodType`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AuthMethod {
    /// A password is set.
    Password,
    /// A passkey is registered.
    Passkey,
    /// An account elsewhere is linked.
    Provider,
    /// An authenticator app is set up.
    Totp,
    /// A security key is registered as second factor.
    U2f,
    /// Codes by text message are set up.
    OtpSms,
    /// Codes by mail are set up.
    OtpEmail,
    /// Codes to get in with when everything else is lost are set up.
    RecoveryCode,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

/// An account elsewhere that somebody signs in with (`zitadel.user.v2.IDPLink`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserLink {
    /// Id of the identity provider.
    pub provider: String,
    /// Their name there.
    pub external_name: Option<String>,
}

/// `POST /admin/v1/members/_search`: everybody who holds a role on the instance.
#[must_use]
pub fn search_members(paging: Paging) -> Exchange<Page<Member>> {
    let mut writer = Writer::new();
    paging.write(&mut writer);
    Exchange {
        operation: Operation::SearchMembers,
        request: post("/admin/v1/members/_search", writer),
        judge: |response| read(response, |answer| page(answer, member)),
    }
}

/// `GET /v2/users/{id}`.
#[must_use]
pub fn get_user(id: &str) -> Exchange<User> {
    Exchange {
        operation: Operation::GetUser,
        request: get(&user_path(id, "")),
        judge: |response| read(response, |answer| user(&answer.required_message("user"))),
    }
}

/// `GET /v2/users/{id}/authentication_methods`. Given a domain, passkeys and security keys that
/// were registered for another one are left out, since they do not work there; those of old that
/// name no domain stay. Nobody with that id is an empty list, not an error.
#[must_use]
pub fn list_authentication_methods(id: &str, domain: Option<&str>) -> Exchange<Vec<AuthMethod>> {
    let mut path = user_path(id, "/authentication_methods");
    if let Some(domain) = domain {
        path.push_str("?domainQuery.domain=");
        path.push_str(&path_segment(domain));
        path.push_str("&domainQuery.includeWithoutDomain=true");
    }
    Exchange {
        operation: Operation::ListAuthenticationMethods,
        request: get(&path),
        judge: |response| {
            read(response, |answer| {
                // Always there, so its absence is not taken for "nothing".
                answer.required_message("details");
                let names = answer.names("authMethodTypes");
                names.into_iter().map(AuthMethod::of).collect()
            })
        },
    }
}

/// `POST /v2/users/{id}/links/_search`.
#[must_use]
pub fn list_user_links(id: &str, paging: Paging) -> Exchange<Page<UserLink>> {
    let mut writer = Writer::new();
    paging.write(&mut writer);
    Exchange {
        operation: Operation::ListUserLinks,
        request: post(&user_path(id, "/links/_search"), writer),
        judge: |response| read(response, |answer| page(answer, link)),
    }
}

fn user_path(id: &str, rest: &str) -> String {
    let mut path = String::from("/v2/users/");
    path.push_str(&path_segment(id));
    path.push_str(rest);
    path
}

fn member(member: &Message<'_>) -> Member {
    const KINDS: [&str; 3] = ["UNSPECIFIED", "HUMAN", "MACHINE"];
    let kind = member.name("userType");
    Member {
        user_id: member.required_text("userId"),
        details: Details::of(member),
        roles: member.texts("roles"),
        preferred_login_name: member.text("preferredLoginName"),
        display_name: member.filled_text("displayName"),
        email: member.filled_text("email"),
        kind: match enum_number(&kind, "TYPE_", &KINDS) {
            Some(1) => UserKind::Human,
            Some(2) => UserKind::Machine,
            _ => UserKind::Unknown(kind),
        },
        organization: member.text("userResourceOwner"),
    }
}

fn user(user: &Message<'_>) -> User {
    let human = user.message("user.human");
    let machine = user.message("user.machine");
    User {
        id: user.required_text("user.userId"),
        state: UserState::of(user.name("user.state")),
        preferred_login_name: user.text("user.preferredLoginName"),
        display_name: human
            .message("human.profile")
            .filled_text("profile.displayName")
            .or_else(|| machine.filled_text("machine.name")),
        kind: if user.has("user.human") {
            UserKind::Human
        } else if user.has("user.machine") {
            UserKind::Machine
        } else {
            UserKind::Unknown(String::new())
        },
        verified_email: verified(&human.message("human.email"), "email.email"),
        verified_phone: verified(&human.message("human.phone"), "phone.phone"),
        has_password: human.has("human.passwordChanged"),
        password_change_required: human.flag("human.passwordChangeRequired"),
    }
}

fn verified(contact: &Message<'_>, path: &'static str) -> Option<String> {
    let address = contact.filled_text(path);
    address.filter(|_| contact.flag("isVerified"))
}

fn link(link: &Message<'_>) -> UserLink {
    UserLink {
        provider: link.required_text("idpId"),
        external_name: link.filled_text("userName"),
    }
}

impl UserState {
    fn of(name: String) -> Self {
        const NAMES: [&str; 6] = [
            "UNSPECIFIED",
            "ACTIVE",
            "INACTIVE",
            "DELETED",
            "LOCKED",
            "INITIAL",
        ];
        match enum_number(&name, "USER_STATE_", &NAMES) {
            Some(1) => Self::Active,
            Some(2) => Self::Inactive,
            Some(3) => Self::Deleted,
            Some(4) => Self::Locked,
            Some(5) => Self::Initial,
            _ => Self::Unknown(name),
        }
    }
}

impl AuthMethod {
    fn of(name: String) -> Self {
        const NAMES: [&str; 9] = [
            "UNSPECIFIED",
            "PASSWORD",
            "PASSKEY",
            "IDP",
            "TOTP",
            "U2F",
            "OTP_SMS",
            "OTP_EMAIL",
            "RECOVERY_CODE",
        ];
        match enum_number(&name, "AUTHENTICATION_METHOD_TYPE_", &NAMES) {
            Some(1) => Self::Password,
            Some(2) => Self::Passkey,
            Some(3) => Self::Provider,
            Some(4) => Self::Totp,
            Some(5) => Self::U2f,
            Some(6) => Self::OtpSms,
            Some(7) => Self::OtpEmail,
            Some(8) => Self::RecoveryCode,
            _ => Self::Unknown(name),
        }
    }
}
