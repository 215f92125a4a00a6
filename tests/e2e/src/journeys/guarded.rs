//! Plans that must be read first: acknowledged, confirmed by typing, or stopped.

use super::steps::{OTP, U2F, receipts_show, usual};
use crate::instance::{SECOND_FACTORS, SETTINGS};
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

/// A member of the settings that this console does not know.
const NEWER: &str = "allowTelepathy";

pub fn what_can_lock_out_is_applied_only_after_typing_the_host(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?
        .with("allowUsernamePassword", true)
        .with("allowExternalIdp", false);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let host = stage.instance.host();
    screen.turn("set.password.name")?;
    screen.counts(1)?;
    page.reads("#password", &words.say("note.locks-out")?)?;
    screen.must_be_read_first(1)?;

    screen.read_the_plan()?;
    page.reads("#consequences", &words.say("guard.you-cannot-sign-in")?)?;
    screen.stands_in_the_way("obstacle.acknowledge", 1)?;
    screen.acknowledge_all()?;
    screen.stands_in_the_way("obstacle.typed", 1)?;
    for wrong in ["yes", "https://", &host[1..], &format!("{host}.")] {
        screen.type_host(wrong)?;
        screen.stands_in_the_way("obstacle.typed", 1)?;
    }
    same("writes", stage.writes()?, Vec::<String>::new())?;
    screen.type_host(host)?;
    screen.apply(1)?;
    receipts_show(stage, 0, &["PUT"])?;
    stage
        .instance
        .shows(&before.clone().with("allowUsernamePassword", false))?;

    // The way back lets people in again, so nothing stands in it.
    page.click(&Thing::button(&words.say("button.plan-undo")?))?;
    screen.counts(1)?;
    screen.apply_at_once(1)?;
    receipts_show(stage, 1, &["PUT"])?;
    stage.instance.shows(&before)
}

pub fn what_was_acknowledged_of_another_plan_does_not_count(stage: &Stage<'_>) -> Verdict {
    const REQUIRED: &str = "second-factor-becomes-required";
    let before = usual(stage)?
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let back = words.say("review.back")?;
    screen.turn("set.force-mfa.name")?;
    screen.read_the_plan()?;
    screen.stands_in_the_way("obstacle.acknowledge", 1)?;
    screen.acknowledge(REQUIRED)?;
    screen.acknowledge_all()?;
    screen.stands_in_the_way("obstacle.typed", 1)?;
    page.click(&Thing::link(&back))?;
    // What was acknowledged there counts here too.
    let agree = words.say("guard.agree")?;
    let below = Thing::checkbox(&agree).within("#force-mfa");
    same("the box in the row", page.state(&below)?.on, true)?;

    // Without passkeys it is more people who must set up a second factor.
    screen.turn("set.passkeys.name")?;
    screen.counts(2)?;
    screen.read_the_plan()?;
    let counts = screen.is_acknowledged(REQUIRED)?;
    same("what was acknowledged before counts", counts, false)?;
    screen.stands_in_the_way("obstacle.acknowledge", 2)?;
    page.click(&Thing::link(&back))?;
    screen.discard()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

pub fn what_was_changed_a_moment_ago_is_not_applied_unread(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?.with("allowUsernamePassword", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    let apply = words.count("review.apply", 1, &[])?;
    page.see(&Thing::button(&apply).within("#plan"))?;
    // Nobody is that quick; what lies between the two clicks is less than a frame.
    page.tab().script(
        "document.querySelector('#password-x').click();
         document.querySelector('#plan button.btn-main').click();",
        &[],
    )?;
    screen.must_be_read_first(2)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    stage.instance.shows(&before)
}

pub fn requiring_a_second_step_without_having_one_is_stopped_before_it_is_sent(
    stage: &Stage<'_>,
) -> Verdict {
    let before = usual(stage)?
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.force-mfa.name")?;
    screen.counts(1)?;
    page.reads("#force-mfa", &words.say("guard.your-token-is-cut-off")?)?;
    screen.must_be_read_first(1)?;
    screen.read_the_plan()?;
    screen.acknowledge_all()?;
    screen.stands_in_the_way("obstacle.typed", 1)?;
    let out = words.say("guard.take-out")?;
    page.click(&Thing::button(&out).within("#consequences"))?;
    page.reads("main", &words.say("review.empty")?)?;
    page.click(&Thing::link(&words.say("review.back")?))?;
    screen.counts_nothing()?;
    same("the switch", screen.switch("set.force-mfa.name")?.on, false)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    stage.instance.shows(&before)
}

pub fn what_a_newer_server_would_lose_is_named_and_asked_about(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    stage.instance.settle(&before)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    page.let_fail_from_the_start(&Fault::newer(SETTINGS, NEWER))?;
    stage.sign_in(&stage.people.owner)?;
    let names = [("names", NEWER)];
    page.reads("main", &words.say_with("newer.what", &names)?)?;

    // A factor has a call of its own, which replaces nothing.
    screen.tick("second.u2f.name")?;
    screen.apply_at_once(1)?;
    receipts_show(stage, 0, &["POST"])?;
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    same("writes", stage.writes()?, [post.clone()])?;

    screen.turn("set.discovery.name")?;
    page.reads("#plan-tags", &words.count("bar.acknowledge", 1, &[])?)?;
    screen.must_be_read_first(1)?;
    screen.read_the_plan()?;
    let replaces = words.say_with("newer.replaces", &names)?;
    page.reads("#consequences", &replaces)?;
    screen.stands_in_the_way("obstacle.acknowledge", 1)?;
    same("writes", stage.writes()?, [post.clone()])?;
    screen.acknowledge("unknown-members")?;
    screen.apply(1)?;
    receipts_show(stage, 1, &["PUT"])?;
    same("writes", stage.writes()?, [post, format!("PUT {SETTINGS}")])?;
    stage.instance.shows(
        &before
            .with("allowDomainDiscovery", false)
            .with_second(&[OTP, U2F]),
    )
}

pub fn a_refused_plan_that_must_be_read_is_read_again_before_it_is_repeated(
    stage: &Stage<'_>,
) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let message = "The state does not allow it (STATE-1)";
    page.let_fail(&Fault::refusal("PUT", SETTINGS, 412, 9, message))?;
    screen.turn("set.passkeys.name")?;
    screen.read_the_plan()?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(1)?;
    page.focused("trouble")?;
    page.miss(&Thing::button(&words.say("button.try-again")?).within("#trouble"))?;
    let review = words.say("bar.review")?;
    page.click(&Thing::link(&review).within("#trouble"))?;
    screen.owners_are_asked()?;
    screen.stands_in_the_way("obstacle.acknowledge", 1)?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(1)?;
    receipts_show(stage, 0, &["PUT"])?;
    stage.instance.shows(&before.with_passkeys(false))
}
