//! Sign-ins that must not count, each with a sentence, a way on, and no call made in its name.

use crate::page::{Fault, Page, Thing};
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, same};
use serde_json::json;

/// A sentence about a sign-in that did not work out, the way on, and nothing sent with its tokens.
fn is_turned_away(stage: &Stage<'_>, page: &Page, key: &str) -> Verdict {
    let words = &stage.words;
    page.see(&Thing::heading(&words.say("auth.title")?))?;
    page.reads("main", &words.say(key)?)?;
    page.see(&Thing::button(&words.say("start.sign-in")?))?;
    page.see(&Thing::button(&words.say("account.somebody-else")?))?;
    page.miss(&Thing::any("switch"))?;
    let alerts = page.ask("__eyes.all('alert', null, 'main').length")?;
    same("alerts on the page", alerts, json!(1))?;
    let open = page.ask("document.querySelectorAll('main details[open]').length")?;
    same("open details", open, json!(0))?;
    let url = page.tab().url()?;
    ensure(
        !url.contains("code=") && !url.contains("state="),
        "code or state are in the address",
    )?;
    let api = stage.calls()?.into_iter().filter(|call| call.is_of_api());
    same("calls in the name of nobody", api.count(), 0)
}

/// Signs in with something amiss, and expects to be turned away.
fn with_fault(stage: &Stage<'_>, fault: &Fault, key: &str) -> Verdict {
    let page = &stage.page;
    page.let_fail_from_the_start(fault)?;
    stage.sign_in_on(page, &stage.people.owner)?;
    is_turned_away(stage, page, key)?;
    let kept = page.ask("sessionStorage.getItem('session')")?;
    same("a session in the storage of the tab", kept, json!(null))
}

/// Signs in with a script that runs in the callback before the console does.
fn with_script(stage: &Stage<'_>, script: &str, key: &str) -> Verdict {
    let page = &stage.page;
    page.tab().before_every_page(&format!(
        "if (location.origin === {} && location.pathname === '/auth/callback') {{ {script} }}",
        json!(stage.host.origin())
    ))?;
    stage.sign_in_on(page, &stage.people.owner)?;
    is_turned_away(stage, page, key)
}

fn grants(stage: &Stage<'_>, grant: &str) -> Verdict<usize> {
    let calls = stage.calls()?;
    Ok(calls.iter().filter(|call| call.grant == grant).count())
}

pub fn a_wrong_verifier_is_turned_away(stage: &Stage<'_>) -> Verdict {
    stage.expect_status("/oauth/v2/token", 400);
    with_fault(stage, &Fault::wrong_verifier(), "auth.state")?;
    same("codes sent", grants(stage, "authorization_code")?, 1)
}

pub fn a_broken_signature_is_turned_away(stage: &Stage<'_>) -> Verdict {
    with_fault(
        stage,
        &Fault::altered_id_token("signature"),
        "auth.unverified",
    )
}

pub fn an_id_token_with_an_altered_nonce_is_turned_away(stage: &Stage<'_>) -> Verdict {
    with_fault(stage, &Fault::altered_id_token("nonce"), "auth.unverified")
}

pub fn a_nonce_of_another_sign_in_is_turned_away(stage: &Stage<'_>) -> Verdict {
    // The token is genuine; what this tab remembers is not what it asked for.
    let script =
        "for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith('tx.'))) {
        const kept = JSON.parse(sessionStorage[key]);
        kept.nonce = [...kept.nonce].reverse().join('');
        sessionStorage[key] = JSON.stringify(kept);
    }";
    with_script(stage, script, "auth.unverified")?;
    same("codes sent", grants(stage, "authorization_code")?, 1)
}

pub fn a_foreign_state_is_turned_away(stage: &Stage<'_>) -> Verdict {
    let script = "const query = new URLSearchParams(location.search);
        query.set('state', [...query.get('state')].reverse().join(''));
        history.replaceState(null, '', '?' + query);";
    with_script(stage, script, "auth.state")?;
    same("codes sent", grants(stage, "authorization_code")?, 0)
}

pub fn a_refusal_by_the_sign_in_server_is_said(stage: &Stage<'_>) -> Verdict {
    let script = "const state = new URLSearchParams(location.search).get('state');
        history.replaceState(null, '', '?' + new URLSearchParams({
            error: 'access_denied', error_description: 'The person said no', state,
        }));";
    with_script(stage, script, "auth.denied")?;
    same("codes sent", grants(stage, "authorization_code")?, 0)
}

pub fn a_callback_without_a_sign_in_is_turned_away(stage: &Stage<'_>) -> Verdict {
    stage.open("/auth/callback?code=foreign&state=foreign")?;
    is_turned_away(stage, &stage.page, "auth.state")?;
    same("codes sent", grants(stage, "authorization_code")?, 0)
}

pub fn a_callback_opened_twice_is_not_used_twice(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    let callback = page.ask("__watch.callback")?;
    let callback = callback.as_str().unwrap_or_default().to_owned();
    // In the same tab the person is signed in already, and stays so.
    page.tab().open(&callback)?;
    stage.screen().is_ready()?;
    same(
        "the address",
        page.tab().url()?,
        stage.at("/settings/login"),
    )?;
    same("codes sent", grants(stage, "authorization_code")?, 1)?;
    // Another tab has begun nothing that this could be the answer to.
    let before = stage.calls()?.len();
    let other = stage.another_page()?;
    other.tab().open(&callback)?;
    let words = &stage.words;
    other.see(&Thing::heading(&words.say("auth.title")?))?;
    other.reads("main", &words.say("auth.state")?)?;
    other.see(&Thing::button(&words.say("start.sign-in")?))?;
    same("calls of the other tab", stage.calls()?.len(), before)
}
