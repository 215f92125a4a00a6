//! Plans that must be read first: acknowledged, confirmed by typing, or stopped.

use super::common::{OTP, U2F, receipts_show, usual_settings};
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::instance::{SECOND_FACTORS, SETTINGS};
use crate::page::{Fault, Locator};

/// A member of the settings that this console does not know.
const NEWER: &str = "allowTelepathy";

pub fn what_can_lock_out_is_applied_only_after_typing_the_host(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?
        .with("allowUsernamePassword", true)
        .with("allowExternalIdp", false);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let host = ctx.instance.host();
    screen.toggle("set.password.name")?;
    screen.wait_change_count(1)?;
    page.wait_for_text("#password", &texts.get("note.locks-out")?)?;
    screen.ensure_review_required(1)?;

    screen.open_full_review()?;
    page.wait_for_text("#consequences", &texts.get("guard.you-cannot-sign-in")?)?;
    screen.ensure_blocked("obstacle.acknowledge", 1)?;
    screen.acknowledge_all()?;
    screen.ensure_blocked("obstacle.typed", 1)?;
    for wrong in ["yes", "https://", &host[1..], &format!("{host}.")] {
        screen.type_host(wrong)?;
        screen.ensure_blocked("obstacle.typed", 1)?;
    }
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    screen.type_host(host)?;
    screen.apply(1)?;
    receipts_show(ctx, 0, &["PUT"])?;
    ctx.instance
        .wait_for_settings(&before.clone().with("allowUsernamePassword", false))?;

    // The way back lets people in again, so nothing stands in it.
    page.click(&Locator::button(&texts.get("button.plan-undo")?))?;
    screen.wait_change_count(1)?;
    screen.apply_from_bar(1)?;
    receipts_show(ctx, 1, &["PUT"])?;
    ctx.instance.wait_for_settings(&before)
}

pub fn what_was_acknowledged_of_another_plan_does_not_count(ctx: &TestContext<'_>) -> TestResult {
    const REQUIRED: &str = "second-factor-becomes-required";
    let before = usual_settings(ctx)?
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let back = texts.get("review.back")?;
    screen.toggle("set.force-mfa.name")?;
    screen.open_full_review()?;
    screen.ensure_blocked("obstacle.acknowledge", 1)?;
    screen.acknowledge(REQUIRED)?;
    screen.acknowledge_all()?;
    screen.ensure_blocked("obstacle.typed", 1)?;
    page.click(&Locator::link(&back))?;
    // What was acknowledged there counts here too.
    let agree = texts.get("guard.agree")?;
    let below = Locator::checkbox(&agree).within("#force-mfa");
    ensure_eq("the box in the row", page.state(&below)?.on, true)?;

    // Without passkeys it is more people who must set up a second factor.
    screen.toggle("set.passkeys.name")?;
    screen.wait_change_count(2)?;
    screen.open_full_review()?;
    let counts = screen.is_acknowledged(REQUIRED)?;
    ensure_eq("what was acknowledged before counts", counts, false)?;
    screen.ensure_blocked("obstacle.acknowledge", 2)?;
    page.click(&Locator::link(&back))?;
    screen.discard()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

pub fn what_was_changed_a_moment_ago_is_not_applied_unread(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?.with("allowUsernamePassword", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    let apply = texts.plural("review.apply", 1, &[])?;
    page.wait_for(&Locator::button(&apply).within("#plan"))?;
    // Nobody is that quick; what lies between the two clicks is less than a frame.
    page.tab().execute(
        "document.querySelector('#password-x').click();
         document.querySelector('#plan button.btn-main').click();",
        &[],
    )?;
    screen.ensure_review_required(2)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    ctx.instance.wait_for_settings(&before)
}

pub fn requiring_a_second_step_without_having_one_is_stopped_before_it_is_sent(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.force-mfa.name")?;
    screen.wait_change_count(1)?;
    page.wait_for_text("#force-mfa", &texts.get("guard.your-token-is-cut-off")?)?;
    screen.ensure_review_required(1)?;
    screen.open_full_review()?;
    screen.acknowledge_all()?;
    screen.ensure_blocked("obstacle.typed", 1)?;
    let out = texts.get("guard.take-out")?;
    page.click(&Locator::button(&out).within("#consequences"))?;
    page.wait_for_text("main", &texts.get("review.empty")?)?;
    page.click(&Locator::link(&texts.get("review.back")?))?;
    screen.wait_no_changes()?;
    ensure_eq("the switch", screen.switch("set.force-mfa.name")?.on, false)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    ctx.instance.wait_for_settings(&before)
}

pub fn what_a_newer_server_would_lose_is_named_and_asked_about(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?
        .with("allowDomainDiscovery", true)
        .with_second(&[OTP]);
    ctx.instance.write_settings(&before)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    page.inject_on_load(&Fault::newer(SETTINGS, NEWER))?;
    ctx.sign_in(&ctx.people.owner)?;
    let names = [("names", NEWER)];
    page.wait_for_text("main", &texts.format("newer.what", &names)?)?;

    // A factor has a call of its own, which replaces nothing.
    screen.toggle_checkbox("second.u2f.name")?;
    screen.apply_from_bar(1)?;
    receipts_show(ctx, 0, &["POST"])?;
    let post = format!("POST {SETTINGS}/{SECOND_FACTORS}");
    ensure_eq("writes", ctx.writes()?, [post.clone()])?;

    screen.toggle("set.discovery.name")?;
    page.wait_for_text("#plan-tags", &texts.plural("bar.acknowledge", 1, &[])?)?;
    screen.ensure_review_required(1)?;
    screen.open_full_review()?;
    let replaces = texts.format("newer.replaces", &names)?;
    page.wait_for_text("#consequences", &replaces)?;
    screen.ensure_blocked("obstacle.acknowledge", 1)?;
    ensure_eq("writes", ctx.writes()?, [post.clone()])?;
    screen.acknowledge("unknown-members")?;
    screen.apply(1)?;
    receipts_show(ctx, 1, &["PUT"])?;
    ensure_eq("writes", ctx.writes()?, [post, format!("PUT {SETTINGS}")])?;
    ctx.instance.wait_for_settings(
        &before
            .with("allowDomainDiscovery", false)
            .with_second(&[OTP, U2F]),
    )
}

pub fn a_refused_plan_that_must_be_read_is_read_again_before_it_is_repeated(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let message = "The state does not allow it (STATE-1)";
    page.inject(&Fault::refusal("PUT", SETTINGS, 412, 9, message))?;
    screen.toggle("set.passkeys.name")?;
    screen.open_full_review()?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(1)?;
    page.wait_focused("trouble")?;
    page.ensure_absent(&Locator::button(&texts.get("button.try-again")?).within("#trouble"))?;
    let review = texts.get("bar.review")?;
    page.click(&Locator::link(&review).within("#trouble"))?;
    screen.wait_owners_loaded()?;
    screen.ensure_blocked("obstacle.acknowledge", 1)?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(1)?;
    receipts_show(ctx, 0, &["PUT"])?;
    ctx.instance.wait_for_settings(&before.with_passkeys(false))
}
