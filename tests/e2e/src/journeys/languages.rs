//! Languages: German, Arabic, switching between them, and numbers as they are written there.

use super::common::{read_and_apply, usual_settings};
use crate::context::{Screen, TestContext};
use crate::error::{TestResult, ensure_contains, ensure_eq};
use crate::instance::{SECOND_FACTORS, SETTINGS};
use crate::page::{Catalogue, Fault, Locator, Page};
use crate::wait::wait_until;
use serde_json::json;

/// Chooses a language in the header of a page that is in another.
pub(super) fn choose(page: &Page, now: &Catalogue, language: &str, tag: &str) -> TestResult {
    page.choose(&Locator::select(&now.get("shell.language")?), language)?;
    wait_for_language(page, tag)
}

/// Waits until the page is in a language.
fn wait_for_language(page: &Page, tag: &str) -> TestResult {
    wait_until(&format!("the page to be in {tag}"), || {
        let lang = page.eval("document.documentElement.lang")?;
        Ok((lang == json!(tag)).then_some(()))
    })
}

pub fn a_german_owner_reads_german(ctx: &TestContext<'_>) -> TestResult {
    let german = Catalogue::read(&ctx.tools.dist, "de")?;
    let page = &ctx.page;
    ctx.open("/settings/login")?;
    choose(page, &ctx.texts, "Deutsch", "de")?;
    page.wait_for(&Locator::heading(&german.get("start.title")?))?;
    let sign_in = german.get("start.sign-in")?;
    ctx.sign_in_by(page, &Locator::button(&sign_in), &ctx.people.german)?;
    let screen = Screen::new(page, &german);
    screen.wait_ready()?;
    let account = format!(
        "{}: {}",
        german.get("account.label")?,
        ctx.people.german.name
    );
    page.wait_for(&Locator::summary(&account))?;
    screen.switch("set.passkeys.name")?;
    let text = page.text("main")?.unwrap_or_default();
    ensure_contains("the page", &text, &german.get("settings.scope")?)?;
    let calls = ctx.calls()?;
    let languages = calls.iter().filter(|call| call.is_of_api());
    for call in languages {
        ensure_eq(call.line(), call.language.as_str(), "de")?;
    }
    Ok(())
}

pub fn errors_of_the_server_are_explained_in_german(ctx: &TestContext<'_>) -> TestResult {
    const OTP: &str = "SECOND_FACTOR_TYPE_OTP";
    usual_settings(ctx)?;
    let german = Catalogue::read(&ctx.tools.dist, "de")?;
    let page = &ctx.page;
    ctx.sign_in_on(page, &ctx.people.german)?;
    // The profile says German; nothing was chosen here.
    wait_for_language(page, "de")?;
    let screen = Screen::new(page, &german);
    screen.wait_ready()?;
    let path = format!("{SETTINGS}/{SECOND_FACTORS}/{OTP}");
    ctx.allow_status(&path, 404);
    page.inject(&Fault::hold("DELETE", &path))?;
    screen.toggle_checkbox("second.otp.name")?;
    read_and_apply(ctx, &screen, "factor-removed")?;
    page.wait_held()?;
    ctx.instance.api.remove_factor(SECOND_FACTORS, OTP)?;
    page.release()?;
    page.wait_focused("trouble")?;
    let text = page.wait_for_text("#trouble", &german.get("why.already-gone")?)?;
    ensure_contains("the card", &text, &german.get("todo.nothing")?)?;
    let quoted = page.text("#trouble q")?.unwrap_or_default();
    ensure_eq(
        "the server's words",
        quoted.as_str(),
        "Multifaktor existiert nicht",
    )?;
    screen.wait_no_changes()
}

pub fn the_choice_of_a_language_survives_a_reload(ctx: &TestContext<'_>) -> TestResult {
    let german = Catalogue::read(&ctx.tools.dist, "de")?;
    let page = &ctx.page;
    ctx.open("/")?;
    page.wait_for(&Locator::heading(&ctx.texts.get("start.title")?))?;
    choose(page, &ctx.texts, "Deutsch", "de")?;
    page.tab().reload()?;
    page.wait_for(&Locator::heading(&german.get("start.title")?))?;
    let asked = page.eval(
        "performance.getEntriesByType('resource')
            .map((one) => new URL(one.name).pathname)
            .filter((path) => path.startsWith('/locales/'))",
    )?;
    ensure_eq("catalogues asked for", asked, json!(["/locales/de.json"]))?;
    let chosen = page.eval("document.getElementById('lang').selectedOptions[0].text")?;
    ensure_eq("the chosen language", chosen, json!("Deutsch"))
}

pub fn arabic_runs_from_right_to_left(ctx: &TestContext<'_>) -> TestResult {
    let arabic = Catalogue::read(&ctx.tools.dist, "ar")?;
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    choose(page, &ctx.texts, "العربية", "ar")?;
    let screen = Screen::new(page, &arabic);
    screen.wait_ready()?;
    ensure_eq(
        "dir",
        page.eval("document.documentElement.dir")?,
        json!("rtl"),
    )?;
    screen.toggle("set.discovery.name")?;
    screen.wait_row_status("domain-discovery", &arabic.get("tag.draft")?)?;
    screen.wait_change_count(1)?;
    // The control stands at the end of its row, which is on the left.
    let order = page.eval(
        "(() => { const row = document.getElementById('domain-discovery');
            return row.querySelector('[role=switch]').getBoundingClientRect().right
                < row.querySelector('.name').getBoundingClientRect().left + 1 })()",
    )?;
    ensure_eq("the switch is on the left of its name", order, json!(true))?;
    // Names of the API keep their direction.
    let code =
        page.eval("getComputedStyle(document.querySelector('#domain-discovery code')).direction")?;
    ensure_eq("the direction of a name of the API", code, json!("ltr"))?;
    screen.discard()?;
    choose(page, &arabic, "English", "en")?;
    ensure_eq(
        "dir",
        page.eval("document.documentElement.dir")?,
        json!("ltr"),
    )
}

pub fn switching_keeps_the_focus_and_the_draft(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let page = &ctx.page;
    let screen = ctx.screen();
    screen.toggle("set.discovery.name")?;
    let draft = screen.switch("set.discovery.name")?.on;
    let lifetime = ctx.texts.get("set.password-life.name")?;
    page.fill(&Locator::field(&lifetime), "20")?;
    screen.wait_change_count(2)?;
    let mut now = ctx.texts.clone();
    for (language, tag) in [("Deutsch", "de"), ("العربية", "ar")] {
        choose(page, &now, language, tag)?;
        now = Catalogue::read(&ctx.tools.dist, tag)?;
        let screen = Screen::new(page, &now);
        screen.wait_ready()?;
        let menu = now.get("shell.language")?;
        let focus = page.focus()?.map(|focus| (focus.role, focus.name));
        ensure_eq("the focus", focus, Some(("combobox".to_owned(), menu)))?;
        screen.wait_change_count(2)?;
        let discovery = screen.switch("set.discovery.name")?;
        ensure_eq("the switch of the draft", discovery.on, draft)?;
        let lifetime = page.state(&Locator::field(&now.get("set.password-life.name")?))?;
        ensure_eq("the field of the draft", lifetime.value.as_str(), "20")?;
    }
    Screen::new(page, &now).discard()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

pub fn a_language_that_cannot_be_downloaded_leaves_the_page_in_its_own(
    ctx: &TestContext<'_>,
) -> TestResult {
    let page = &ctx.page;
    ctx.open("/")?;
    page.wait_for(&Locator::heading(&ctx.texts.get("start.title")?))?;
    page.inject(&Fault::lost_before("GET", "/locales/de.json"))?;
    let menu = ctx.texts.get("shell.language")?;
    page.choose(&Locator::select(&menu), "Deutsch")?;
    wait_until("the choice to be taken back", || {
        let chosen = page.state(&Locator::select(&menu))?;
        Ok((chosen.value == "en").then_some(()))
    })?;
    ensure_eq(
        "lang",
        page.eval("document.documentElement.lang")?,
        json!("en"),
    )?;
    choose(page, &ctx.texts, "Deutsch", "de")
}

pub fn numbers_are_read_as_the_language_writes_them(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?
        .with_text("passwordCheckLifetime", "432000s")
        .with_text("externalLoginCheckLifetime", "864000s");
    ctx.instance.write_settings(&before)?;
    ctx.sign_in(&ctx.people.owner)?;
    let page = &ctx.page;
    let arabic = Catalogue::read(&ctx.tools.dist, "ar")?;
    choose(page, &ctx.texts, "العربية", "ar")?;
    let screen = Screen::new(page, &arabic);
    screen.wait_ready()?;
    page.fill(
        &Locator::field(&arabic.get("set.password-life.name")?),
        "١٠",
    )?;
    screen.wait_change_count(1)?;
    screen.review_and_apply(1)?;
    screen.wait_row_status("password-lifetime", &arabic.get("tag.confirmed")?)?;
    let after = before.with_text("passwordCheckLifetime", "864000s");
    ctx.instance.wait_for_settings(&after)?;

    let german = Catalogue::read(&ctx.tools.dist, "de")?;
    choose(page, &arabic, "Deutsch", "de")?;
    let screen = Screen::new(page, &german);
    screen.wait_ready()?;
    let skip = german.get("set.skip-life.name")?;
    let unit = format!("{}: {skip}", german.get("word.unit")?);
    page.choose(&Locator::select(&unit), &german.get("unit.seconds")?)?;
    page.fill(&Locator::field(&skip), "1,5")?;
    screen.wait_change_count(1)?;
    screen.review_and_apply(1)?;
    screen.wait_row_status("skip-lifetime", &german.get("tag.confirmed")?)?;
    let after = after.with_text("mfaInitSkipLifetime", "1.500s");
    ctx.instance.wait_for_settings(&after)
}
