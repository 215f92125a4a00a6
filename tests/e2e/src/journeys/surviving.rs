//! Work that is not eaten: by a reload, by a session that ends.

use super::applying::usual;
use crate::instance::SETTINGS;
use crate::page::{Fault, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, same};

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

    // Somebody changes something before the next time.
    stage
        .instance
        .settle(&before.with("ignoreUnknownUsernames", true))?;
    page.tab().reload()?;
    screen.is_ready()?;
    page.reads("main", &words.say("back.moved")?)?;
    page.click(&Thing::button(&words.say("back.keep")?))?;
    screen.counts(1)?;
    screen.discard()?;
    page.tab().reload()?;
    screen.is_ready()?;
    screen.counts_nothing()?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

pub fn a_session_that_ends_keeps_page_and_draft(stage: &Stage<'_>) -> Verdict {
    usual(stage)?;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let (page, words, screen) = (&stage.page, &stage.words, stage.screen());
    screen.turn("set.discovery.name")?;
    let message = "Errors.Token.Invalid (AUTH-7fs1e)";
    page.let_fail(&Fault::refusal("GET", SETTINGS, 401, 16, message).always())?;
    let body = r#"{"error":"invalid_request","error_description":"Errors.OIDCSession.RefreshTokenInvalid"}"#;
    page.let_fail(&Fault::answer(
        "POST",
        "/oauth/v2/token",
        400,
        "application/json",
        body,
    ))?;
    screen.review_and_apply(1)?;
    page.see(&Thing::heading(&words.say("ended.title")?))?;
    page.reads("main", &words.count("ended.kept", 1, &[])?)?;
    screen.counts(1)?;
    same("writes", stage.writes()?, Vec::<String>::new())?;

    let again = words.say("button.sign-in-again")?;
    stage.sign_in_by(page, &Thing::button(&again), owner)?;
    screen.is_ready()?;
    screen.counts(1)?;
    screen.discard()
}
