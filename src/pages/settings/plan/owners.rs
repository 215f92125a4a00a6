//! Who of the owners can still sign in: asked for by name, a few at a time, and said before and
//! after. Machine users do not sign in on pages and are named as such.

use super::facts::Person;
use super::stories::{login_name, means_words, ways_in};
use crate::browser::tasks::spawn;
use crate::components::{Say, Tone, button, tag};
use crate::i18n::{count, number, text, text_with};
use crate::markup::{View, el, live, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::refusals::explain;
use futures_util::future::join_all;
use login_policy::owners::{Fate, Owner, OwnerMeans, fates};
use login_policy::{Access, LoginVersion};
use zitadel_admin::{
    CallError, InstanceOwners, Member, Operation, Paging, call, organization_follows_instance,
    owner_from, search_members,
};

/// How many people are asked about in full; the rest is counted.
const MOST: usize = 50;
/// How many at a time.
const AT_ONCE: usize = 4;

/// How far the asking is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct OwnersRead {
    stage: Stage,
    /// People with the role, in the server's order; with what is known of those asked about.
    people: Vec<(Member, Option<Owner>)>,
    /// How many of them were asked about.
    done: usize,
    /// How many are beyond those asked about in full.
    beyond: usize,
    /// Machine users with the role.
    machines: Vec<String>,
    /// Counts askings, so that a late answer of a cancelled one is not taken.
    round: u32,
}

#[derive(Clone, PartialEq, Debug, Default)]
enum Stage {
    #[default]
    NotAsked,
    Asking,
    Stopped,
    Done,
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
                means: OwnerMeans::Unread,
                follows_instance: None,
            });
            all.iter().cloned().chain(unread).chain(beyond).collect()
        })
    }
}

fn unread_owner(member: &Member) -> Owner {
    Owner {
        id: member.user_id.clone(),
        means: OwnerMeans::Unread,
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
    fn stop_asking(self) {
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
fn called(member: &Member) -> String {
    let login = &member.preferred_login_name;
    match &member.display_name {
        Some(name) if name != login => [name, " (", login, ")"].concat(),
        _ => login.clone(),
    }
}

/// The name of an owner by their id.
pub fn owner_name(model: Model, id: &str) -> String {
    let name = model.owners.with(|owners| {
        let member = owners
            .people
            .iter()
            .find(|(member, _)| member.user_id == id);
        member.map(|(member, _)| called(member))
    });
    name.unwrap_or_else(|| id.to_owned())
}

/// The section: how far the asking is, then everybody by name.
pub fn section(model: Model) -> View {
    model.read_owners(false);
    live(move || {
        let owners = model.owners.get();
        let how_far = match &owners.stage {
            Stage::NotAsked => nothing(),
            Stage::Asking => {
                let (done, all) = (
                    number(owners.done as f64),
                    number(owners.people.len() as f64),
                );
                let words = text_with("owners.asking", &[("done", &done), ("all", &all)]);
                let stop = button("btn btn-small", text("owners.stop"), move || {
                    model.stop_asking();
                });
                el("p")
                    .class("progress")
                    .attr("role", "status")
                    .child(el("span").child(words))
                    .child(stop)
                    .into()
            }
            Stage::Stopped => again(model, text("owners.stopped")),
            Stage::Failed(error) => again(model, explain(error, Operation::SearchMembers).why),
            Stage::Done => nothing(),
        };
        let rest = (owners.beyond > 0).then(|| {
            el("p")
                .class("small")
                .child(count("owners.beyond", owners.beyond, &[]))
        });
        let machines = (!owners.machines.is_empty()).then(|| {
            let names = crate::i18n::list(&owners.machines);
            el("p")
                .class("small")
                .child(text_with("owners.machines", &[("names", &names)]))
        });
        let lines = if owners.people.is_empty() {
            nothing()
        } else {
            let lines = owners
                .people
                .iter()
                .map(|(member, owner)| line(model, member, owner));
            let list = el("ul").class("list owners").child(many(lines));
            el("div").class("sheet").child(list).into()
        };
        vec![
            Some(how_far),
            Some(lines),
            rest.map(Into::into),
            machines.map(Into::into),
        ]
        .into()
    })
}

fn again(model: Model, why: String) -> View {
    let ask = button("btn btn-small", text("owners.again"), move || {
        model.read_owners(true);
    });
    el("p")
        .class("progress")
        .child(el("span").child(why))
        .child(ask)
        .into()
}

fn line(model: Model, member: &Member, owner: &Option<Owner>) -> View {
    let who = el("div")
        .child(
            el("p").class("name").child(
                el("bdi").child(
                    member
                        .display_name
                        .clone()
                        .unwrap_or_else(|| member.preferred_login_name.clone()),
                ),
            ),
        )
        .child(
            el("p").class("sub").child(
                el("bdi")
                    .attr("dir", "ltr")
                    .child(member.preferred_login_name.clone()),
            ),
        );
    let has = owner.as_ref().and_then(|owner| owner.means.read());
    let who = who.child(has.map(|means| {
        let means = means_words(model, means);
        el("p")
            .class("sub")
            .child(text_with("owners.has", &[("means", &means)]))
    }));
    let fate = match owner {
        None => el("p").class("small").say("owners.not-asked").into(),
        Some(owner) => many(
            model
                .judged_logins()
                .versions()
                .iter()
                .map(|login| fate_line(model, owner, *login)),
        ),
    };
    el("li").child(who).child(el("div").child(fate)).into()
}

fn fate_line(model: Model, owner: &Owner, login: LoginVersion) -> View {
    let (base, target) = (model.base(), model.target());
    let all = fates(std::slice::from_ref(owner), &base, &target, login);
    let Some(fate) = all.into_iter().next() else {
        return nothing();
    };
    let same = fate.before == fate.after;
    let (tone, mark, key) = match (fate.after, same) {
        (Fate::Known(Access::In), true) => (Tone::Ink, "check", "fate.in-as-before"),
        (Fate::Known(Access::In), false) => (Tone::Pencil, "pencil", "fate.in"),
        (Fate::Known(Access::AfterSetUp), true) => (Tone::Pencil, "hand", "fate.set-up-as-before"),
        (Fate::Known(Access::AfterSetUp), false) => (Tone::Pencil, "hand", "fate.set-up"),
        (Fate::Known(Access::ShutOut), true) => (Tone::Stop, "stop", "fate.out-as-before"),
        (Fate::Known(Access::ShutOut), false) => (Tone::Stop, "stop", "fate.out"),
        (Fate::NotReached, _) => (Tone::Ink, "info", "fate.not-reached"),
        (Fate::NotActive, _) => (Tone::Stop, "stop", "fate.inactive"),
        (Fate::NotKnown, _) => (Tone::Pencil, "ask", "fate.not-known"),
    };
    let means = owner.means.read();
    let ways = means
        .and_then(|means| ways_in(&target, login, means))
        .unwrap_or_default();
    el("p")
        .class("fate")
        .child(el("span").class("small").child(login_name(login)))
        .child(tag(tone, mark, text_with(key, &[("ways", &ways)])))
        .into()
}
