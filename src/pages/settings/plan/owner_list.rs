//! The owners by name, each with how they fare before and after. Machine users do not sign in on a
//! page and are named as such.

use super::owners::{Stage, called};
use super::stories::{login_name_in, means_words, ways_in};
use crate::components::{Say, Tone, button, tag};
use crate::i18n::{count, list, number, text, text_with};
use crate::markup::{View, el, live, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::refusals::explain;
use login_policy::owners::{Owner, OwnerAccess, owner_access};
use login_policy::{Access, LoginSettings, LoginVersion, Rules, SignInPages};
use zitadel_admin::Member;

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
            Stage::Failed(error) => again(model, explain(error).why),
            Stage::Done => nothing(),
        };
        let rest = (owners.beyond > 0).then(|| {
            el("p")
                .class("small")
                .child(count("owners.beyond", owners.beyond, &[]))
        });
        let machines = (!owners.machines.is_empty()).then(|| {
            let names = list(&owners.machines);
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
            let lines = el("ul").class("list owners").child(many(lines));
            el("div").class("sheet").child(lines).into()
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
    let has = owner.as_ref().and_then(|owner| owner.methods.read());
    let who = who.child(has.map(|means| {
        let means = means_words(model, means);
        el("p")
            .class("sub")
            .child(text_with("owners.has", &[("means", &means)]))
    }));
    let fate = match owner {
        None => el("p").class("small").say("owners.not-asked").into(),
        Some(owner) => fate_lines(model, owner),
    };
    el("li").child(who).child(el("div").child(fate)).into()
}

/// How an owner fares on some of the sign-in pages.
struct Faring {
    pages: Vec<SignInPages>,
    tone: Tone,
    icon: &'static str,
    words: String,
}

impl Faring {
    /// The pages by name, with the versions where they fare otherwise on others.
    fn logins(&self) -> Vec<String> {
        let rules_of = |login: LoginVersion| -> Vec<Rules> {
            let pages = self.pages.iter().filter(|pages| pages.login == login);
            pages.map(|pages| pages.rules).collect()
        };
        LoginVersion::ALL
            .into_iter()
            .map(|login| (login, rules_of(login)))
            .filter(|(_, rules)| !rules.is_empty())
            .map(|(login, rules)| login_name_in(login, &rules))
            .collect()
    }
}

/// One line for sign-in pages on which they fare alike.
fn fate_lines(model: Model, owner: &Owner) -> View {
    let (base, target) = (model.base(), model.target());
    let mut all: Vec<Faring> = Vec::new();
    for pages in model.judged_pages() {
        let Some(faring) = faring(owner, &base, &target, pages) else {
            continue;
        };
        match all.iter_mut().find(|other| other.words == faring.words) {
            Some(other) => other.pages.extend(faring.pages),
            None => all.push(faring),
        }
    }
    many(all.into_iter().map(|one| {
        el("p")
            .class("fate")
            .child(el("span").class("small").child(list(&one.logins())))
            .child(tag(one.tone, one.icon, one.words))
            .into()
    }))
}

fn faring(
    owner: &Owner,
    base: &LoginSettings,
    target: &LoginSettings,
    pages: SignInPages,
) -> Option<Faring> {
    let fate = owner_access(std::slice::from_ref(owner), base, target, &[pages])
        .into_iter()
        .next()?;
    let ways = |policy| ways_in(policy, pages, owner.methods.read()?);
    let (before, after) = (ways(base), ways(target));
    let same = fate.before == fate.after && before == after;
    let (tone, icon, key) = match (fate.after, same) {
        (OwnerAccess::Known(Access::In), true) => (Tone::Ink, "check", "fate.in-as-before"),
        (OwnerAccess::Known(Access::In), false) => (Tone::Pencil, "pencil", "fate.in"),
        (OwnerAccess::Known(Access::AfterSetUp), true) => {
            (Tone::Pencil, "hand", "fate.set-up-as-before")
        }
        (OwnerAccess::Known(Access::AfterSetUp), false) => (Tone::Pencil, "hand", "fate.set-up"),
        (OwnerAccess::Known(Access::ShutOut), true) => (Tone::Stop, "stop", "fate.out-as-before"),
        (OwnerAccess::Known(Access::ShutOut), false) => (Tone::Stop, "stop", "fate.out"),
        (OwnerAccess::NotReached, _) => (Tone::Ink, "info", "fate.not-reached"),
        (OwnerAccess::NotActive, _) => (Tone::Stop, "stop", "fate.inactive"),
        (OwnerAccess::NotKnown, _) => (Tone::Pencil, "ask", "fate.not-known"),
    };
    Some(Faring {
        pages: vec![pages],
        tone,
        icon,
        words: text_with(key, &[("ways", &after.unwrap_or_default())]),
    })
}
