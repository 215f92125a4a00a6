//! Plans that stop halfway, and the way back from what was done.

use super::steps::{OTP, VERIFIED, receipts_show, usual};
use crate::instance::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS};
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, holds, same};

pub fn what_was_not_accepted_stays_in_the_draft(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    let put = format!("PUT {SETTINGS}");
    let delete = format!("DELETE {SETTINGS}/{MULTI_FACTORS}/{VERIFIED}");
    screen.tick("second.u2f.name")?;
    screen.turn("set.discovery.name")?;
    screen.tick("multi.u2f.name")?;
    screen.counts(3)?;
    let message = "The state does not allow it (STATE-1)";
    page.let_fail(&Fault::refusal("PUT", SETTINGS, 412, 9, message))?;
    screen.apply_at_once(3)?;
    page.focused("trouble")?;
    screen.tally(1, 3)?;
    page.reads("#receipts", &words.say("receipts.stopped")?)?;
    screen.row_says("domain-discovery", &words.say("tag.refused")?)?;
    screen.counts(2)?;
    same("writes", stage.writes()?, [post.clone(), put.clone()])?;
    let added = screen.tick_box("second.u2f.name")?;
    same("what was accepted is done", added.on, true)?;
    let half = before.with_second(&[OTP, super::steps::U2F]);
    stage.instance.shows(&half)?;

    // The rest goes on from there.
    let again = words.say("button.try-again")?;
    page.click(&Thing::button(&again).within("#trouble"))?;
    screen.tally(2, 2)?;
    screen.counts_nothing()?;
    let writes = [post, put.clone(), put, delete];
    same("writes", stage.writes()?, &writes[..])?;
    stage
        .instance
        .shows(&half.with("allowDomainDiscovery", false).with_multi(&[]))
}

pub fn a_way_back_that_is_not_exact_any_more_says_so(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?.with("allowDomainDiscovery", true);
    stage.instance.settle(&before)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let life = words.say("set.password-life.name")?;
    page.fill(&Thing::field(&life), "20")?;
    screen.turn("set.discovery.name")?;
    screen.counts(2)?;
    screen.apply_at_once(2)?;
    receipts_show(stage, 0, &["PUT"])?;
    screen.row_says("password-lifetime", &words.say("tag.confirmed")?)?;

    // Somebody else changes one of the two again; the page learns of it with the next plan.
    let theirs = before
        .clone()
        .with("allowDomainDiscovery", false)
        .with_text("passwordCheckLifetime", "432000s");
    stage.instance.settle(&theirs)?;
    screen.turn("set.reset.name")?;
    screen.apply_at_once(1)?;
    page.see(&Thing::heading(&words.say("clash.title")?))?;
    page.click(&Thing::button(&words.say("clash.continue")?))?;
    page.lose(&Thing::heading(&words.say("clash.title")?))?;
    let inexact = words.say_with("undo.inexact", &[("names", &life)])?;
    page.reads("#receipts", &inexact)?;
    screen.turn("set.reset.name")?;
    screen.counts_nothing()?;

    // It leads back all the same, to what was there before the plan.
    page.click(&Thing::button(&words.say("button.plan-undo")?))?;
    screen.counts(2)?;
    screen.read_the_plan()?;
    let changes = page.read("#changes")?.unwrap_or_default();
    for text in [life.as_str(), "5 days", "10 days"] {
        holds("the changes", &changes, text)?;
    }
    screen.apply(2)?;
    receipts_show(stage, 1, &["PUT"])?;
    stage.instance.shows(&before)
}
