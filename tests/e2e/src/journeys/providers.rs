//! Identity providers on the form: linking, unlinking, and one that is gone.

use super::apply_errors::ensure_explained;
use super::common::{read_and_apply, usual_settings};
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::instance::{Provider, SETTINGS};
use crate::page::{Fault, Locator};
use crate::wait::wait_until;

/// Creates a provider, and opens the settings.
fn begin(ctx: &TestContext<'_>) -> TestResult<Provider> {
    let before = usual_settings(ctx)?
        .with("allowExternalIdp", true)
        .with_text("externalLoginCheckLifetime", "864000s");
    ctx.instance.write_settings(&before)?;
    let name = format!("Journey {}", ctx.console.client_id);
    let provider = Provider::create(&ctx.instance.api, &name)?;
    ctx.sign_in(&ctx.people.owner)?;
    Ok(provider)
}

/// Looks for a provider and ticks it.
fn add(ctx: &TestContext<'_>, provider: &Provider) -> TestResult {
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let find = texts.get("providers.find")?;
    page.fill(&Locator::search(&find), &provider.name)?;
    page.wait_for_text("#providers", &texts.plural("providers.found", 1, &[])?)?;
    page.click(&Locator::checkbox(&provider.name).within("#providers .adding"))?;
    // It moves to those on the form, and the focus with it.
    page.wait_focused(&format!("provider-{}", provider.id))?;
    page.ensure_absent(&Locator::checkbox(&provider.name).within("#providers .adding"))?;
    let on_the_form = page.state(&Locator::checkbox(&provider.name).within("#providers"))?;
    ensure_eq("the provider", on_the_form.on, true)?;
    screen.wait_change_count(1)
}

/// Waits until the instance says that a provider is linked, or is not.
fn is_linked(ctx: &TestContext<'_>, provider: &Provider, linked: bool) -> TestResult {
    wait_until("the link to be shown", || {
        let shown = ctx.instance.linked_providers()?.contains(&provider.id);
        Ok((shown == linked).then_some(()))
    })
}

pub fn a_provider_is_linked_and_unlinked(ctx: &TestContext<'_>) -> TestResult {
    let provider = begin(ctx)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    add(ctx, &provider)?;
    screen.apply_from_bar(1)?;
    screen.wait_tally(1, 1)?;
    page.wait_for_text("#providers", &texts.get("tag.confirmed")?)?;
    is_linked(ctx, &provider, true)?;
    let post = format!("POST {SETTINGS}/idps");
    ensure_eq("writes", ctx.writes()?, [post.clone()])?;

    page.click(&Locator::checkbox(&provider.name).within("#providers"))?;
    screen.wait_change_count(1)?;
    read_and_apply(ctx, &screen, "provider-unlinked")?;
    screen.wait_tally(1, 1)?;
    screen.wait_no_changes()?;
    is_linked(ctx, &provider, false)?;
    let delete = format!("DELETE {SETTINGS}/idps/{}", provider.id);
    ensure_eq("writes", ctx.writes()?, [post, delete])?;
    let receipts = screen.receipts()?;
    let name = [("name", provider.name.as_str())];
    let titles: Vec<&str> = receipts.iter().map(|one| one.title.as_str()).collect();
    let removed = texts.format("call.remove.done", &name)?;
    ensure_eq(
        "receipts",
        titles,
        [removed, texts.format("call.add.done", &name)?],
    )
}

pub fn linking_a_provider_that_is_gone_is_explained(ctx: &TestContext<'_>) -> TestResult {
    let mut provider = begin(ctx)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    add(ctx, &provider)?;
    provider.remove()?;
    ctx.allow_status(&format!("{SETTINGS}/idps"), 400);
    page.inject(&Fault::hold("POST", "/admin/v1/idps/templates/_search"))?;
    screen.apply_from_bar(1)?;
    page.wait_focused("trouble")?;
    ensure_explained(ctx, "#trouble", "why.provider-gone", "todo.reload")?;
    // What the page learns afterwards leaves the focus where it is.
    page.wait_held()?;
    page.release()?;
    page.wait_for_text("#providers", &texts.get("providers.gone")?)?;
    ensure_eq(
        "the focus",
        page.focus()?.map(|focus| focus.id),
        Some("trouble".to_owned()),
    )?;
    screen.wait_change_count(1)?;
    screen.dismiss_receipts()?;
    screen.discard()
}
