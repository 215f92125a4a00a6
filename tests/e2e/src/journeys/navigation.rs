//! Finding one's way on the page: searching, links to settings, taking back a group.

use super::common::usual_settings;
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::page::Locator;
use crate::wait::wait_until;
use serde_json::json;

pub fn a_setting_is_found_by_its_field_and_has_an_address(ctx: &TestContext<'_>) -> TestResult {
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts) = (&ctx.page, &ctx.texts);
    let find = texts.get("find.label")?;
    page.fill(&Locator::search(&find), "forcemfalocal")?;
    page.wait_for_text("main", &texts.plural("find.found", 1, &[])?)?;
    let local = texts.get("set.force-local.name")?;
    ensure_eq("switches", page.names(&Locator::any("switch"))?, [local])?;
    page.fill(&Locator::search(&find), "no such setting")?;
    page.wait_for_text("main", &texts.get("find.none")?)?;
    page.ensure_absent(&Locator::any("switch"))?;

    // A link to a setting leads there, also for somebody who has just come in.
    page.tab()
        .goto(&ctx.url("/settings/login#password-lifetime"))?;
    page.tab().reload()?;
    let life = texts.get("set.password-life.name")?;
    page.wait_for(&Locator::field(&life))?;
    let in_view = "(() => { const {top, bottom} = document.getElementById('password-lifetime')
        .getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()";
    wait_until("the setting to be in view", || {
        Ok((page.eval(in_view)? == json!(true)).then_some(()))
    })
}

pub fn a_group_is_taken_back_and_the_rest_stays(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    let was = screen.switch("set.discovery.name")?.on;
    screen.toggle("set.discovery.name")?;
    screen.toggle("set.unknown-names.name")?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.wait_change_count(3)?;
    page.wait_for_text("#form", &texts.plural("count.open", 2, &[])?)?;
    page.wait_for_text("#ways", &texts.plural("count.open", 1, &[])?)?;
    let group = texts.get("group.form.name")?;
    let discard = [texts.get("group.discard")?, group.clone()].join(": ");
    page.click(&Locator::button(&discard))?;
    screen.wait_change_count(1)?;
    page.wait_focused("form")?;
    let said = texts.format("say.group-discarded", &[("name", &group)])?;
    page.wait_for_text("[role=status]", &said)?;
    ensure_eq("the switch", screen.switch("set.discovery.name")?.on, was)?;
    screen.discard()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

pub fn a_provider_without_a_name_is_called_by_its_kind(ctx: &TestContext<'_>) -> TestResult {
    let search = "/admin/v1/idps/templates/_search";
    let found = ctx.instance.api.post(search, &json!({}))?;
    let all = found["result"].as_array().map(Vec::as_slice);
    let unnamed = all.unwrap_or_default().iter().find(|one| {
        one["type"] == "PROVIDER_TYPE_GITHUB" && one["name"].as_str().unwrap_or_default().is_empty()
    });
    ensure_eq("a GitHub without a name", unnamed.is_some(), true)?;
    let id = unnamed.map_or("", |one| one["id"].as_str().unwrap_or_default());
    ctx.sign_in(&ctx.people.owner)?;
    let control = format!("[id=\"provider-{id}\"]");
    ctx.page
        .wait_for(&Locator::checkbox("GitHub").within("#providers"))?;
    let there = format!("!!document.querySelector({control:?})");
    ensure_eq("its control", ctx.page.eval(&there)?, json!(true))
}
