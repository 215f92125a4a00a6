//! Asking about the owners of the instance: everybody with the role by name, a few people at a time,
//! with progress, until somebody stops it.

use super::context::ActionContext;
use super::user_details::{UserDetails, read_user_details};
use crate::login_settings::state::{Owners, OwnersStage, SettingsStore, member_name, unread_owner};
use futures_util::future::join_all;
use leptos::prelude::*;
use login_policy::owners::Owner;
use std::collections::BTreeMap;
use zitadel_admin::{
    CallError, InstanceOwners, Member, Paging, Transport, call, organization_follows_instance,
    owner_from, search_members,
};

/// How many people are asked about in full; the rest is counted.
const MOST: usize = 50;
/// How many people at a time.
const AT_ONCE: usize = 4;

/// Asks about the owners, unless that was done for this plan; with `again` in any case.
pub fn load_owners(context: ActionContext, again: bool) {
    let store = context.store;
    let before = store
        .server
        .owners
        .with_untracked(|owners| (owners.stage == OwnersStage::NotAsked, owners.round));
    let (is_not_asked, round) = (before.0, before.1 + 1);
    if !again && !is_not_asked {
        return;
    }
    store.server.owners.set(Owners {
        stage: OwnersStage::Asking,
        round,
        ..Owners::default()
    });
    store.session.spawn(async move {
        let end = ask(store, round).await;
        update_round(store, round, |owners| {
            if owners.is_asking() {
                owners.stage = match end {
                    Ok(()) => OwnersStage::Done,
                    Err(error) => OwnersStage::Failed(error),
                };
            }
        });
    });
}

/// Stops asking; what is known so far stays.
pub fn stop_loading_owners(context: ActionContext) {
    context.store.server.owners.update(|owners| {
        owners.stage = OwnersStage::Stopped;
        owners.round += 1;
    });
}

async fn ask(store: SettingsStore, round: u32) -> Result<(), CallError> {
    let api = store.session.client();
    let mut paging = Paging::FIRST;
    let mut members = Vec::new();
    loop {
        let page = call(&api, search_members(paging)).await?;
        let next = paging.after(&page);
        members.extend(page.items);
        match next {
            Some(next) if is_current(store, round) => paging = next,
            _ => break,
        }
    }
    let InstanceOwners {
        mut people,
        machines,
    } = InstanceOwners::from_members(members);
    if !is_current(store, round) {
        return Ok(());
    }
    let beyond = people.len().saturating_sub(MOST);
    people.truncate(MOST);
    let organizations = organizations_that_follow(&api, &people).await;
    update_round(store, round, |owners| {
        owners.people = people.iter().map(|member| (member.clone(), None)).collect();
        owners.machines = machines.iter().map(member_name).collect();
        owners.beyond = beyond;
    });
    let host = store.host();
    for (group, members) in people.chunks(AT_ONCE).enumerate() {
        if !is_current(store, round) {
            return Ok(());
        }
        let reading = members
            .iter()
            .map(|member| read_user_details(&api, &host, &member.user_id));
        let details = join_all(reading).await;
        update_round(store, round, |owners| {
            let places = owners.people.iter_mut().skip(group * AT_ONCE);
            for ((member, owner), details) in places.zip(details) {
                *owner = Some(owner_of(member, details, &organizations));
                owners.asked += 1;
            }
        });
    }
    Ok(())
}

fn is_current(store: SettingsStore, round: u32) -> bool {
    store
        .server
        .owners
        .with_untracked(|owners| owners.round == round)
}

/// Changes what is known, unless asking was stopped or began anew meanwhile.
fn update_round(store: SettingsStore, round: u32, change: impl FnOnce(&mut Owners)) {
    if is_current(store, round) {
        store.server.owners.update(change);
    }
}

/// Whether each organization of these people follows the instance's settings; `None` where it could
/// not be read.
async fn organizations_that_follow(
    api: &impl Transport,
    people: &[Member],
) -> BTreeMap<String, Option<bool>> {
    let mut known = BTreeMap::new();
    for member in people {
        if !known.contains_key(&member.organization) {
            let follows = call(api, organization_follows_instance(&member.organization)).await;
            known.insert(member.organization.clone(), follows.ok().flatten());
        }
    }
    known
}

fn owner_of(
    member: &Member,
    details: Result<UserDetails, CallError>,
    organizations: &BTreeMap<String, Option<bool>>,
) -> Owner {
    let follows = organizations.get(&member.organization).copied().flatten();
    let read = details
        .ok()
        .and_then(|one| owner_from(&one.user, &one.methods, &one.links, follows));
    read.unwrap_or_else(|| Owner {
        follows_instance: follows,
        ..unread_owner(&member.user_id)
    })
}
