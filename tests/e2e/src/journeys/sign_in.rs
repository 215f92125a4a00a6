//! Signing in: the start page, the way through the sign-in server, and what must not stay behind.

use crate::browser::Key;
use crate::context::TestContext;
use crate::error::{TestError, TestResult, ensure, ensure_contains, ensure_eq, ensure_lacks};
use crate::page::{Call, Locator};
use crate::wait::wait_until;
use serde_json::json;

pub fn the_start_page_names_the_instance(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    ctx.open("/")?;
    page.wait_for(&Locator::heading(&texts.get("start.title")?))?;
    page.wait_for(&Locator::button(&texts.get("start.sign-in")?))?;
    let text = page.text("main")?.unwrap_or_default();
    ensure_contains("the start page", &text, ctx.instance.host())?;
    ensure_contains("the start page", &text, &texts.get("start.about-to")?)?;
    let title = page.eval("document.title")?;
    ensure_contains(
        "the title",
        title.as_str().unwrap_or_default(),
        ctx.instance.host(),
    )?;
    ensure_eq(
        "calls before anybody signs in",
        ctx.calls()?,
        Vec::<Call>::new(),
    )
}

pub fn an_owner_signs_in_and_is_named(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let account = format!("{}: {}", ctx.texts.get("account.label")?, owner.name);
    page.click(&Locator::summary(&account))?;
    let menu = page.text("#account")?.unwrap_or_default();
    ensure_contains("the account menu", &menu, &owner.login_name)?;
    page.tab().press(Key::Escape)?;
    page.wait_gone(&Locator::button(&ctx.texts.get("account.sign-out")?))?;
    let sequence = ctx.instance.sequence()?.to_string();
    page.wait_for_text(".facts", &sequence)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

pub fn a_deep_link_survives_signing_in(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.open("/settings/login#passkey-lifetime")?;
    let sign_in = ctx.texts.get("start.sign-in")?;
    ctx.sign_in_by(page, &Locator::button(&sign_in), &ctx.people.owner)?;
    ctx.screen().wait_ready()?;
    ensure_eq(
        "the address",
        page.tab().url()?,
        ctx.url("/settings/login#passkey-lifetime"),
    )?;
    let in_sight =
        "(() => { const box = document.getElementById('passkey-lifetime').getBoundingClientRect();
        return box.top >= 0 && box.top < innerHeight })()";
    wait_until("the row of the link to be in sight", || {
        Ok((page.eval(in_sight)? == json!(true)).then_some(()))
    })
}

pub fn pages_of_coming_and_going_lead_whoever_is_signed_in_to_the_settings(
    ctx: &TestContext<'_>,
) -> TestResult {
    ctx.sign_in(&ctx.people.owner)?;
    for path in ["/auth/callback", "/signed-out"] {
        ctx.open(path)?;
        ctx.screen().wait_ready()?;
        let address = ctx.page.tab().url()?;
        ensure_eq("the address", address, ctx.url("/settings/login"))?;
    }
    Ok(())
}

pub fn code_and_state_are_wiped_from_address_and_history(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    let callback = page.eval("__probe.callback")?;
    let callback = callback.as_str().unwrap_or_default();
    ensure(
        callback.contains("code=") && callback.contains("state="),
        "the callback came without code and state, so nothing is shown by this",
    )?;
    ensure_eq("the address", page.tab().url()?, ctx.url("/settings/login"))?;
    let history = page.tab().cdp("Page.getNavigationHistory", &json!({}))?;
    let entries = history["entries"].as_array().cloned().unwrap_or_default();
    let own = entries
        .iter()
        .filter_map(|entry| entry["url"].as_str())
        .filter(|url| url.starts_with(&ctx.console.origin()));
    for url in own {
        ensure_lacks("an entry of the history", url, "code=")?;
        ensure_lacks("an entry of the history", url, "state=")?;
    }
    Ok(())
}

pub fn tokens_are_neither_stored_for_good_nor_logged(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    let tokens = page.eval("__probe.tokens.flatMap((one) => [one.access, one.refresh, one.id])")?;
    let tokens: Vec<String> = tokens
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(|token| token.as_str().map(str::to_owned))
        .collect();
    ensure_eq("tokens in the answer", tokens.len(), 3)?;
    let text = |expression: &str| -> TestResult<String> {
        Ok(page
            .eval(expression)?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    };
    let kept = text("JSON.stringify({...localStorage})")?;
    let drawn = text("document.documentElement.outerHTML")?;
    let cookies = text("document.cookie")?;
    let databases = page.tab().execute_async(
        "indexedDB.databases().then((all) => arguments[0](all.length))",
        &[],
    )?;
    let lines: Vec<String> = ctx
        .browser
        .console_lines()?
        .into_iter()
        .map(|line| line.message)
        .collect();
    let logged = lines.join("\n");
    for token in &tokens {
        for (place, text) in [
            ("localStorage", &kept),
            ("the page", &drawn),
            ("a cookie", &cookies),
            ("the log", &logged),
        ] {
            // The text is not shown: it would hold the token.
            ensure(!text.contains(token), format!("a token is in {place}"))?;
        }
    }
    let tab = text("JSON.stringify({...sessionStorage})")?;
    let in_tab: Vec<bool> = tokens.iter().map(|token| tab.contains(token)).collect();
    ensure_eq(
        "access, refresh and ID token in the storage of the tab",
        in_tab,
        [false, true, true],
    )?;
    ensure(
        !tab.contains("\"tx."),
        "the finished sign-in is still in the storage of the tab",
    )?;
    ensure_eq("databases", databases, json!(0))
}

pub fn every_call_says_the_language_of_the_page(ctx: &TestContext<'_>) -> TestResult {
    ctx.sign_in(&ctx.people.owner)?;
    let calls = ctx.calls()?;
    let api: Vec<&Call> = calls.iter().filter(|call| call.is_of_api()).collect();
    ensure(!api.is_empty(), "the console made no call")?;
    for call in api {
        ensure_eq(call.line(), call.language.as_str(), "en")?;
        ensure_eq(call.line(), call.bearer, true)?;
    }
    let unsigned = calls.iter().find(|call| !call.is_of_api() && call.bearer);
    match unsigned {
        None => Ok(()),
        Some(call) => Err(TestError::Failed(format!(
            "{} carried a token",
            call.line()
        ))),
    }
}
