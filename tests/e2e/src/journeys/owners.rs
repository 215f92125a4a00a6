//! The owners of the instance: asked about by name, before and after, and only as long as somebody
//! wants to wait.

use super::steps::usual;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, holds, lacks, same};

/// Owners of a stand-in by what they have: a password, nothing but a passkey.
const BY_PASSWORD: &str = "besitzer";
const BY_PASSKEY: &str = "passkey-owner";

pub fn every_owner_is_named_with_what_becomes_of_them(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let fate = |key: &str, way: &str| -> Verdict<String> {
        let ways = words.say(way)?;
        words.say_with(key, &[("ways", &ways)])
    };
    screen.turn("set.passkeys.name")?;
    screen.read_the_plan()?;
    let by_password = screen.owner(BY_PASSWORD)?;
    let as_before = fate("fate.in-as-before", "means.password")?;
    holds("the owner with a password", &by_password, &as_before)?;
    let by_passkey = screen.owner(BY_PASSKEY)?;
    holds(
        "the owner with a passkey",
        &by_passkey,
        &words.say("fate.out")?,
    )?;
    lacks(
        "the owner with a passkey",
        &by_passkey,
        &fate("fate.in-as-before", "means.passkey")?,
    )?;
    // Service users have no page to sign in on.
    let machines = words.say_with("owners.machines", &[("names", "Admin (admin-sa)")])?;
    page.reads("#owners", &machines)?;
    page.click(&Thing::link(&words.say("review.back")?))?;
    screen.discard()?;

    // Without that change nobody is worse off.
    screen.turn("set.discovery.name")?;
    screen.read_the_plan()?;
    let by_passkey = screen.owner(BY_PASSKEY)?;
    let as_before = fate("fate.in-as-before", "means.passkey")?;
    holds("the owner with a passkey", &by_passkey, &as_before)?;
    stage.instance.shows(&before)
}

pub fn an_owner_who_could_not_sign_in_any_more_is_named(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.password.name")?;
    screen.read_the_plan()?;
    let shut_out = screen.owner(&owner.login_name)?;
    holds("an owner", &shut_out, &words.say("fate.out")?)?;
    page.click(&Thing::link(&words.say("review.back")?))?;
    screen.discard()?;

    screen.turn("set.discovery.name")?;
    screen.read_the_plan()?;
    let unharmed = screen.owner(&owner.login_name)?;
    let ways = words.say("means.password")?;
    let as_before = words.say_with("fate.in-as-before", &[("ways", &ways)])?;
    holds("an owner", &unharmed, &as_before)?;
    stage.instance.shows(&before)
}

pub fn asking_about_the_owners_can_be_stopped_and_begun_again(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let apply = words.count("review.apply", 1, &[])?;
    let apply = Thing::button(&apply);
    screen.turn("set.discovery.name")?;
    // Once it can be applied at once, nothing more is asked about the person themselves.
    page.see(&apply)?;
    page.let_fail(&Fault::hold("GET", "/v2/users/*"))?;
    screen.review()?;
    page.held()?;
    page.reads("#owners", &words.say("owners.not-asked")?)?;
    screen.stands_in_the_way("obstacle.asking", 1)?;
    page.click(&Thing::button(&words.say("owners.stop")?))?;
    page.reads("#owners", &words.say("owners.stopped")?)?;
    // What is not known of owners does not matter to this plan.
    let is_open = !page.state(&apply)?.locked;
    same("Apply takes a click", is_open, true)?;
    let calls = stage.calls()?.len();
    page.release()?;
    let again = words.say("owners.again")?;
    let said = screen.owner(&owner.login_name)?;
    holds("an owner", &said, &words.say("owners.not-asked")?)?;
    page.click(&Thing::button(&again))?;
    screen.owners_are_asked()?;
    let said = screen.owner(&owner.login_name)?;
    lacks("an owner", &said, &words.say("owners.not-asked")?)?;
    page.miss(&Thing::button(&again))?;
    let asked = stage.calls()?.into_iter().skip(calls);
    let members = asked.filter(|call| call.path == "/admin/v1/members/_search");
    ensure(members.count() == 1, "the owners were not asked for again")
}
