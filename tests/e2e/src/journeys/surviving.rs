//! Work that is not eaten: by a reload, by a session that ends.

use super::steps::usual;
use crate::instance::SETTINGS;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

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

/// The refusal of a refresh token that is good for nothing any more.
fn refresh_refused() -> Fault {
    let body = r#"{"error":"invalid_request","error_description":"Errors.OIDCSession.RefreshTokenInvalid"}"#;
    Fault::answer("POST", "/oauth/v2/token", 400, "application/json", body)
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
