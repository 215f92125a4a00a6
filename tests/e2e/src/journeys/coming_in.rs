//! Coming in: the start page, the way through the sign-in server, and what must not stay behind.

use crate::page::{Call, Thing};
use crate::stage::Stage;
use crate::trouble::{Trouble, Verdict, ensure, holds, lacks, same};
use serde_json::json;

pub fn the_start_page_names_the_instance(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    stage.open("/")?;
    page.see(&Thing::heading(&words.say("start.title")?))?;
    page.see(&Thing::button(&words.say("start.sign-in")?))?;
    let text = page.read("main")?.unwrap_or_default();
    holds("the start page", &text, stage.instance.host())?;
    holds("the start page", &text, &words.say("start.about-to")?)?;
    let title = page.ask("document.title")?;
    holds(
        "the title",
        title.as_str().unwrap_or_default(),
        stage.instance.host(),
    )?;
    same(
        "calls before anybody signs in",
        stage.calls()?,
        Vec::<Call>::new(),
    )
}

pub fn an_owner_signs_in_and_is_named(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let account = format!("{}: {}", stage.words.say("account.label")?, owner.name);
    page.click(&Thing::summary(&account))?;
    let menu = page.read("#account")?.unwrap_or_default();
    holds("the account menu", &menu, &owner.login_name)?;
    page.tab().press(crate::driver::Key::Escape)?;
    page.lose(&Thing::button(&stage.words.say("account.sign-out")?))?;
    let sequence = stage.instance.sequence()?.to_string();
    page.reads(".facts", &sequence)?;
    same("writes", stage.writes()?, Vec::<String>::new())
}

pub fn a_deep_link_survives_signing_in(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.open("/settings/login#passkey-lifetime")?;
    let sign_in = stage.words.say("start.sign-in")?;
    stage.sign_in_by(page, &Thing::button(&sign_in), &stage.people.owner)?;
    stage.screen().is_ready()?;
    same(
        "the address",
        page.tab().url()?,
        stage.at("/settings/login#passkey-lifetime"),
    )?;
    let in_sight =
        "(() => { const box = document.getElementById('passkey-lifetime').getBoundingClientRect();
        return box.top >= 0 && box.top < innerHeight })()";
    crate::clock::until(
        "the row of the link to be in sight",
        crate::clock::SOON,
        || Ok((page.ask(in_sight)? == json!(true)).then_some(())),
    )
}

pub fn pages_of_coming_and_going_lead_whoever_is_signed_in_to_the_settings(
    stage: &Stage<'_>,
) -> Verdict {
    stage.sign_in(&stage.people.owner)?;
    for path in ["/auth/callback", "/signed-out"] {
        stage.open(path)?;
        stage.screen().is_ready()?;
        let address = stage.page.tab().url()?;
        same("the address", address, stage.at("/settings/login"))?;
    }
    Ok(())
}

pub fn code_and_state_are_wiped_from_address_and_history(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    let callback = page.ask("__watch.callback")?;
    let callback = callback.as_str().unwrap_or_default();
    ensure(
        callback.contains("code=") && callback.contains("state="),
        "the callback came without code and state, so nothing is shown by this",
    )?;
    same(
        "the address",
        page.tab().url()?,
        stage.at("/settings/login"),
    )?;
    let history = page
        .tab()
        .devtools("Page.getNavigationHistory", &json!({}))?;
    let entries = history["entries"].as_array().cloned().unwrap_or_default();
    let own = entries
        .iter()
        .filter_map(|entry| entry["url"].as_str())
        .filter(|url| url.starts_with(&stage.host.origin()));
    for url in own {
        lacks("an entry of the history", url, "code=")?;
        lacks("an entry of the history", url, "state=")?;
    }
    Ok(())
}

pub fn tokens_are_neither_stored_for_good_nor_logged(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    let tokens = page.ask("__watch.tokens.flatMap((one) => [one.access, one.refresh, one.id])")?;
    let tokens: Vec<String> = tokens
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(|token| token.as_str().map(str::to_owned))
        .collect();
    same("tokens in the answer", tokens.len(), 3)?;
    let text = |expression: &str| -> Verdict<String> {
        Ok(page
            .ask(expression)?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    };
    let kept = text("JSON.stringify({...localStorage})")?;
    let drawn = text("document.documentElement.outerHTML")?;
    let cookies = text("document.cookie")?;
    let databases = page.tab().script_later(
        "indexedDB.databases().then((all) => arguments[0](all.length))",
        &[],
    )?;
    let lines: Vec<String> = stage
        .browser
        .lines()?
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
    same(
        "access, refresh and ID token in the storage of the tab",
        in_tab,
        [false, true, true],
    )?;
    ensure(
        !tab.contains("\"tx."),
        "the finished sign-in is still in the storage of the tab",
    )?;
    same("databases", databases, json!(0))
}

pub fn every_call_says_the_language_of_the_page(stage: &Stage<'_>) -> Verdict {
    stage.sign_in(&stage.people.owner)?;
    let calls = stage.calls()?;
    let api: Vec<&Call> = calls.iter().filter(|call| call.is_of_api()).collect();
    ensure(!api.is_empty(), "the console made no call")?;
    for call in api {
        same(call.line(), call.language.as_str(), "en")?;
        same(call.line(), call.bearer, true)?;
    }
    let unsigned = calls.iter().find(|call| !call.is_of_api() && call.bearer);
    match unsigned {
        None => Ok(()),
        Some(call) => Err(Trouble::Differs(format!("{} carried a token", call.line()))),
    }
}
