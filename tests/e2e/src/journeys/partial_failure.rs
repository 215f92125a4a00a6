//! Plans that stop halfway, and the way back from what was done.

use super::common::{OTP, VERIFIED, receipts_show, usual_settings};
use crate::context::TestContext;
use crate::error::{TestResult, ensure_contains, ensure_eq};
use crate::instance::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS};
use crate::page::{Fault, Locator};

pub fn what_was_not_accepted_stays_in_the_draft(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    let put = format!("PUT {SETTINGS}");
    let delete = format!("DELETE {SETTINGS}/{MULTI_FACTORS}/{VERIFIED}");
    screen.toggle_checkbox("second.u2f.name")?;
    screen.toggle("set.discovery.name")?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.wait_change_count(3)?;
    let message = "The state does not allow it (STATE-1)";
    page.inject(&Fault::refusal("PUT", SETTINGS, 412, 9, message))?;
    screen.apply_from_bar(3)?;
    page.wait_focused("trouble")?;
    screen.wait_tally(1, 3)?;
    page.wait_for_text("#receipts", &texts.get("receipts.stopped")?)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.refused")?)?;
    screen.wait_change_count(2)?;
    ensure_eq("writes", ctx.writes()?, [post.clone(), put.clone()])?;
    let added = screen.checkbox("second.u2f.name")?;
    ensure_eq("what was accepted is done", added.on, true)?;
    let half = before.with_second(&[OTP, super::common::U2F]);
    ctx.instance.wait_for_settings(&half)?;

    // The rest goes on from there.
    let again = texts.get("button.try-again")?;
    page.click(&Locator::button(&again).within("#trouble"))?;
    screen.wait_tally(2, 2)?;
    screen.wait_no_changes()?;
    let writes = [post, put.clone(), put, delete];
    ensure_eq("writes", ctx.writes()?, &writes[..])?;
    ctx.instance
        .wait_for_settings(&half.with("allowDomainDiscovery", false).with_multi(&[]))
}

pub fn a_way_back_that_is_not_exact_any_more_says_so(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let life = texts.get("set.password-life.name")?;
    page.fill(&Locator::field(&life), "20")?;
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(2)?;
    screen.apply_from_bar(2)?;
    receipts_show(ctx, 0, &["PUT"])?;
    screen.wait_row_status("password-lifetime", &texts.get("tag.confirmed")?)?;

    // Somebody else changes one of the two again; the page learns of it with the next plan.
    let theirs = before
        .clone()
        .with("allowDomainDiscovery", false)
        .with_text("passwordCheckLifetime", "432000s");
    ctx.instance.write_settings(&theirs)?;
    screen.toggle("set.reset.name")?;
    screen.apply_from_bar(1)?;
    page.wait_for(&Locator::heading(&texts.get("clash.title")?))?;
    page.click(&Locator::button(&texts.get("clash.continue")?))?;
    page.wait_gone(&Locator::heading(&texts.get("clash.title")?))?;
    let inexact = texts.format("undo.inexact", &[("names", &life)])?;
    page.wait_for_text("#receipts", &inexact)?;
    screen.toggle("set.reset.name")?;
    screen.wait_no_changes()?;

    // It leads back all the same, to what was there before the plan.
    page.click(&Locator::button(&texts.get("button.plan-undo")?))?;
    screen.wait_change_count(2)?;
    screen.open_full_review()?;
    let changes = page.text("#changes")?.unwrap_or_default();
    for text in [life.as_str(), "5 days", "10 days"] {
        ensure_contains("the changes", &changes, text)?;
    }
    screen.apply(2)?;
    receipts_show(ctx, 1, &["PUT"])?;
    ctx.instance.wait_for_settings(&before)
}
