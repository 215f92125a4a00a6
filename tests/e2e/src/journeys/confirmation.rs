//! Between “accepted” and “the server shows it”, and what is said when nobody knows.

use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_contains, ensure_eq, ensure_lacks};
use crate::instance::SETTINGS;
use crate::page::{Fault, Locator, parse};
use crate::wait::wait_until;
use serde::Deserialize;
use serde_json::json;

/// Puts the page's stopwatch past the time for which the console waits for a read to show what was
/// accepted, as if the machine had slept; in milliseconds.
const PAST_THE_DEADLINE: &str = "(__probe.ahead = 11_000)";
/// Puts it so far back that this time does not pass while the page is looked at.
const LONG_BEFORE_THE_DEADLINE: &str = "(__probe.ahead = -600_000)";

/// Waits until a write was accepted; gives its sequence.
fn accepted(ctx: &TestContext<'_>) -> TestResult<u64> {
    let sequence = wait_until("an answer to the write", || {
        let sequence = ctx.page.eval("__probe.answers.at(-1)?.sequence ?? 0")?;
        Ok(sequence.as_u64().filter(|number| *number > 0))
    })?;
    ctx.page.eval(LONG_BEFORE_THE_DEADLINE)?;
    Ok(sequence)
}

/// What a row was, and the highest sequence that reads had shown by then.
#[derive(Debug, Deserialize)]
struct RowState {
    state: String,
    word: String,
    shown: u64,
}

pub fn nothing_looks_on_before_the_server_shows_it(ctx: &TestContext<'_>) -> TestResult {
    let off = usual_settings(ctx)?.with_passkeys(false);
    ctx.instance.write_settings(&off)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.passkeys.name")?;
    screen.open_review()?;
    page.eval("__probe.row('passkeys')")?;
    screen.apply(1)?;
    let number = accepted(ctx)?;
    screen.wait_row_status("passkeys", &texts.get("tag.confirmed")?)?;
    ensure(!screen.switch("set.passkeys.name")?.busy, "still busy")?;
    let states: Vec<RowState> = parse(page.eval("__probe.states")?)?;
    ensure(
        states.iter().any(|one| one.state == "pending"),
        format!("the row was never pending: {states:?}"),
    )?;
    let (on, pending) = (texts.get("value.on")?, texts.get("value.pending")?);
    for RowState { state, word, shown } in &states {
        match state.as_str() {
            "pending" => ensure_eq("the word of a pending switch", word, &pending)?,
            // Dashed, and called a draft; or not there.
            "draft" | "gone" => {}
            _ => ensure(
                *word != on || *shown >= number,
                format!("it looked on at {shown}, before {number} was shown: {states:?}"),
            )?,
        }
    }
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn what_is_not_shown_yet_is_busy_and_takes_no_input(ctx: &TestContext<'_>) -> TestResult {
    let off = usual_settings(ctx)?.with_passkeys(false);
    ctx.instance.write_settings(&off)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    page.inject(&Fault::stale("GET", SETTINGS))?;
    screen.toggle("set.passkeys.name")?;
    screen.review_and_apply(1)?;
    let number = accepted(ctx)?;
    let tag = texts.format("tag.accepted", &[("sequence", &number.to_string())])?;
    screen.wait_row_status("passkeys", &tag)?;
    screen.wait_row_status("passkeys", &texts.get("says.waiting")?)?;
    let switch = screen.switch("set.passkeys.name")?;
    ensure(switch.busy, "the switch is not marked as busy")?;
    ensure_contains("the switch is described by", &switch.description, &tag)?;
    page.click(&Locator::switch(&texts.get("set.passkeys.name")?))?;
    ensure_eq(
        "the switch",
        screen.switch("set.passkeys.name")?.on,
        switch.on,
    )?;

    page.clear_faults()?;
    screen.wait_row_status("passkeys", &texts.get("tag.confirmed")?)?;
    ensure(!screen.switch("set.passkeys.name")?.busy, "still busy")?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn a_change_that_shows_late_is_called_accepted_and_not_visible_yet(
    ctx: &TestContext<'_>,
) -> TestResult {
    let off = usual_settings(ctx)?.with_passkeys(false);
    ctx.instance.write_settings(&off)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    page.inject(&Fault::stale("GET", SETTINGS))?;
    screen.toggle("set.passkeys.name")?;
    screen.review_and_apply(1)?;
    let number = accepted(ctx)?.to_string();
    let values = [("sequence", number.as_str())];
    screen.wait_row_status("passkeys", &texts.format("tag.accepted", &values)?)?;
    page.eval(PAST_THE_DEADLINE)?;
    screen.wait_row_status("passkeys", &texts.format("tag.late", &values)?)?;
    ensure(
        screen.switch("set.passkeys.name")?.busy,
        "a change that is not visible yet looks settled",
    )?;
    page.clear_faults()?;
    check_again(ctx)?;
    screen.wait_row_status("passkeys", &texts.get("tag.confirmed")?)?;
    ensure_eq("passkeys", screen.switch("set.passkeys.name")?.on, true)?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])
}

fn check_again(ctx: &TestContext<'_>) -> TestResult {
    let texts = &ctx.texts;
    let name = format!(
        "{}: {}",
        texts.get("button.check-again")?,
        texts.get("set.passkeys.name")?
    );
    ctx.page.click(&Locator::button(&name))
}

/// Turns passkeys on while the connection breaks, and looks at what is said of it.
fn lose_answer(ctx: &TestContext<'_>, fault: &Fault) -> TestResult {
    let off = usual_settings(ctx)?.with_passkeys(false);
    ctx.instance.write_settings(&off)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    page.inject(fault)?;
    screen.toggle("set.passkeys.name")?;
    screen.review_and_apply(1)?;
    page.wait_focused("trouble")?;
    let card = page.wait_for_text("#trouble", &texts.get("why.lost")?)?;
    ensure_contains("the card", &card, &texts.get("happened.unknown")?)?;
    ensure_contains("the card", &card, &texts.get("todo.check-again")?)?;
    let name = texts.get("set.passkeys.name")?;
    ensure_contains(
        "the card",
        &card,
        &texts.format("call.change.unknown", &[("name", &name)])?,
    )?;
    screen.wait_row_status("passkeys", &texts.get("says.unknown")?)?;
    let word = page.eval("document.querySelector('#passkeys .state').textContent")?;
    ensure_eq("the word", word, json!(texts.get("value.unknown")?))?;
    // It is neither a draft nor done, so it is not counted as something to be applied.
    screen.wait_no_changes()
}

pub fn a_lost_answer_is_not_known_until_checked_again(ctx: &TestContext<'_>) -> TestResult {
    lose_answer(ctx, &Fault::lost_after("PUT", SETTINGS))?;
    check_again(ctx)?;
    let texts = &ctx.texts;
    ctx.page
        .wait_for_text("#said", &texts.get("say.was-done")?)?;
    ctx.screen()
        .wait_row_status("passkeys", &texts.get("tag.confirmed")?)?;
    ensure_eq("passkeys", ctx.instance.settings()?.allows_passkeys(), true)
}

pub fn an_answer_that_never_comes_is_called_lost(ctx: &TestContext<'_>) -> TestResult {
    lose_answer(ctx, &Fault::never_answered("PUT", SETTINGS))?;
    ctx.page.clear_faults()?;
    check_again(ctx)?;
    let texts = &ctx.texts;
    ctx.page
        .wait_for_text("#said", &texts.get("say.was-done")?)?;
    ctx.screen()
        .wait_row_status("passkeys", &texts.get("tag.confirmed")?)
}

pub fn a_call_lost_on_its_way_comes_back_into_the_draft(ctx: &TestContext<'_>) -> TestResult {
    lose_answer(ctx, &Fault::lost_before("PUT", SETTINGS))?;
    check_again(ctx)?;
    let texts = &ctx.texts;
    ctx.page
        .wait_for_text("#said", &texts.get("say.was-not-done")?)?;
    ctx.screen().wait_change_count(1)?;
    ctx.screen()
        .wait_row_status("passkeys", &texts.get("tag.draft")?)?;
    ensure_eq(
        "passkeys",
        ctx.instance.settings()?.allows_passkeys(),
        false,
    )
}

const DISCOVERY: &str = "set.discovery.name";

pub fn a_read_that_fails_does_not_end_the_waiting(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle(DISCOVERY)?;
    // The first read is the one before the call.
    page.inject(&Fault::answer("GET", SETTINGS, 503, "text/plain", "").after(1))?;
    screen.review_and_apply(1)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    ensure_eq("what went wrong", page.text("#trouble")?, None)?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn reads_that_fail_leave_an_accepted_change_accepted(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle(DISCOVERY)?;
    let broken = Fault::answer("GET", SETTINGS, 503, "text/plain", "");
    page.inject(&broken.after(1).always())?;
    screen.review_and_apply(1)?;
    accepted(ctx)?;
    page.eval(PAST_THE_DEADLINE)?;
    page.wait_focused("trouble")?;
    page.wait_for_text("#trouble", &texts.get("happened.accepted")?)?;
    let receipts = page.text("#receipts")?.unwrap_or_default();
    ensure_lacks("the receipts", &receipts, &texts.get("receipts.stopped")?)?;
    page.clear_faults()?;
    let again = texts.get("button.check-again")?;
    page.click(&Locator::button(&again).within("#trouble"))?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    screen.wait_no_changes()?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])
}

pub fn what_is_not_confirmed_stands_in_the_way_of_the_next_plan(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let was = screen.switch(DISCOVERY)?.on;
    page.inject(&Fault::stale("GET", SETTINGS))?;
    screen.toggle(DISCOVERY)?;
    screen.review_and_apply(1)?;
    let number = accepted(ctx)?.to_string();
    page.eval(PAST_THE_DEADLINE)?;
    let late = texts.format("tag.late", &[("sequence", &number)])?;
    screen.wait_row_status("domain-discovery", &late)?;
    let inexact = texts.format("undo.inexact", &[("names", &texts.get(DISCOVERY)?)])?;
    let receipts = page.text("#receipts")?.unwrap_or_default();
    ensure_lacks("the receipts", &receipts, &inexact)?;

    // All fields are replaced by the next call, and this page does not know them.
    let other = "set.unknown-names.name";
    let other_was = screen.switch(other)?.on;
    screen.toggle(other)?;
    screen.wait_change_count(1)?;
    screen.ensure_review_required(1)?;
    screen.open_review()?;
    screen.ensure_blocked("obstacle.not-confirmed", 1)?;
    page.click(&Locator::link(&texts.get("review.back")?))?;
    page.clear_faults()?;
    let again = [texts.get("button.check-again")?, texts.get(DISCOVERY)?].join(": ");
    page.click(&Locator::button(&again))?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    screen.review_and_apply(1)?;
    screen.wait_row_status("unknown-usernames", &texts.get("tag.confirmed")?)?;
    let after = before.with("allowDomainDiscovery", !was);
    let after = after.with("ignoreUnknownUsernames", !other_was);
    ctx.instance.wait_for_settings(&after)
}

pub fn a_lost_answer_about_organizations_is_known_once_checked_again(
    ctx: &TestContext<'_>,
) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.org-register.name")?;
    page.inject(&Fault::lost_after("PUT", "/admin/v1/restrictions"))?;
    screen.review_and_apply(1)?;
    page.wait_focused("trouble")?;
    page.wait_for_text("#trouble", &texts.get("happened.unknown")?)?;
    let again = texts.get("button.check-again")?;
    page.click(&Locator::button(&again).within("#trouble"))?;
    page.wait_for_text("#said", &texts.get("say.was-done")?)?;
    screen.wait_row_status("org-register", &texts.get("tag.confirmed")?)
}
