//! Who can change the settings back: from what was read of people to the domain's owners.
//!
//! Pure. It does not read them, and does not judge whether they get in.

use login_policy::owners::{Owner, OwnerMethods};
use login_policy::{EnrolledMethods, LoginNameIs};

use crate::members::Member;
use crate::users::{AuthMethod, User, UserKind, UserLink, UserState};

/// The roles that carry `iam.policy.write`, without which nobody changes the settings: in ZITADEL's
/// own `InternalAuthZ` (`cmd/defaults.yaml` at `ee3654fe6`) this one alone. A deployment may say
/// otherwise, and no call of the API tells what a role carries.
pub const OWNER_ROLES: [&str; 1] = ["IAM_OWNER"];

/// Members who may change the settings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct InstanceOwners {
    /// Those who sign in. Somebody of a kind that this crate does not know is among them: who is
    /// not looked at is not counted on.
    pub people: Vec<Member>,
    /// Service users. They do not sign in on a page: no setting shuts them out, and none lets a
    /// person in by them.
    pub machines: Vec<Member>,
}

impl InstanceOwners {
    /// Those members who have one of [`OWNER_ROLES`].
    #[must_use]
    pub fn from_members(members: Vec<Member>) -> Self {
        let mut owners = Self::default();
        for member in members {
            if !is_owner(&member) {
                continue;
            }
            if member.kind == UserKind::Machine {
                owners.machines.push(member);
            } else {
                owners.people.push(member);
            }
        }
        owners
    }
}

/// An owner from what was read of them; `None`: a service user, who does not sign in.
///
/// The methods must be those that work at the domain of the login
/// ([`crate::list_authentication_methods`] with a domain), the links all pages of them.
#[must_use]
pub fn owner_from(
    user: &User,
    methods: &[AuthMethod],
    links: &[UserLink],
    follows_instance: Option<bool>,
) -> Option<Owner> {
    if user.kind == UserKind::Machine {
        return None;
    }
    // Where their organization has settings of its own it does not matter what they would need.
    let must_be_complete = follows_instance != Some(false);
    Some(Owner {
        id: user.id.clone(),
        methods: read_methods(user, methods, links, must_be_complete),
        follows_instance,
    })
}

/// What a person has to sign in with, from the same answers as for [`owner_from`]. It serves for the
/// signed-in person as well: the endpoints answer everybody about themselves.
///
/// * An account that is not active makes everything else irrelevant.
/// * A user who is not a person, and a state that has no name here: not read.
/// * A method that has no name here is told as such and the others count. Somebody with nothing else
///   to begin a sign-in with is not read: the unknown method may be what they sign in with. No login
///   interface asks for recovery codes, so they are nothing to begin with either.
/// * Somebody who has linked an account, by the methods, and no link that tells the provider is not
///   read: the two answers are of different moments.
#[must_use]
pub fn enrolled_methods(user: &User, methods: &[AuthMethod], links: &[UserLink]) -> OwnerMethods {
    read_methods(user, methods, links, true)
}

fn is_owner(member: &Member) -> bool {
    let mut roles = member.roles.iter();
    roles.any(|role| OWNER_ROLES.contains(&role.as_str()))
}

fn read_methods(
    user: &User,
    methods: &[AuthMethod],
    links: &[UserLink],
    must_be_complete: bool,
) -> OwnerMethods {
    match user.state {
        UserState::Active => {}
        UserState::Inactive | UserState::Deleted | UserState::Locked | UserState::Initial => {
            return OwnerMethods::NotActive;
        }
        UserState::Unknown(_) => return OwnerMethods::Unread,
    }
    if user.kind != UserKind::Human {
        return OwnerMethods::Unread;
    }
    let has = |method: &AuthMethod| methods.contains(method);
    let mut external: Vec<String> = Vec::new();
    for link in links {
        if !external.contains(&link.provider) {
            external.push(link.provider.clone());
        }
    }
    let is_unknown = |method: &AuthMethod| matches!(method, AuthMethod::Unknown(_));
    let lacks_link = has(&AuthMethod::Provider) && external.is_empty();
    let enrolled = EnrolledMethods {
        password: has(&AuthMethod::Password),
        authenticator_app: has(&AuthMethod::Totp),
        security_key: has(&AuthMethod::U2f),
        code_by_mail: has(&AuthMethod::OtpEmail),
        code_by_text: has(&AuthMethod::OtpSms),
        passkey: has(&AuthMethod::Passkey),
        passkey_not_known: false,
        recovery_codes: has(&AuthMethod::RecoveryCode),
        unknown_method: methods.iter().any(is_unknown),
        external,
        login_name_is: login_name_is(user),
    };
    let only_unknown = enrolled.has_no_first_factor() && enrolled.unknown_method;
    if must_be_complete && (lacks_link || only_unknown) {
        OwnerMethods::Unread
    } else {
        OwnerMethods::Read(enrolled)
    }
}

/// A mail address is the same in capital and small letters; of those beyond ASCII a difference is
/// taken for another address, which alarms rather than reassures.
fn login_name_is(user: &User) -> LoginNameIs {
    let name = &user.preferred_login_name;
    let mail = user.verified_email.as_deref();
    if mail.is_some_and(|mail| mail.eq_ignore_ascii_case(name)) {
        LoginNameIs::MailAddress
    } else if user.verified_phone.as_deref() == Some(name) {
        LoginNameIs::PhoneNumber
    } else {
        LoginNameIs::Neither
    }
}
