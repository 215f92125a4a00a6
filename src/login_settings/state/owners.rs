//! The owners of the instance, as far as they were asked about.

use super::SettingsStore;
use leptos::prelude::*;
use login_policy::owners::{Owner, OwnerMethods};
use zitadel_admin::{CallError, Member};

/// How far asking about the owners is.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum OwnersStage {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Under way.
    Asking,
    /// The person stopped it.
    Stopped,
    /// Everybody was asked about.
    Done,
    /// The members could not be listed.
    Failed(CallError),
}

/// The owners of the instance: everybody with the role `IAM_OWNER`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Owners {
    /// How far asking is.
    pub stage: OwnersStage,
    /// People with the role, in the server's order, with what is known of those asked about.
    pub people: Vec<(Member, Option<Owner>)>,
    /// How many of them were asked about.
    pub asked: usize,
    /// How many there are beyond those who are asked about in full.
    pub beyond: usize,
    /// Names of machine users with the role.
    pub machines: Vec<String>,
    /// Counts the rounds of asking, so that a late answer of a cancelled one is not taken.
    pub round: u32,
}

impl Owners {
    /// Forgets what is known, and answers that are still to come.
    pub fn clear(&mut self) {
        *self = Self {
            round: self.round + 1,
            ..Self::default()
        };
    }

    /// Whether they are being asked about.
    pub fn is_asking(&self) -> bool {
        self.stage == OwnersStage::Asking
    }

    /// The owners as guards evaluate them; `None` before anybody was asked about.
    ///
    /// One who gets in is enough; that nobody does must be known of everybody, so those not asked
    /// about are listed as not read.
    pub fn evaluated(&self) -> Option<Vec<Owner>> {
        let is_complete = self.stage == OwnersStage::Done && self.beyond == 0;
        let is_anybody_known = self.people.iter().any(|(_, owner)| owner.is_some());
        (is_complete || is_anybody_known).then(|| {
            let known = self.people.iter().filter_map(|(_, owner)| owner.clone());
            let unread = self
                .people
                .iter()
                .filter(|(_, owner)| owner.is_none())
                .map(|(member, _)| unread_owner(&member.user_id));
            let beyond = (self.beyond > 0).then(|| unread_owner(""));
            known.chain(unread).chain(beyond).collect()
        })
    }
}

impl SettingsStore {
    /// What is known of an owner; `None` while they were not asked about; tracked.
    pub fn owner(self, id: &str) -> Option<Owner> {
        self.server.owners.with(|owners| {
            let (_, owner) = owners.people.iter().find(|(one, _)| one.user_id == id)?;
            owner.clone()
        })
    }
}

/// An owner of whom nothing could be read.
pub fn unread_owner(id: &str) -> Owner {
    Owner {
        id: id.to_owned(),
        methods: OwnerMethods::Unread,
        follows_instance: None,
    }
}

/// The name of a member, with the login name where that is another.
pub fn member_name(member: &Member) -> String {
    let login = &member.preferred_login_name;
    match &member.display_name {
        Some(name) if name != login => format!("{name} ({login})"),
        _ => login.clone(),
    }
}
