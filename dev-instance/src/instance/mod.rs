//! All that the instance knows, in memory, and who changed it. Knows nothing of HTTP: handlers read
//! and write here under one lock.

pub(crate) mod access;
pub(crate) mod application;
pub(crate) mod event_log;
pub(crate) mod eventual;
pub(crate) mod identity_provider;
pub(crate) mod login_policy;
mod ready_line;
pub(crate) mod roles;
pub(crate) mod seed;
mod seed_extras;
mod seed_many_providers;
pub(crate) mod session;
pub(crate) mod user;

use crate::openid::keys::Keys;
use crate::wire::clock::Moment;
use crate::wire::writer::Writer;
use event_log::Log;
use eventual::Eventual;
use identity_provider::Provider;
use login_policy::Policy;
use serde_json::{Value, json};
use std::sync::Arc;
use user::Person;

/// The instance.
pub(crate) struct Instance {
    /// `http://localhost:PORT`, without a trailing slash.
    pub issuer: String,
    pub keys: Arc<Keys>,
    pub id: String,
    /// The instance's own project, whose id an access token's audience must hold.
    pub zitadel_project: String,
    pub org: Organization,
    pub log: Log,
    pub policy: Eventual<Policy>,
    pub links: Eventual<Vec<String>>,
    pub providers: Eventual<Vec<Provider>>,
    pub restrictions: Eventual<Option<Restrictions>>,
    pub members: Eventual<Vec<Member>>,
    pub org_members: Vec<Member>,
    pub org_policy: Option<Policy>,
    pub people: Vec<Person>,
    pub projects: Vec<application::Project>,
    pub sessions: session::Sessions,
    pub features: Features,
    next_id: u64,
}

/// The one organization.
pub(crate) struct Organization {
    pub id: String,
    pub name: &'static str,
    pub domain: &'static str,
    pub trace: Trace,
}

/// A role holder, of the instance or the organization.
#[derive(Clone)]
pub(crate) struct Member {
    pub user: String,
    pub roles: Vec<String>,
    pub trace: Trace,
}

/// What `PUT /admin/v1/restrictions` set.
#[derive(Clone)]
pub(crate) struct Restrictions {
    pub aggregate: String,
    pub disallow_public_org_registration: bool,
    pub allowed_languages: Vec<String>,
    pub trace: Trace,
}

/// The features of the instance, of which one can be changed: it is kept to be read again, the pages
/// are always the built-in ones.
pub(crate) struct Features {
    pub aggregate: String,
    pub login_v2_required: bool,
    pub trace: Trace,
}

/// The number and time of an event.
#[derive(Clone, Copy)]
pub(crate) struct Stamp {
    pub sequence: u64,
    pub at: Moment,
}

/// When a row was made and last changed, and by which event.
#[derive(Clone, Copy)]
pub(crate) struct Trace {
    pub sequence: u64,
    pub created: Moment,
    pub changed: Moment,
}

impl Trace {
    /// The trace of a row made by this event.
    pub(crate) const fn new(stamp: Stamp) -> Self {
        Self {
            sequence: stamp.sequence,
            created: stamp.at,
            changed: stamp.at,
        }
    }

    /// Notes a later event.
    pub(crate) const fn touch(&mut self, stamp: Stamp) {
        self.sequence = stamp.sequence;
        self.changed = stamp.at;
    }

    /// ObjectDetails of a row that is read.
    pub(crate) fn details(&self, owner: &str) -> Value {
        Writer::new()
            .put_long("sequence", self.sequence)
            .put("creationDate", self.created.rfc3339())
            .put("changeDate", self.changed.rfc3339())
            .put("resourceOwner", owner)
            .done()
    }
}

impl Stamp {
    /// ObjectDetails of a write that made something: a creation date, no change date.
    pub(crate) fn added(self, owner: &str) -> Value {
        self.details("creationDate", owner)
    }

    /// ObjectDetails of a write that changed or removed something.
    pub(crate) fn changed(self, owner: &str) -> Value {
        self.details("changeDate", owner)
    }

    fn details(self, date: &str, owner: &str) -> Value {
        Writer::new()
            .put_long("sequence", self.sequence)
            .put(date, self.at.rfc3339())
            .put("resourceOwner", owner)
            .done()
    }
}

impl Instance {
    /// A new id of eighteen digits, greater than all before.
    pub(crate) fn new_id(&mut self) -> String {
        self.next_id += 16_777_216;
        self.next_id.to_string()
    }

    /// Notes an event of the instance's aggregate.
    pub(crate) fn instance_event(
        &mut self,
        editor: Option<&str>,
        kind: &'static str,
        payload: Option<Value>,
    ) -> Stamp {
        let id = self.id.clone();
        self.log.push(event_log::New {
            aggregate: "instance",
            id: &id,
            owner: &id,
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
        let id = self.org.id.clone();
        self.log.push(event_log::New {
            aggregate: "org",
            id: &id,
            owner: &id,
            editor,
            kind,
            payload,
        })
    }

    /// Notes that the feature `loginV2` was set.
    pub(crate) fn feature_event(&mut self, editor: Option<&str>, value: Value) -> Stamp {
        let (id, owner) = (self.features.aggregate.clone(), self.id.clone());
        self.log.push(event_log::New {
            aggregate: "feature",
            id: &id,
            owner: &owner,
            editor,
            kind: "feature.instance.login_v2.set",
            payload: Some(json!({ "value": value })),
        })
    }

    /// Notes an event of an aggregate that the organization owns: a person, a project.
    pub(crate) fn owned_event(
        &mut self,
        aggregate: &'static str,
        id: &str,
        editor: Option<&str>,
        kind: &'static str,
    ) -> Stamp {
        let owner = self.org.id.clone();
        self.log.push(event_log::New {
            aggregate,
            id,
            owner: &owner,
            editor,
            kind,
            payload: None,
        })
    }

    /// The person or machine with this id.
    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The same, to be changed.
    pub(crate) fn person_mut(&mut self, id: &str) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.id == id)
    }

    /// The login policy that binds the people of the organization.
    pub(crate) fn effective_policy(&self) -> &Policy {
        self.org_policy.as_ref().unwrap_or(self.policy.truth())
    }

    /// ListDetails of API v1 for this many rows.
    pub(crate) fn list_details(&self, total: usize) -> Value {
        self.list("viewTimestamp", total)
    }

    /// ListDetails of API v2.
    pub(crate) fn list_details_v2(&self, total: usize) -> Value {
        self.list("timestamp", total)
    }

    fn list(&self, date: &str, total: usize) -> Value {
        Writer::new()
            .put_long("totalResult", total as u64)
            .put(date, self.log.last_moment().rfc3339())
            .done()
    }
}
