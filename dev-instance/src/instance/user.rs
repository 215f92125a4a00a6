//! People and machines: who they are and by which methods they can sign in.

use super::factor::SecondFactor;
use super::revision::Revision;
use crate::clock::Timestamp;

/// A user of the instance. Has no `Debug`: it holds secrets.
pub(crate) struct User {
    pub id: String,
    pub username: String,
    pub active: bool,
    pub revision: Revision,
    pub kind: UserKind,
}

/// What kind of user.
pub(crate) enum UserKind {
    Human(Box<Human>),
    Machine { name: String },
}

/// A human being.
#[derive(Clone, Default)]
pub(crate) struct Human {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub email_verified: bool,
    /// The tag of their language, `und` where it is not known.
    pub language: String,
    pub methods: EnrolledMethods,
    pub password_changed: Option<Timestamp>,
    pub password_change_required: bool,
    /// The secret of an authenticator app of which no code was right yet.
    pub pending_totp: Option<String>,
    /// When the invitation to set up a second factor was last skipped.
    pub mfa_init_skipped: Option<Timestamp>,
}

/// By what somebody can sign in.
#[derive(Clone, Default)]
pub(crate) struct EnrolledMethods {
    pub password: Option<String>,
    /// The secret of the authenticator app, in base32.
    pub totp: Option<String>,
    /// Names of the security keys that serve as a second factor.
    pub security_keys: Vec<String>,
    /// Names of the passkeys.
    pub passkeys: Vec<String>,
    pub recovery_codes: bool,
    pub links: Vec<ExternalLink>,
}

/// An account at an identity provider.
#[derive(Clone)]
pub(crate) struct ExternalLink {
    /// The id of the provider.
    pub provider: String,
    pub external_id: String,
    pub external_name: String,
}

impl User {
    /// The human being, if it is one.
    pub(crate) const fn human(&self) -> Option<&Human> {
        match &self.kind {
            UserKind::Human(human) => Some(human),
            UserKind::Machine { .. } => None,
        }
    }

    /// The same, to be changed.
    pub(crate) const fn human_mut(&mut self) -> Option<&mut Human> {
        match &mut self.kind {
            UserKind::Human(human) => Some(human),
            UserKind::Machine { .. } => None,
        }
    }

    /// The name that is shown.
    pub(crate) fn display_name(&self) -> String {
        match &self.kind {
            UserKind::Human(human) => human.display_name(),
            UserKind::Machine { name } => name.clone(),
        }
    }
}

impl Human {
    /// First and last name.
    pub(crate) fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl EnrolledMethods {
    /// The second factors that a sign-in can ask for. Recovery codes are none of them: no sign-in
    /// interface asks for one.
    pub(crate) fn second_factors(&self) -> Vec<SecondFactor> {
        let app = self.totp.is_some().then_some(SecondFactor::Otp);
        let key = (!self.security_keys.is_empty()).then_some(SecondFactor::U2f);
        app.into_iter().chain(key).collect()
    }
}
