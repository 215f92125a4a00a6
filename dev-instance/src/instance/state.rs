//! The instance itself, and the few things that are asked of it everywhere. Handlers read and write
//! it under one lock.

use super::application::{App, Project};
use super::event_log::{EventLog, NewEvent};
use super::eventual::Eventual;
use super::features::Features;
use super::identity_provider::IdentityProvider;
use super::login_policy::LoginPolicy;
use super::membership::Membership;
use super::organization::Organization;
use super::restrictions::Restrictions;
use super::revision::Stamp;
use super::settings_cache::SettingsCache;
use super::sign_in::{Checks, Session, SignIns};
use super::tokens::{Bearer, Tokens};
use super::user::User;
use crate::clock::Timestamp;
use crate::version::Version;
use serde_json::{Value, json};

/// Ids rise by this much, so that no two look alike.
const ID_STEP: u64 = 16_777_216;

/// The instance.
pub(crate) struct Instance {
    /// The release that it behaves as.
    pub version: Version,
    /// What it calls that release.
    pub version_name: Option<String>,
    /// `http://localhost:PORT`, without a trailing slash.
    pub issuer: String,
    pub id: String,
    /// The instance's own project, whose id an access token's audience must hold.
    pub zitadel_project: String,
    pub org: Organization,
    pub log: EventLog,
    pub policy: Eventual<LoginPolicy>,
    /// Ids of the identity providers that the policy links.
    pub links: Eventual<Vec<String>>,
    pub providers: Eventual<Vec<IdentityProvider>>,
    pub restrictions: Eventual<Option<Restrictions>>,
    pub members: Eventual<Vec<Membership>>,
    pub users: Vec<User>,
    pub projects: Vec<Project>,
    pub sign_ins: SignIns,
    pub tokens: Tokens,
    pub features: Features,
    pub login_v2_cache: SettingsCache,
    /// The last id that was given.
    pub last_id: u64,
}

impl Instance {
    /// A new id of eighteen digits, greater than all before.
    pub(crate) fn new_id(&mut self) -> String {
        self.last_id += ID_STEP;
        self.last_id.to_string()
    }

    /// Notes an event of the instance's aggregate.
    pub(crate) fn instance_event(
        &mut self,
        editor: Option<&str>,
        kind: &'static str,
        payload: Option<Value>,
    ) -> Stamp {
        self.log.push(NewEvent {
            aggregate: "instance",
            id: &self.id,
            owner: &self.id,
            editor,
            kind,
            payload,
        })
    }

    /// Notes an event of the organization's aggregate.
    pub(crate) fn org_event(
        &mut self,
        editor: Option<&str>,
        kind: &'static str,
        payload: Option<Value>,
    ) -> Stamp {
        self.log.push(NewEvent {
            aggregate: "org",
            id: &self.org.id,
            owner: &self.org.id,
            editor,
            kind,
            payload,
        })
    }

    /// Notes an event of an aggregate that the organization owns: a user, a project.
    pub(crate) fn owned_event(
        &mut self,
        aggregate: &'static str,
        id: &str,
        editor: Option<&str>,
        kind: &'static str,
    ) -> Stamp {
        self.log.push(NewEvent {
            aggregate,
            id,
            owner: &self.org.id,
            editor,
            kind,
            payload: None,
        })
    }

    /// Notes that the feature `loginV2` was set.
    pub(crate) fn feature_event(&mut self, editor: Option<&str>) -> Stamp {
        let required = self.features.login_v2.required;
        self.log.push(NewEvent {
            aggregate: "feature",
            id: &self.features.aggregate,
            owner: &self.id,
            editor,
            kind: "feature.instance.login_v2.set",
            payload: Some(json!({"value": {"required": required}})),
        })
    }

    /// The user with this id.
    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// The same, to be changed.
    pub(crate) fn user_mut(&mut self, id: &str) -> Option<&mut User> {
        self.users.iter_mut().find(|user| user.id == id)
    }

    /// The login policy that binds the people of the organization.
    pub(crate) fn effective_policy(&self) -> &LoginPolicy {
        self.org.policy.as_ref().unwrap_or(self.policy.truth())
    }

    /// The login policy that login v2 goes by.
    pub(crate) fn login_v2_policy(&mut self) -> LoginPolicy {
        let truth = self.org.policy.as_ref().unwrap_or(self.policy.truth());
        self.login_v2_cache.read(truth, Timestamp::now())
    }

    /// The app of a client id and the project it lies in.
    pub(crate) fn client(&self, client_id: &str) -> Option<(&Project, &App)> {
        self.projects.iter().find_map(|project| {
            let app = project.apps.iter().find(|app| app.client_id == client_id);
            Some((project, app?))
        })
    }

    /// The valid token with this text, of somebody who is active.
    pub(crate) fn bearer(&self, token: &str) -> Option<Bearer<'_>> {
        let bearer = self.tokens.find(token, Timestamp::now())?;
        let user = self.user(bearer.user())?;
        user.active.then_some(bearer)
    }

    /// Ends the sessions that this test picks, and their access tokens; refresh tokens go on.
    pub(crate) fn end_sessions(&mut self, picked: impl Fn(&Session) -> bool) {
        let sessions = self.sign_ins.sessions.iter_mut();
        for session in sessions.filter(|session| picked(session)) {
            session.active = false;
            session.checks = Checks::default();
            for grant in &mut self.tokens.grants {
                if grant.session == session.id {
                    grant.access = None;
                }
            }
        }
    }
}
