//! Two administrators at once: nobody's change is overwritten without a decision.

use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::{TestResult, ensure_contains, ensure_eq};
use crate::instance::SETTINGS;
use crate::page::Locator;

/// Days, as the API writes them.
fn days(number: u32) -> String {
    format!("{}s", number * 86_400)
}

pub fn a_change_by_somebody_else_stops_the_plan_and_asks(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let life = texts.get("set.password-life.name")?;
    page.fill(&Locator::field(&life), "20")?;
    screen.wait_change_count(1)?;
    let theirs = before
        .with_text("passwordCheckLifetime", &days(5))
        .with("hidePasswordReset", true);
    ctx.instance.write_settings(&theirs)?;

    screen.review_and_apply(1)?;
    page.wait_for(&Locator::heading(&texts.get("clash.title")?))?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    page.wait_for_text("#alarm", &texts.get("clash.title")?)?;
    let said = page.text("#clash")?.unwrap_or_default();
    for text in [
        texts.get("set.reset.name")?,
        texts.get("clash.when-loaded")?,
        texts.get("clash.on-server")?,
        texts.get("clash.in-draft")?,
        "10 days".to_owned(),
        "5 days".to_owned(),
        "20 days".to_owned(),
    ] {
        ensure_contains("the conflict", &said, &text)?;
    }
    screen.wait_row_status("password-lifetime", &texts.get("tag.conflict")?)?;
    // From the page of the plan it leads back to where it is decided.
    ensure_eq("the address", page.tab().url()?, ctx.url("/settings/login"))?;
    page.wait_for(&Locator::link(&texts.get("bar.decide")?).within("#plan"))?;
    let on = texts.get("clash.continue")?;
    ensure_eq(
        "a way on before deciding",
        page.state(&Locator::button(&on))?.locked,
        true,
    )?;
    page.click(&Locator::radio("20 days"))?;
    page.click(&Locator::button(&on))?;
    page.wait_gone(&Locator::heading(&texts.get("clash.title")?))?;
    screen.wait_change_count(1)?;
    ensure_eq("their change", screen.switch("set.reset.name")?.on, false)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;

    screen.review_and_apply(1)?;
    screen.wait_tally(1, 1)?;
    screen.wait_row_status("password-lifetime", &texts.get("tag.confirmed")?)?;
    ensure_eq("writes", ctx.writes()?, [format!("PUT {SETTINGS}")])?;
    let both = theirs.with_text("passwordCheckLifetime", &days(20));
    ctx.instance.wait_for_settings(&both)
}

pub fn a_change_by_somebody_else_to_other_settings_is_kept(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?.with("allowDomainDiscovery", true);
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    let theirs = before.with("ignoreUnknownUsernames", true);
    ctx.instance.write_settings(&theirs)?;
    screen.apply_from_bar(1)?;
    page.wait_for(&Locator::heading(&texts.get("clash.title")?))?;
    page.wait_for_text("#clash", &texts.get("set.unknown-names.name")?)?;
    page.click(&Locator::button(&texts.get("clash.continue")?))?;
    screen.wait_change_count(1)?;
    ensure_eq(
        "their change",
        screen.switch("set.unknown-names.name")?.on,
        true,
    )?;
    // What is applied is the plan on the settings as they are now.
    screen.open_review()?;
    let sequence = ctx.instance.sequence()?.to_string();
    page.wait_for_text(".facts", &sequence)?;
    screen.apply(1)?;
    screen.wait_tally(1, 1)?;
    let both = theirs.with("allowDomainDiscovery", false);
    ctx.instance.wait_for_settings(&both)
}
