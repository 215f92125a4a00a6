//! Draft, plan, apply, receipt: that the calls are the right ones, in the right order, and said.

use super::common::{OTP, U2F, VERIFIED, read_and_apply, receipts_show, usual_settings};
use crate::browser::Key;
use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_contains, ensure_eq};
use crate::instance::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS};
use crate::page::Locator;
use crate::wait::wait_until;
use serde_json::{Value, json};

pub fn passkeys_go_off_and_on_in_the_safe_order(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let screen = ctx.screen();
    let factor = format!("{SETTINGS}/{MULTI_FACTORS}");
    let (put, post) = (format!("PUT {SETTINGS}"), format!("POST {factor}"));
    let delete = format!("DELETE {factor}/{VERIFIED}");
    ensure_eq("passkeys", screen.switch("set.passkeys.name")?.on, true)?;

    screen.toggle("set.passkeys.name")?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.wait_change_count(2)?;
    screen.ensure_review_required(2)?;
    screen.open_full_review()?;
    screen.acknowledge("passkeys-off")?;
    screen.apply(2)?;
    receipts_show(ctx, 0, &["PUT", "DELETE"])?;
    ensure_eq("writes", ctx.writes()?, [put.clone(), delete.clone()])?;
    screen.wait_row_status("passkeys", &ctx.texts.get("tag.confirmed")?)?;
    let off = before.clone().with_passkeys(false).with_multi(&[]);
    ctx.instance.wait_for_settings(&off)?;
    screen.wait_no_changes()?;

    screen.toggle("set.passkeys.name")?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.review_and_apply(2)?;
    receipts_show(ctx, 2, &["POST", "PUT"])?;
    ensure_eq("writes", ctx.writes()?, [put.clone(), delete, post, put])?;
    ctx.instance.wait_for_settings(&before)
}

pub fn adding_a_kind_of_passkey_is_one_post(ctx: &TestContext<'_>) -> TestResult {
    let without = usual_settings(ctx)?.with_multi(&[]);
    ctx.instance.write_settings(&without)?;
    ctx.sign_in(&ctx.people.owner)?;
    ctx.screen().toggle_checkbox("multi.u2f.name")?;
    ctx.screen().review_and_apply(1)?;
    receipts_show(ctx, 0, &["POST"])?;
    let created = ctx.texts.get("slip.created")?;
    ensure_contains("the receipt", &ctx.screen().receipts()?[0].text, &created)?;
    ensure_eq(
        "writes",
        ctx.writes()?,
        [format!("POST {SETTINGS}/{MULTI_FACTORS}")],
    )?;
    let sent = ctx.calls()?.into_iter().find(crate::page::Call::is_write);
    let body: Value = sent
        .and_then(|call| serde_json::from_str(&call.body).ok())
        .unwrap_or_default();
    ensure_eq("the body", body, json!({ "type": VERIFIED }))?;
    let with = without.with_multi(&[VERIFIED]);
    ctx.instance.wait_for_settings(&with)
}

pub fn removing_a_second_factor_is_one_delete(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    ctx.screen().toggle_checkbox("second.u2f.name")?;
    read_and_apply(ctx, &ctx.screen(), "factor-removed")?;
    receipts_show(ctx, 0, &["DELETE"])?;
    let changed = ctx.texts.get("slip.changed")?;
    ensure_contains("the receipt", &ctx.screen().receipts()?[0].text, &changed)?;
    ensure_eq(
        "writes",
        ctx.writes()?,
        [format!("DELETE {SETTINGS}/{SECOND_FACTORS}/{U2F}")],
    )?;
    ctx.instance.wait_for_settings(&before.with_second(&[OTP]))
}

pub fn the_plan_is_shown_before_anything_is_sent(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (screen, texts, page) = (ctx.screen(), &ctx.texts, &ctx.page);
    screen.toggle("set.passkeys.name")?;
    screen.toggle_checkbox("multi.u2f.name")?;
    screen.wait_row_status("passkeys", &texts.get("tag.draft")?)?;
    screen.open_review()?;
    let changes = page.text("#changes")?.unwrap_or_default();
    for text in [
        texts.get("set.passkeys.name")?,
        texts.get("multi.u2f.name")?,
        texts.get("value.on")?,
        texts.get("value.off")?,
        texts.get("value.accepted")?,
        texts.get("value.not-accepted")?,
    ] {
        ensure_contains("the changes", &changes, &text)?;
    }
    let calls = page.eval(
        "Array.from(document.querySelectorAll('#calls ol > li'), (one) => __locator.neat(one.innerText))",
    )?;
    let calls: Vec<&str> = calls
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    ensure_eq("planned calls", calls.len(), 2)?;
    ensure_contains("the first call", calls[0], &format!("PUT {SETTINGS}"))?;
    let delete = format!("DELETE {SETTINGS}/{MULTI_FACTORS}/{VERIFIED}");
    ensure_contains("the second call", calls[1], &delete)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;

    page.click(&Locator::link(&texts.get("review.back")?))?;
    screen.wait_change_count(2)?;
    screen.discard()?;
    ensure_eq("passkeys", screen.switch("set.passkeys.name")?.on, true)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    ctx.instance.wait_for_settings(&before)
}

pub fn the_keyboard_alone_is_enough(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    let (page, texts) = (&ctx.page, &ctx.texts);
    let tab = page.tab();
    ctx.open("/settings/login")?;
    let sign_in = texts.get("start.sign-in")?;
    page.wait_for(&Locator::button(&sign_in))?;
    page.tab_to(&Locator::button(&sign_in))?;
    tab.press(Key::Enter)?;
    type_name_and_password(ctx)?;
    ctx.screen().wait_ready()?;

    page.tab_to(&Locator::switch(&texts.get("set.reset.name")?))?;
    tab.press(Key::Space)?;
    review_and_apply_by_keys(ctx)?;
    receipts_show(ctx, 0, &["PUT"])?;
    let after = before.clone().with("hidePasswordReset", true);
    ctx.instance.wait_for_settings(&after)?;

    page.tab_to(&Locator::button(&texts.get("button.plan-undo")?))?;
    tab.press(Key::Enter)?;
    review_and_apply_by_keys(ctx)?;
    receipts_show(ctx, 1, &["PUT"])?;
    ctx.instance.wait_for_settings(&before)
}

fn review_and_apply_by_keys(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    ctx.screen().wait_change_count(1)?;
    page.tab_to(&Locator::action(&texts.get("bar.review")?))?;
    page.tab().press(Key::Enter)?;
    page.wait_for(&Locator::heading(&texts.get("review.title")?))?;
    page.tab_to(&Locator::button(&texts.plural("review.apply", 1, &[])?))?;
    page.tab().press(Key::Space)
}

/// On the sign-in pages the fields that come take the focus, or are the first to get it.
fn type_name_and_password(ctx: &TestContext<'_>) -> TestResult {
    let tab = ctx.page.tab();
    let owner = &ctx.people.owner;
    for (kind, text) in [("text", &owner.login_name), ("password", &owner.password)] {
        wait_until(&format!("a {kind} field with the focus"), || {
            let at = tab.execute(
                "const at = document.activeElement;
                 return document.readyState === 'loading' || location.origin === arguments[0] ? 'wait'
                     : at && at.tagName === 'INPUT' ? at.type : ''",
                &[json!(ctx.console.origin())],
            );
            match at.unwrap_or_default().as_str() {
                Some(at) if at == kind => Ok(Some(())),
                Some("wait") | None => Ok(None),
                Some(_) => tab.press(Key::Tab).map(|()| None),
            }
        })?;
        tab.type_keys(text)?;
        tab.press(Key::Enter)?;
    }
    Ok(())
}

pub fn undoing_plans_the_opposite(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (screen, texts) = (ctx.screen(), &ctx.texts);
    screen.toggle("set.discovery.name")?;
    screen.review_and_apply(1)?;
    screen.wait_tally(1, 1)?;
    screen.wait_row_status("domain-discovery", &texts.get("tag.confirmed")?)?;
    ctx.page
        .click(&Locator::button(&texts.get("button.plan-undo")?))?;
    screen.wait_change_count(1)?;
    ensure_eq("writes", ctx.writes()?.len(), 1)?;
    screen.review_and_apply(1)?;
    receipts_show(ctx, 1, &["PUT"])?;
    ctx.instance.wait_for_settings(&before)
}

pub fn values_that_cannot_be_are_not_sent(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (screen, texts, page) = (ctx.screen(), &ctx.texts, &ctx.page);
    let password_life = texts.get("set.password-life.name")?;
    let redirect = texts.get("set.redirect.name")?;
    for (field, typed, row, fault) in [
        (
            &password_life,
            "soon",
            "password-lifetime",
            "fault.not-a-number",
        ),
        (
            &password_life,
            "999999999999",
            "password-lifetime",
            "fault.too-long",
        ),
        (
            &redirect,
            "javascript:alert(1)",
            "default-redirect",
            "fault.runs-code",
        ),
        (&redirect, "example", "default-redirect", "fault.address"),
    ] {
        page.fill(&Locator::field(field), typed)?;
        let row = format!("#{row}");
        page.wait_for_text(&row, &texts.get(fault)?)?;
        let state = page.state(&Locator::field(field))?;
        ensure_eq("what was typed stays", state.value.as_str(), typed)?;
        ensure_contains(
            "the field is described by",
            &state.description,
            &texts.get(fault)?,
        )?;
        let way_on = page.query(&Locator::link(&texts.get("bar.review")?))?;
        ensure(way_on.is_none(), "there is a way on to the plan")?;
    }
    page.fill(&Locator::field(&redirect), "")?;
    page.fill(&Locator::field(&password_life), "10")?;
    screen.wait_no_changes()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    ctx.instance.wait_for_settings(&before)
}
