//! Asking about the owners of the instance: everybody with the role by name, a few people at a time,
//! with progress, until somebody stops it. What it finds is shown by `owner_list`.

use super::facts::Person;
use crate::browser::tasks::spawn;
use crate::pages::settings::model::Model;
use futures_util::future::join_all;
use login_policy::owners::{Owner, OwnerMethods};
use zitadel_admin::{
    CallError, InstanceOwners, Member, Paging, call, organization_follows_instance, owner_from,
    search_members,
};

/// How many people are asked about in full; the rest is counted.
const MOST: usize = 50;
/// How many at a time.
const AT_ONCE: usize = 4;

/// How far the asking is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct OwnersRead {
    /// Where it stands.
    pub(super) stage: Stage,
    /// People with the role, in the server's order; with what is known of those asked about.
    pub(super) people: Vec<(Member, Option<Owner>)>,
    /// How many of them were asked about.
    pub(super) done: usize,
    /// How many are beyond those asked about in full.
    pub(super) beyond: usize,
    /// Machine users with the role.
    pub(super) machines: Vec<String>,
    /// Counts askings, so that a late answer of a cancelled one is not taken.
    round: u32,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub(super) enum Stage {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Under way.
    Asking,
    /// The person stopped it.
    Stopped,
    /// Over.
    Done,
    /// The members could not be listed.
    Failed(CallError),
}

impl OwnersRead {
    /// Whether they are being asked about.
    pub fn is_asking(&self) -> bool {
        self.stage == Stage::Asking
    }

    /// The owners as guards judge them; `None` unless all could be asked about.
    pub fn judged(&self) -> Option<Vec<Owner>> {
        let complete = self.stage == Stage::Done && self.beyond == 0;
        let known = self.people.iter().filter_map(|(_, owner)| owner.clone());
        let all: Vec<Owner> = known.collect();
        // Somebody who gets in is enough; that nobody does must be known of everybody.
        (complete || !all.is_empty()).then(|| {
            let unread = self.people.iter().filter(|(_, owner)| owner.is_none());
            let unread = unread.map(|(member, _)| unread_owner(member));
            let beyond = (0..self.beyond.min(1)).map(|_| Owner {
                id: String::new(),
                methods: OwnerMethods::Unread,
                follows_instance: None,
            });
            all.iter().cloned().chain(unread).chain(beyond).collect()
        })
    }
}

fn unread_owner(member: &Member) -> Owner {
    Owner {
        id: member.user_id.clone(),
        methods: OwnerMethods::Unread,
        follows_instance: None,
    }
}

impl Model {
    /// Asks about the owners, unless that was done for this plan.
    pub(super) fn read_owners(self, again: bool) {
        let needed = self
            .owners
            .with_untracked(|owners| again || owners.stage == Stage::NotAsked);
        if !needed {
            return;
        }
        let round = self.owners.with_untracked(|owners| owners.round) + 1;
        self.owners.set(OwnersRead {
            stage: Stage::Asking,
            round,
            ..OwnersRead::default()
        });
        spawn(async move {
            let end = self.ask_owners(round).await;
            self.owners.update(|owners| {
                if owners.round == round && owners.is_asking() {
                    owners.stage = match end {
                        Ok(()) => Stage::Done,
                        Err(error) => Stage::Failed(error),
                    };
                }
            });
        });
    }

    /// Stops asking; what is known so far stays.
    pub(super) fn stop_asking(self) {
        self.owners.update(|owners| {
            owners.stage = Stage::Stopped;
            owners.round += 1;
        });
    }

    fn still(self, round: u32) -> bool {
        self.owners.with_untracked(|owners| owners.round == round)
    }

    async fn ask_owners(self, round: u32) -> Result<(), CallError> {
        let mut paging = Paging::FIRST;
        let mut members = Vec::new();
        loop {
            let page = call(&self.api(), search_members(paging)).await?;
            let next = paging.after(&page);
            members.extend(page.items);
            match next {
                Some(next) if self.still(round) => paging = next,
                _ => break,
            }
        }
        let InstanceOwners {
            mut people,
            machines,
        } = InstanceOwners::among(members);
        if !self.still(round) {
            return Ok(());
        }
        let beyond = people.len().saturating_sub(MOST);
        people.truncate(MOST);
        let organizations = self.organizations(&people).await;
        self.owners.update(|owners| {
            owners.people = people.iter().map(|member| (member.clone(), None)).collect();
            owners.machines = machines.iter().map(called).collect();
            owners.beyond = beyond;
        });
        for (group, members) in people.chunks(AT_ONCE).enumerate() {
            if !self.still(round) {
                return Ok(());
            }
            let asked = members
                .iter()
                .map(|member| self.read_person(&member.user_id));
            let read = join_all(asked).await;
            if !self.still(round) {
                return Ok(());
            }
            self.owners.update(|owners| {
                for (place, person) in read.into_iter().enumerate() {
                    let at = group * AT_ONCE + place;
                    if let Some((member, owner)) = owners.people.get_mut(at) {
                        *owner = Some(owner_of(member, person, &organizations));
                    }
                    owners.done += 1;
                }
            });
        }
        Ok(())
    }

    /// Which of the organizations of these people follow the instance's settings.
    async fn organizations(self, people: &[Member]) -> Vec<(String, Option<bool>)> {
        let mut ids: Vec<String> = Vec::new();
        for member in people {
            if !ids.contains(&member.organization) {
                ids.push(member.organization.clone());
            }
        }
        let mut known = Vec::new();
        for id in ids {
            let follows = call(&self.api(), organization_follows_instance(&id)).await;
            known.push((id, follows.ok().flatten()));
        }
        known
    }
}

fn owner_of(
    member: &Member,
    person: Result<Person, CallError>,
    organizations: &[(String, Option<bool>)],
) -> Owner {
    let follows = organizations
        .iter()
        .find(|(id, _)| *id == member.organization)
        .and_then(|(_, follows)| *follows);
    let read = person
        .ok()
        .and_then(|one| owner_from(&one.user, &one.methods, &one.links, follows));
    read.unwrap_or_else(|| Owner {
        follows_instance: follows,
        ..unread_owner(member)
    })
}

/// What a member is called.
pub(super) fn called(member: &Member) -> String {
    let login = &member.preferred_login_name;
    match &member.display_name {
        Some(name) if name != login => [name, " (", login, ")"].concat(),
        _ => login.clone(),
    }
}
