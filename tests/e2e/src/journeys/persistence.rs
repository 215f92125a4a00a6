//! Work that is not eaten: by a reload, by a session that ends.

use super::common::usual_settings;
use crate::browser::Key;
use crate::context::TestContext;
use crate::error::{TestResult, ensure_eq};
use crate::instance::SETTINGS;
use crate::page::{Fault, Locator};
use crate::wait::wait_until;
use serde_json::json;

/// Where tokens are renewed.
const TOKEN: &str = "/oauth/v2/token";

/// Lets the console ask for a sign-in without saying of whom.
const WITHOUT_HINT: &str = r#"
    navigation.addEventListener("navigate", (event) => {
        const to = new URL(event.destination.url);
        if (!to.searchParams.has("login_hint")) return;
        event.preventDefault();
        to.searchParams.delete("login_hint");
        location.assign(to);
    });
"#;

/// What the person may do, which is read beside the settings.
const PERMISSIONS: &str = "/auth/v1/permissions/zitadel/me/_search";

pub fn a_reload_keeps_session_and_draft(ctx: &TestContext<'_>) -> TestResult {
    let before = usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    // It would ask before the draft is left, had a person touched the page since it was loaded.
    ctx.allow_console_line("beforeunload", "never had a user gesture");
    let was = screen.switch("set.discovery.name")?.on;
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(1)?;
    page.tab().reload()?;
    screen.wait_ready()?;
    screen.wait_change_count(1)?;
    ensure_eq("the draft", screen.switch("set.discovery.name")?.on, !was)?;
    page.wait_for(&Locator::heading(&texts.plural("back.title", 1, &[])?))?;
    page.wait_for_text("main", &texts.get("back.same")?)?;
    let grants: Vec<String> = ctx
        .calls()?
        .into_iter()
        .map(|call| call.grant)
        .filter(|grant| !grant.is_empty())
        .collect();
    ensure_eq(
        "token requests",
        grants,
        ["authorization_code", "refresh_token"],
    )?;

    // Somebody changes something else before the next time.
    ctx.instance
        .write_settings(&before.with("ignoreUnknownUsernames", true))?;
    page.tab().reload()?;
    screen.wait_ready()?;
    let name = texts.get("set.unknown-names.name")?;
    page.wait_for_text("main", &texts.format("back.moved", &[("names", &name)])?)?;
    page.click(&Locator::button(&texts.get("back.keep")?))?;
    screen.wait_change_count(1)?;
    screen.discard()?;
    page.tab().reload()?;
    screen.wait_ready()?;
    screen.wait_no_changes()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())
}

pub fn what_somebody_else_did_to_a_draft_is_named_when_it_is_back(
    ctx: &TestContext<'_>,
) -> TestResult {
    let before = usual_settings(ctx)?;
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    ctx.allow_console_line("beforeunload", "never had a user gesture");
    let life = texts.get("set.password-life.name")?;
    let is_back = || -> TestResult {
        screen.wait_ready()?;
        page.wait_for(&Locator::heading(&texts.plural("back.title", 1, &[])?))?;
        page.wait_for_text("main", &texts.format("back.moved", &[("names", &life)])?)?;
        screen.wait_change_count(1)?;
        let field = page.state(&Locator::field(&life))?;
        ensure_eq("the draft", field.value.as_str(), "20")
    };
    page.fill(&Locator::field(&life), "20")?;
    screen.wait_change_count(1)?;
    ctx.instance
        .write_settings(&before.clone().with_text("passwordCheckLifetime", "432000s"))?;
    page.tab().reload()?;
    is_back()?;

    // Likewise over signing in again.
    end_the_session(ctx)?;
    ctx.instance
        .write_settings(&before.with_text("passwordCheckLifetime", "518400s"))?;
    let again = texts.get("button.sign-in-again")?;
    ctx.sign_in_by(page, &Locator::button(&again), owner)?;
    is_back()?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;
    screen.discard()
}

/// Applies a change although the session is over, which is how the page finds out.
fn end_the_session(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    page.inject(&Fault::refusal("GET", SETTINGS, 401, 16, message).always())?;
    page.inject(&refresh_refused())?;
    ctx.screen().review_and_apply(1)?;
    page.wait_for(&Locator::heading(&texts.get("ended.title")?))?;
    page.wait_for_text("main", &texts.plural("ended.kept", 1, &[])?)
        .map(|_| ())
}

pub fn a_session_that_ends_while_the_settings_are_read_is_called_ended(
    ctx: &TestContext<'_>,
) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    ctx.sign_in(&ctx.people.owner)?;
    // The page is read by two calls, of which the later one waits for what renewing comes to.
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    let refused = |method, path| Fault::refusal(method, path, 401, 16, message).always();
    page.inject_on_load(&refused("POST", PERMISSIONS))?;
    page.inject_on_load(&refused("GET", SETTINGS).late(300))?;
    page.inject_on_load(&refresh_refused().after(1).always().late(1_000))?;
    page.tab().reload()?;
    page.wait_for(&Locator::heading(&texts.get("ended.title")?))?;
    page.wait_for_text("main", &texts.get("why.session-ended")?)?;
    page.wait_for(&Locator::button(&texts.get("button.sign-in-again")?))?;
    page.ensure_absent(&Locator::any("switch"))
}

pub fn trouble_at_the_sign_in_server_ends_no_session(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    ctx.allow_console_line("beforeunload", "never had a user gesture");
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(1)?;
    let unavailable = Fault::answer("POST", TOKEN, 503, "text/plain", "upstream").always();
    let unavailable = page.inject_on_load(&unavailable)?;
    page.tab().reload()?;
    page.wait_for(&Locator::heading(&texts.get("auth.title")?))?;
    page.wait_for_text("main", &texts.get("auth.op")?)?;
    page.tab().remove_init_script(&unavailable)?;
    page.tab().reload()?;
    screen.wait_ready()?;
    screen.wait_change_count(1)?;
    screen.discard()
}

pub fn the_end_of_a_session_is_announced_and_put_off(ctx: &TestContext<'_>) -> TestResult {
    /// How long a token of the stand-in lives, in seconds.
    const LIVES: u32 = 43_199;
    /// How much of that is left: little enough for the console to say so.
    const LEFT: u32 = 115;
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    screen.wait_change_count(1)?;
    // It cannot be renewed in a quiet moment; then there is not much left of it.
    let failed = Fault::answer("POST", TOKEN, 503, "text/plain", "").always();
    page.inject(&failed)?;
    // The document is as old as its token, but for a moment.
    let later = (LIVES - LEFT) * 1_000;
    page.eval(&format!("(__probe.later = {later} - performance.now())"))?;
    let what = texts.get("expiring.what")?;
    page.wait_for_text("main", &what)?;
    let title = texts.format("expiring.title", &[("left", "|")])?;
    let begins = title.split('|').next().unwrap_or(&title).trim();
    page.wait_for_text("#alarm", begins)?;
    let extend = texts.get("expiring.extend")?;
    let extend = Locator::button(&extend);
    page.tab_to(&extend)?;
    // It counts, and the focus stays where it is.
    let left = || -> TestResult<String> {
        let heading = page.names(&Locator::any("heading").within(".lead-note"))?;
        Ok(heading.join(" "))
    };
    let first = left()?;
    wait_until("the seconds to pass", || {
        Ok((left()? != first).then_some(()))
    })?;
    let focus = page.focus()?.map(|focus| focus.name);
    ensure_eq("the focus", focus, Some(texts.get("expiring.extend")?))?;
    page.clear_faults()?;
    page.tab().press(Key::Enter)?;
    page.wait_gone(&extend)?;
    page.wait_focused("main")?;
    screen.wait_change_count(1)?;
    screen.discard()
}

pub fn another_person_never_sees_a_draft(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    ctx.sign_in(&ctx.people.owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    end_the_session(ctx)?;
    page.clear_faults()?;
    // Somebody else sits down at the same tab, and the sign-in server makes nothing of the hint.
    page.tab().cdp("Network.clearBrowserCookies", &json!({}))?;
    page.tab().execute(WITHOUT_HINT, &[])?;
    let again = texts.get("button.sign-in-again")?;
    ctx.sign_in_by(page, &Locator::button(&again), &ctx.people.with_app)?;
    screen.wait_ready()?;
    page.wait_for_text("main", &texts.get("note.user-changed")?)?;
    screen.wait_no_changes()?;
    page.ensure_absent(&Locator::heading(&texts.plural("back.title", 1, &[])?))
}

/// The refusal of a refresh token that is good for nothing any more.
fn refresh_refused() -> Fault {
    let body = r#"{"error":"invalid_request","error_description":"Errors.OIDCSession.RefreshTokenInvalid"}"#;
    Fault::answer("POST", TOKEN, 400, "application/json", body)
}

pub fn a_session_that_ends_keeps_page_and_draft(ctx: &TestContext<'_>) -> TestResult {
    usual_settings(ctx)?;
    let owner = &ctx.people.owner;
    ctx.sign_in(owner)?;
    let (page, texts, screen) = (&ctx.page, &ctx.texts, ctx.screen());
    screen.toggle("set.discovery.name")?;
    end_the_session(ctx)?;
    screen.wait_change_count(1)?;
    ensure_eq("writes", ctx.writes()?, Vec::<String>::new())?;

    let again = texts.get("button.sign-in-again")?;
    ctx.sign_in_by(page, &Locator::button(&again), owner)?;
    screen.wait_ready()?;
    screen.wait_change_count(1)?;
    screen.discard()
}
