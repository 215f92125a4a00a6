//! Sign-ins that must not count, each with a sentence, a way on, and no call made in its name.

use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_eq};
use crate::page::{Fault, Locator, Page};
use serde_json::json;

/// A sentence about a sign-in that did not work out, the way on, and nothing sent with its tokens.
fn is_turned_away(ctx: &TestContext<'_>, page: &Page, key: &str) -> TestResult {
    let texts = &ctx.texts;
    page.wait_for(&Locator::heading(&texts.get("auth.title")?))?;
    page.wait_for_text("main", &texts.get(key)?)?;
    page.wait_for(&Locator::button(&texts.get("start.sign-in")?))?;
    page.wait_for(&Locator::button(&texts.get("account.somebody-else")?))?;
    page.ensure_absent(&Locator::any("switch"))?;
    let alerts = page.eval("__locator.all('alert', null, 'main').length")?;
    ensure_eq("alerts on the page", alerts, json!(1))?;
    let open = page.eval("document.querySelectorAll('main details[open]').length")?;
    ensure_eq("open details", open, json!(0))?;
    let url = page.tab().url()?;
    ensure(
        !url.contains("code=") && !url.contains("state="),
        "code or state are in the address",
    )?;
    let api = ctx.calls()?.into_iter().filter(|call| call.is_of_api());
    ensure_eq("calls in the name of nobody", api.count(), 0)
}

/// Signs in with something amiss, and expects to be turned away.
fn with_fault(ctx: &TestContext<'_>, fault: &Fault, key: &str) -> TestResult {
    let page = &ctx.page;
    page.inject_on_load(fault)?;
    ctx.sign_in_on(page, &ctx.people.owner)?;
    is_turned_away(ctx, page, key)?;
    let kept = page.eval("sessionStorage.getItem('session')")?;
    ensure_eq("a session in the storage of the tab", kept, json!(null))
}

/// Signs in with a script that runs in the callback before the console does.
fn with_script(ctx: &TestContext<'_>, script: &str, key: &str) -> TestResult {
    let page = &ctx.page;
    page.tab().add_init_script(&format!(
        "if (location.origin === {} && location.pathname === '/auth/callback') {{ {script} }}",
        json!(ctx.console.origin())
    ))?;
    ctx.sign_in_on(page, &ctx.people.owner)?;
    is_turned_away(ctx, page, key)
}

fn grants(ctx: &TestContext<'_>, grant: &str) -> TestResult<usize> {
    let calls = ctx.calls()?;
    Ok(calls.iter().filter(|call| call.grant == grant).count())
}

pub fn a_wrong_verifier_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    ctx.allow_status("/oauth/v2/token", 400);
    with_fault(ctx, &Fault::wrong_verifier(), "auth.state")?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 1)
}

pub fn a_broken_signature_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    with_fault(
        ctx,
        &Fault::altered_id_token("signature"),
        "auth.unverified",
    )
}

pub fn an_id_token_with_an_altered_nonce_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    with_fault(ctx, &Fault::altered_id_token("nonce"), "auth.unverified")
}

pub fn a_nonce_of_another_sign_in_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    // The token is genuine; what this tab remembers is not what it asked for.
    let script =
        "for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith('tx.'))) {
        const kept = JSON.parse(sessionStorage[key]);
        kept.nonce = [...kept.nonce].reverse().join('');
        sessionStorage[key] = JSON.stringify(kept);
    }";
    with_script(ctx, script, "auth.unverified")?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 1)
}

pub fn a_foreign_state_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    let script = "const query = new URLSearchParams(location.search);
        query.set('state', [...query.get('state')].reverse().join(''));
        history.replaceState(null, '', '?' + query);";
    with_script(ctx, script, "auth.state")?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 0)
}

pub fn a_refusal_by_the_sign_in_server_is_said(ctx: &TestContext<'_>) -> TestResult {
    let script = "const state = new URLSearchParams(location.search).get('state');
        history.replaceState(null, '', '?' + new URLSearchParams({
            error: 'access_denied', error_description: 'The person said no', state,
        }));";
    with_script(ctx, script, "auth.denied")?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 0)
}

pub fn a_callback_without_a_sign_in_is_turned_away(ctx: &TestContext<'_>) -> TestResult {
    ctx.open("/auth/callback?code=foreign&state=foreign")?;
    is_turned_away(ctx, &ctx.page, "auth.state")?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 0)
}

pub fn a_callback_opened_twice_is_not_used_twice(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    let callback = page.eval("__probe.callback")?;
    let callback = callback.as_str().unwrap_or_default().to_owned();
    // In the same tab the person is signed in already, and stays so.
    page.tab().goto(&callback)?;
    ctx.screen().wait_ready()?;
    ensure_eq("the address", page.tab().url()?, ctx.url("/settings/login"))?;
    ensure_eq("codes sent", grants(ctx, "authorization_code")?, 1)?;
    // Another tab has begun nothing that this could be the answer to.
    let before = ctx.calls()?.len();
    let other = ctx.new_page()?;
    other.tab().goto(&callback)?;
    let texts = &ctx.texts;
    other.wait_for(&Locator::heading(&texts.get("auth.title")?))?;
    other.wait_for_text("main", &texts.get("auth.state")?)?;
    other.wait_for(&Locator::button(&texts.get("start.sign-in")?))?;
    ensure_eq("calls of the other tab", ctx.calls()?.len(), before)
}
