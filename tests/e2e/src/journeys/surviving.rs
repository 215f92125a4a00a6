//! Work that is not eaten: by a reload, by a session that ends.

use super::steps::usual;
use crate::clock::{SOON, until};
use crate::driver::Key;
use crate::instance::SETTINGS;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};
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

pub fn a_reload_keeps_session_and_draft(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    // It would ask before the draft is left, had a person touched the page since it was loaded.
    stage.expect_line("beforeunload", "never had a user gesture");
    let was = screen.switch("set.discovery.name")?.on;
    screen.turn("set.discovery.name")?;
    screen.counts(1)?;
    page.tab().reload()?;
    screen.is_ready()?;
    screen.counts(1)?;
    same("the draft", screen.switch("set.discovery.name")?.on, !was)?;
    page.see(&Thing::heading(&words.count("back.title", 1, &[])?))?;
    page.reads("main", &words.say("back.same")?)?;
    let grants: Vec<String> = stage
        .calls()?
        .into_iter()
        .map(|call| call.grant)
        .filter(|grant| !grant.is_empty())
        .collect();
    same(
        "token requests",
        grants,
        ["authorization_code", "refresh_token"],
    )?;

    // Somebody changes something else before the next time.
    stage
        .instance
        .settle(&before.with("ignoreUnknownUsernames", true))?;
    page.tab().reload()?;
    screen.is_ready()?;
    let name = words.say("set.unknown-names.name")?;
    page.reads("main", &words.say_with("back.moved", &[("names", &name)])?)?;
    page.click(&Thing::button(&words.say("back.keep")?))?;
    screen.counts(1)?;
    screen.discard()?;
    page.tab().reload()?;
    screen.is_ready()?;
    screen.counts_nothing()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

pub fn what_somebody_else_did_to_a_draft_is_named_when_it_is_back(stage: &Stage<'_>) -> Verdict {
    let before = usual(stage)?;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    stage.expect_line("beforeunload", "never had a user gesture");
    let life = words.say("set.password-life.name")?;
    let is_back = || -> Verdict {
        screen.is_ready()?;
        page.see(&Thing::heading(&words.count("back.title", 1, &[])?))?;
        page.reads("main", &words.say_with("back.moved", &[("names", &life)])?)?;
        screen.counts(1)?;
        let field = page.state(&Thing::field(&life))?;
        same("the draft", field.value.as_str(), "20")
    };
    page.fill(&Thing::field(&life), "20")?;
    screen.counts(1)?;
    stage
        .instance
        .settle(&before.clone().with_text("passwordCheckLifetime", "432000s"))?;
    page.tab().reload()?;
    is_back()?;

    // Likewise over signing in again.
    end_the_session(stage)?;
    stage
        .instance
        .settle(&before.with_text("passwordCheckLifetime", "518400s"))?;
    let again = words.say("button.sign-in-again")?;
    stage.sign_in_by(page, &Thing::button(&again), owner)?;
    is_back()?;
    same("writes", stage.writes()?, Vec::<String>::new())?;
    screen.discard()
}

/// Applies a change although the session is over, which is how the page finds out.
fn end_the_session(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    page.let_fail(&Fault::refusal("GET", SETTINGS, 401, 16, message).always())?;
    page.let_fail(&refresh_refused())?;
    stage.screen().review_and_apply(1)?;
    page.see(&Thing::heading(&words.say("ended.title")?))?;
    page.reads("main", &words.count("ended.kept", 1, &[])?)
        .map(|_| ())
}

pub fn a_session_that_ends_while_the_settings_are_read_is_called_ended(
    stage: &Stage<'_>,
) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    stage.sign_in(&stage.people.owner)?;
    // The page is read by two calls, of which the later one waits for what renewing comes to.
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    let refused = |method, path| Fault::refusal(method, path, 401, 16, message).always();
    page.let_fail_from_the_start(&refused("POST", PERMISSIONS))?;
    page.let_fail_from_the_start(&refused("GET", SETTINGS).late(300))?;
    page.let_fail_from_the_start(&refresh_refused().after(1).always().late(1_000))?;
    page.tab().reload()?;
    page.see(&Thing::heading(&words.say("ended.title")?))?;
    page.reads("main", &words.say("why.session-ended")?)?;
    page.see(&Thing::button(&words.say("button.sign-in-again")?))?;
    page.miss(&Thing::any("switch"))
}

pub fn trouble_at_the_sign_in_server_ends_no_session(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    stage.expect_line("beforeunload", "never had a user gesture");
    screen.turn("set.discovery.name")?;
    screen.counts(1)?;
    let trouble = Fault::answer("POST", TOKEN, 503, "text/plain", "upstream").always();
    let trouble = page.let_fail_from_the_start(&trouble)?;
    page.tab().reload()?;
    page.see(&Thing::heading(&words.say("auth.title")?))?;
    page.reads("main", &words.say("auth.op")?)?;
    page.tab().no_more(&trouble)?;
    page.tab().reload()?;
    screen.is_ready()?;
    screen.counts(1)?;
    screen.discard()
}

pub fn the_end_of_a_session_is_announced_and_put_off(stage: &Stage<'_>) -> Verdict {
    /// How long a token of the stand-in lives, in seconds.
    const LIVES: u32 = 43_199;
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    screen.counts(1)?;
    // It cannot be renewed in a quiet moment; then there is not much left of it.
    let failed = Fault::answer("POST", TOKEN, 503, "text/plain", "").always();
    page.let_fail(&failed)?;
    page.ask(&format!("(__watch.later = {})", (LIVES - 100) * 1_000))?;
    let what = words.say("expiring.what")?;
    page.reads("main", &what)?;
    let title = words.say_with("expiring.title", &[("left", "|")])?;
    let begins = title.split('|').next().unwrap_or(&title).trim();
    page.reads("#alarm", begins)?;
    let extend = words.say("expiring.extend")?;
    let extend = Thing::button(&extend);
    page.tab_to(&extend)?;
    // It counts, and the focus stays where it is.
    let left = || -> Verdict<String> {
        let heading = page.names(&Thing::any("heading").within(".lead-note"))?;
        Ok(heading.join(" "))
    };
    let first = left()?;
    until("the seconds to pass", SOON, || {
        Ok((left()? != first).then_some(()))
    })?;
    let focus = page.focus()?.map(|focus| focus.name);
    same("the focus", focus, Some(words.say("expiring.extend")?))?;
    page.let_all_succeed()?;
    page.tab().press(Key::Enter)?;
    page.lose(&extend)?;
    page.focused("main")?;
    screen.counts(1)?;
    screen.discard()
}

pub fn another_person_never_sees_a_draft(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    stage.sign_in(&stage.people.owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    end_the_session(stage)?;
    page.let_all_succeed()?;
    // Somebody else sits down at the same tab, and the sign-in server makes nothing of the hint.
    page.tab()
        .devtools("Network.clearBrowserCookies", &json!({}))?;
    page.tab().script(WITHOUT_HINT, &[])?;
    let again = words.say("button.sign-in-again")?;
    stage.sign_in_by(page, &Thing::button(&again), &stage.people.with_app)?;
    screen.is_ready()?;
    page.reads("main", &words.say("note.user-changed")?)?;
    screen.counts_nothing()?;
    page.miss(&Thing::heading(&words.count("back.title", 1, &[])?))
}

/// The refusal of a refresh token that is good for nothing any more.
fn refresh_refused() -> Fault {
    let body = r#"{"error":"invalid_request","error_description":"Errors.OIDCSession.RefreshTokenInvalid"}"#;
    Fault::answer("POST", TOKEN, 400, "application/json", body)
}

pub fn a_session_that_ends_keeps_page_and_draft(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    end_the_session(stage)?;
    screen.counts(1)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;

    let again = words.say("button.sign-in-again")?;
    stage.sign_in_by(page, &Thing::button(&again), owner)?;
    screen.is_ready()?;
    screen.counts(1)?;
    screen.discard()
}
