//! Signing out: that nothing usable is left behind, here and in other tabs.

use crate::context::{Screen, TestContext};
use crate::error::{TestError, TestResult, ensure, ensure_eq, ensure_lacks};
use crate::page::{Catalogue, Kind, Locator, Page};
use serde_json::json;

/// Signs out by the account menu of a page in the language of these texts.
pub(super) fn sign_out_in(texts: &Catalogue, page: &Page, name: &str) -> TestResult {
    let account = format!("{}: {name}", texts.get("account.label")?);
    page.click(&Locator::summary(&account))?;
    page.click(&Locator::button(&texts.get("account.sign-out")?))
}

pub fn signing_out_takes_the_refresh_token_back_first(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let refresh = page.eval("__probe.tokens.at(-1).refresh")?;
    let refresh = refresh.as_str().unwrap_or_default().to_owned();
    ensure(!refresh.is_empty(), "there is no refresh token")?;
    sign_out_in(texts, page, &owner.name)?;
    page.wait_for(&Locator::heading(&texts.get("signed-out.title")?))?;
    page.wait_for(&Locator::button(&texts.get("start.sign-in")?))?;
    let text = page.text("main")?.unwrap_or_default();
    ensure_lacks("the page", &text, &texts.get("signed-out.not-revoked")?)?;
    ensure_eq("the address", page.tab().url()?, ctx.url("/signed-out"))?;

    let notes = ctx.notes()?;
    let place = |kind, part: &str| {
        let found = notes
            .iter()
            .position(|note| note.kind == kind && note.path.contains(part));
        found.ok_or_else(|| TestError::Failed(format!("there was nothing of {part}")))
    };
    let revoked = place(Kind::Answer, "revoke")?;
    ensure(
        revoked < place(Kind::Leave, "end_session")?,
        "the session was ended before the refresh token had been taken back",
    )?;
    ensure_eq(
        "whether the old refresh token still works",
        ctx.instance.can_refresh(&ctx.console.client_id, &refresh)?,
        false,
    )?;
    // What the server tells everybody may stay.
    let kept = page.eval(
        "Object.keys(sessionStorage).filter((key) => !['discovery', 'keys'].includes(key))",
    )?;
    ensure_eq("the storage of the tab", kept, json!([]))?;
    // Nobody is signed in after a reload either.
    ctx.open("/settings/login")?;
    page.wait_for(&Locator::button(&texts.get("start.sign-in")?))?;
    page.ensure_absent(&Locator::any("switch"))
}

pub fn signing_out_in_another_tab_signs_this_one_out(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let other = ctx.new_page()?;
    ctx.sign_in_on(&other, owner)?;
    Screen::new(&other, texts).wait_ready()?;
    sign_out_in(texts, &other, &owner.name)?;
    other.wait_for(&Locator::heading(&texts.get("signed-out.title")?))?;
    page.wait_for(&Locator::heading(&texts.get("signed-out.title")?))?;
    page.wait_for_text("main", &texts.get("signed-out.elsewhere")?)?;
    page.ensure_absent(&Locator::any("switch"))?;
    let kept = page.eval("sessionStorage.getItem('session')")?;
    ensure_eq("a session in the storage of this tab", kept, json!(null))
}
