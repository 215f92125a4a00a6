//! Between “accepted” and “the server shows it”, and what is said when nobody knows.

use super::steps::usual;
use crate::clock::{SOON, until};
use crate::instance::SETTINGS;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, holds, lacks, same};
use serde_json::{Value, json};

/// Longer than the console waits for a read to show what was accepted, in milliseconds.
const PAST_THE_DEADLINE: u32 = 11_000;

/// The sequence of the last accepted write in this page.
fn accepted(stage: &Stage<'_>) -> Verdict<u64> {
    until("an answer to the write", SOON, || {
        let sequence = stage.page.ask("__watch.answers.at(-1)?.sequence ?? 0")?;
        Ok(sequence.as_u64().filter(|number| *number > 0))
    })
}

pub fn nothing_looks_on_before_the_server_shows_it(stage: &Stage<'_>) -> Verdict {
    let off = usual(stage)?.with_passkeys(false);
    stage.instance.settle(&off)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.passkeys.name")?;
    screen.review()?;
    page.ask("__watch.row('passkeys')")?;
    screen.apply(1)?;
    let number = accepted(stage)?;
    let tag = words.say_with("tag.accepted", &[("sequence", &number.to_string())])?;
    screen.row_says("passkeys", &tag)?;
    screen.row_says("passkeys", &words.say("says.waiting")?)?;
    let switch = screen.switch("set.passkeys.name")?;
    ensure(switch.busy, "the switch is not marked as busy")?;
    holds("the switch is described by", &switch.description, &tag)?;
    // Input is not taken while it waits.
    page.click(&Thing::switch(&words.say("set.passkeys.name")?))?;
    same(
        "the switch",
        screen.switch("set.passkeys.name")?.on,
        switch.on,
    )?;

    screen.row_says("passkeys", &words.say("tag.confirmed")?)?;
    ensure(!screen.switch("set.passkeys.name")?.busy, "still busy")?;
    let states = page.ask("__watch.states")?;
    let states = states.as_array().cloned().unwrap_or_default();
    let state = |one: &Value| one["state"].as_str().unwrap_or_default().to_owned();
    ensure(
        states.iter().any(|one| state(one) == "pending"),
        format!("the row was never pending: {states:?}"),
    )?;
    let (on, pending) = (words.say("value.on")?, words.say("value.pending")?);
    for one in &states {
        let shown = one["shown"].as_u64().unwrap_or(0);
        let word = one["word"].as_str().unwrap_or_default();
        match state(one).as_str() {
            "pending" => same("the word of a pending switch", word, pending.as_str())?,
            // Dashed, and called a draft; or not there.
            "draft" | "gone" => {}
            _ => {
                ensure(
                    word != on || shown >= number,
                    format!("it looked on at {shown}, before {number} was shown: {states:?}"),
                )?;
            }
        }
    }
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn a_change_that_shows_late_is_called_accepted_and_not_visible_yet(
    stage: &Stage<'_>,
) -> Verdict {
    let off = usual(stage)?.with_passkeys(false);
    stage.instance.settle(&off)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    page.let_fail(&Fault::stale("GET", SETTINGS))?;
    screen.turn("set.passkeys.name")?;
    screen.review_and_apply(1)?;
    let number = accepted(stage)?.to_string();
    let values = [("sequence", number.as_str())];
    screen.row_says("passkeys", &words.say_with("tag.accepted", &values)?)?;
    // As if the machine had slept.
    page.ask(&format!("(__watch.ahead += {PAST_THE_DEADLINE})"))?;
    screen.row_says("passkeys", &words.say_with("tag.late", &values)?)?;
    ensure(
        screen.switch("set.passkeys.name")?.busy,
        "a change that is not visible yet looks settled",
    )?;
    page.let_all_succeed()?;
    check_again(stage)?;
    screen.row_says("passkeys", &words.say("tag.confirmed")?)?;
    same("passkeys", screen.switch("set.passkeys.name")?.on, true)?;
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])
}

fn check_again(stage: &Stage<'_>) -> Verdict {
    let words = &stage.words;
    let name = format!(
        "{}: {}",
        words.say("button.check-again")?,
        words.say("set.passkeys.name")?
    );
    stage.page.click(&Thing::button(&name))
}

/// Turns passkeys on while the connection breaks, and looks at what is said of it.
fn lose(stage: &Stage<'_>, fault: &Fault) -> Verdict {
    let off = usual(stage)?.with_passkeys(false);
    stage.instance.settle(&off)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    page.let_fail(fault)?;
    screen.turn("set.passkeys.name")?;
    screen.review_and_apply(1)?;
    page.focused("trouble")?;
    let slip = page.reads("#trouble", &words.say("why.lost")?)?;
    holds("the slip", &slip, &words.say("happened.unknown")?)?;
    holds("the slip", &slip, &words.say("todo.check-again")?)?;
    let name = words.say("set.passkeys.name")?;
    holds(
        "the slip",
        &slip,
        &words.say_with("call.change.unknown", &[("name", &name)])?,
    )?;
    screen.row_says("passkeys", &words.say("says.unknown")?)?;
    let word = page.ask("document.querySelector('#passkeys .state').textContent")?;
    same("the word", word, json!(words.say("value.unknown")?))?;
    // It is neither a draft nor done, so it is not counted as something to be applied.
    screen.counts_nothing()
}

pub fn a_lost_answer_is_not_known_until_checked_again(stage: &Stage<'_>) -> Verdict {
    lose(stage, &Fault::lost_after("PUT", SETTINGS))?;
    check_again(stage)?;
    let words = &stage.words;
    stage.page.reads("#said", &words.say("say.was-done")?)?;
    stage
        .screen()
        .row_says("passkeys", &words.say("tag.confirmed")?)?;
    same(
        "passkeys",
        stage.instance.settings()?.allows_passkeys(),
        true,
    )
}

pub fn an_answer_that_never_comes_is_called_lost(stage: &Stage<'_>) -> Verdict {
    lose(stage, &Fault::never_answered("PUT", SETTINGS))?;
    stage.page.let_all_succeed()?;
    check_again(stage)?;
    let words = &stage.words;
    stage.page.reads("#said", &words.say("say.was-done")?)?;
    stage
        .screen()
        .row_says("passkeys", &words.say("tag.confirmed")?)
}

pub fn a_call_lost_on_its_way_comes_back_into_the_draft(stage: &Stage<'_>) -> Verdict {
    lose(stage, &Fault::lost_before("PUT", SETTINGS))?;
    check_again(stage)?;
    let words = &stage.words;
    stage.page.reads("#said", &words.say("say.was-not-done")?)?;
    stage.screen().counts(1)?;
    stage
        .screen()
        .row_says("passkeys", &words.say("tag.draft")?)?;
    same(
        "passkeys",
        stage.instance.settings()?.allows_passkeys(),
        false,
    )
}

const DISCOVERY: &str = "set.discovery.name";

pub fn a_read_that_fails_does_not_end_the_waiting(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn(DISCOVERY)?;
    // The first read is the one before the call.
    page.let_fail(&Fault::answer("GET", SETTINGS, 503, "text/plain", "").after(1))?;
    screen.review_and_apply(1)?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    same("what went wrong", page.read("#trouble")?, None)?;
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn reads_that_fail_leave_an_accepted_change_accepted(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn(DISCOVERY)?;
    let broken = Fault::answer("GET", SETTINGS, 503, "text/plain", "");
    page.let_fail(&broken.after(1).always())?;
    screen.review_and_apply(1)?;
    accepted(stage)?;
    page.ask(&format!("(__watch.ahead += {PAST_THE_DEADLINE})"))?;
    page.focused("trouble")?;
    page.reads("#trouble", &words.say("happened.accepted")?)?;
    let receipts = page.read("#receipts")?.unwrap_or_default();
    lacks("the receipts", &receipts, &words.say("receipts.stopped")?)?;
    page.let_all_succeed()?;
    let again = words.say("button.check-again")?;
    page.click(&Thing::button(&again).within("#trouble"))?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    screen.counts_nothing()?;
    same("writes", stage.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn what_is_not_confirmed_stands_in_the_way_of_the_next_plan(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    let was = screen.switch(DISCOVERY)?.on;
    page.let_fail(&Fault::stale("GET", SETTINGS))?;
    screen.turn(DISCOVERY)?;
    screen.review_and_apply(1)?;
    let number = accepted(stage)?.to_string();
    page.ask(&format!("(__watch.ahead += {PAST_THE_DEADLINE})"))?;
    let late = words.say_with("tag.late", &[("sequence", &number)])?;
    screen.row_says("domain-discovery", &late)?;
    let inexact = words.say_with("undo.inexact", &[("names", &words.say(DISCOVERY)?)])?;
    let receipts = page.read("#receipts")?.unwrap_or_default();
    lacks("the receipts", &receipts, &inexact)?;

    // All fields are replaced by the next call, and this page does not know them.
    let other = "set.unknown-names.name";
    let other_was = screen.switch(other)?.on;
    screen.turn(other)?;
    screen.counts(1)?;
    screen.must_be_read_first(1)?;
    screen.review()?;
    screen.stands_in_the_way("obstacle.not-confirmed", 1)?;
    page.click(&Thing::link(&words.say("review.back")?))?;
    page.let_all_succeed()?;
    let again = [words.say("button.check-again")?, words.say(DISCOVERY)?].join(": ");
    page.click(&Thing::button(&again))?;
    screen.row_says("domain-discovery", &words.say("tag.confirmed")?)?;
    screen.review_and_apply(1)?;
    screen.row_says("unknown-usernames", &words.say("tag.confirmed")?)?;
    let after = before.with("allowDomainDiscovery", !was);
    let after = after.with("ignoreUnknownUsernames", !other_was);
    stage.instance.shows(&after)
}

pub fn a_lost_answer_about_organizations_is_known_once_checked_again(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.org-register.name")?;
    page.let_fail(&Fault::lost_after("PUT", "/admin/v1/restrictions"))?;
    screen.review_and_apply(1)?;
    page.focused("trouble")?;
    page.reads("#trouble", &words.say("happened.unknown")?)?;
    let again = words.say("button.check-again")?;
    page.click(&Thing::button(&again).within("#trouble"))?;
    page.reads("#said", &words.say("say.was-done")?)?;
    screen.row_says("org-register", &words.say("tag.confirmed")?)
}
