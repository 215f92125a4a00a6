//! Going out: that nothing usable is left behind, here and in other tabs.

use crate::page::{Kind, Page, Thing, Words};
use crate::stage::{Screen, Stage};
use crate::trouble::{Trouble, Verdict, ensure, lacks, same};
use serde_json::json;

/// Signs out by the account menu of a page in the language of these words.
pub(super) fn sign_out_in(words: &Words, page: &Page, name: &str) -> Verdict {
    let account = format!("{}: {name}", words.say("account.label")?);
    page.click(&Thing::summary(&account))?;
    page.click(&Thing::button(&words.say("account.sign-out")?))
}

pub fn signing_out_takes_the_refresh_token_back_first(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let refresh = page.ask("__watch.tokens.at(-1).refresh")?;
    let refresh = refresh.as_str().unwrap_or_default().to_owned();
    ensure(!refresh.is_empty(), "there is no refresh token")?;
    sign_out_in(words, page, &owner.name)?;
    page.see(&Thing::heading(&words.say("signed-out.title")?))?;
    page.see(&Thing::button(&words.say("start.sign-in")?))?;
    let text = page.read("main")?.unwrap_or_default();
    lacks("the page", &text, &words.say("signed-out.not-revoked")?)?;
    same("the address", page.tab().url()?, stage.at("/signed-out"))?;

    let notes = stage.notes()?;
    let place = |kind, part: &str| {
        let found = notes
            .iter()
            .position(|note| note.kind == kind && note.path.contains(part));
        found.ok_or_else(|| Trouble::Differs(format!("there was nothing of {part}")))
    };
    let revoked = place(Kind::Answer, "revoke")?;
    ensure(
        revoked < place(Kind::Leave, "end_session")?,
        "the session was ended before the refresh token had been taken back",
    )?;
    same(
        "whether the old refresh token still works",
        stage.instance.refreshes(&stage.host.client_id, &refresh)?,
        false,
    )?;
    // What the server tells everybody may stay.
    let kept = page
        .ask("Object.keys(sessionStorage).filter((key) => !['discovery', 'keys'].includes(key))")?;
    same("the storage of the tab", kept, json!([]))?;
    // Nobody is signed in after a reload either.
    stage.open("/settings/login")?;
    page.see(&Thing::button(&words.say("start.sign-in")?))?;
    page.miss(&Thing::any("switch"))
}

pub fn signing_out_in_another_tab_signs_this_one_out(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    let owner = &stage.people.owner;
    stage.sign_in(owner)?;
    let other = stage.another_page()?;
    stage.sign_in_on(&other, owner)?;
    Screen::new(&other, words).is_ready()?;
    sign_out_in(words, &other, &owner.name)?;
    other.see(&Thing::heading(&words.say("signed-out.title")?))?;
    page.see(&Thing::heading(&words.say("signed-out.title")?))?;
    page.reads("main", &words.say("signed-out.elsewhere")?)?;
    page.miss(&Thing::any("switch"))?;
    let kept = page.ask("sessionStorage.getItem('session')")?;
    same("a session in the storage of this tab", kept, json!(null))
}
