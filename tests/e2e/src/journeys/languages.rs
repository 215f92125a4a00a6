//! Languages: German, Arabic, and that only the one that is spoken is downloaded.

use super::steps::{read_and_apply, usual};
use crate::clock::{SOON, until};
use crate::instance::{SECOND_FACTORS, SETTINGS};
use crate::page::{Fault, Page, Thing, Words};
use crate::stage::{Screen, Stage};
use crate::trouble::{Verdict, holds, same};
use serde_json::json;

/// Chooses a language in the header of a page that speaks another.
pub(super) fn choose(page: &Page, now: &Words, language: &str, tag: &str) -> Verdict {
    page.choose(&Thing::select(&now.say("shell.language")?), language)?;
    speaks(page, tag)
}

/// Waits until the page says that it speaks a language.
fn speaks(page: &Page, tag: &str) -> Verdict {
    until(&format!("the page to speak {tag}"), SOON, || {
        let lang = page.ask("document.documentElement.lang")?;
        Ok((lang == json!(tag)).then_some(()))
    })
}

pub fn a_german_owner_reads_german(stage: &Stage<'_>) -> Verdict {
    let german = Words::read(&stage.bench.dist, "de")?;
    let page = &stage.page;
    stage.open("/settings/login")?;
    choose(page, &stage.words, "Deutsch", "de")?;
    page.see(&Thing::heading(&german.say("start.title")?))?;
    let sign_in = german.say("start.sign-in")?;
    stage.sign_in_by(page, &Thing::button(&sign_in), &stage.people.german)?;
    let screen = Screen::new(page, &german);
    screen.is_ready()?;
    let account = format!(
        "{}: {}",
        german.say("account.label")?,
        stage.people.german.name
    );
    page.see(&Thing::summary(&account))?;
    screen.switch("set.passkeys.name")?;
    let text = page.read("main")?.unwrap_or_default();
    holds("the page", &text, &german.say("settings.scope")?)?;
    let calls = stage.calls()?;
    let languages = calls.iter().filter(|call| call.is_of_api());
    for call in languages {
        same(call.line(), call.language.as_str(), "de")?;
    }
    Ok(())
}

pub fn errors_of_the_server_are_explained_in_german(stage: &Stage<'_>) -> Verdict {
    const OTP: &str = "SECOND_FACTOR_TYPE_OTP";
    usual(stage)?;
    let german = Words::read(&stage.bench.dist, "de")?;
    let page = &stage.page;
    stage.sign_in_on(page, &stage.people.german)?;
    // The profile says German; nothing was chosen here.
    speaks(page, "de")?;
    let screen = Screen::new(page, &german);
    screen.is_ready()?;
    let path = format!("{SETTINGS}/{SECOND_FACTORS}/{OTP}");
    stage.expect_status(&path, 404);
    page.let_fail(&Fault::hold("DELETE", &path))?;
    screen.tick("second.otp.name")?;
    read_and_apply(stage, &screen, "factor-removed")?;
    page.held()?;
    stage.instance.rest.remove_factor(SECOND_FACTORS, OTP)?;
    page.release()?;
    page.focused("trouble")?;
    let text = page.reads("#trouble", &german.say("why.already-gone")?)?;
    holds("the slip", &text, &german.say("todo.nothing")?)?;
    let quoted = page.read("#trouble q")?.unwrap_or_default();
    same(
        "the server's words",
        quoted.as_str(),
        "Multifaktor existiert nicht",
    )?;
    screen.counts_nothing()
}

pub fn the_choice_of_a_language_survives_a_reload(stage: &Stage<'_>) -> Verdict {
    let german = Words::read(&stage.bench.dist, "de")?;
    let page = &stage.page;
    stage.open("/")?;
    page.see(&Thing::heading(&stage.words.say("start.title")?))?;
    choose(page, &stage.words, "Deutsch", "de")?;
    page.tab().reload()?;
    page.see(&Thing::heading(&german.say("start.title")?))?;
    let asked = page.ask(
        "performance.getEntriesByType('resource')
            .map((one) => new URL(one.name).pathname)
            .filter((path) => path.startsWith('/locales/'))",
    )?;
    same("catalogues asked for", asked, json!(["/locales/de.json"]))?;
    let chosen = page.ask("document.getElementById('lang').selectedOptions[0].text")?;
    same("the chosen language", chosen, json!("Deutsch"))
}

pub fn arabic_runs_from_right_to_left(stage: &Stage<'_>) -> Verdict {
    let arabic = Words::read(&stage.bench.dist, "ar")?;
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    choose(page, &stage.words, "العربية", "ar")?;
    let screen = Screen::new(page, &arabic);
    screen.is_ready()?;
    same(
        "dir",
        page.ask("document.documentElement.dir")?,
        json!("rtl"),
    )?;
    screen.turn("set.discovery.name")?;
    screen.row_says("domain-discovery", &arabic.say("tag.draft")?)?;
    screen.counts(1)?;
    // The control stands at the end of its row, which is on the left.
    let order = page.ask(
        "(() => { const row = document.getElementById('domain-discovery');
            return row.querySelector('[role=switch]').getBoundingClientRect().right
                < row.querySelector('.name').getBoundingClientRect().left + 1 })()",
    )?;
    same("the switch is on the left of its name", order, json!(true))?;
    // Names of the API keep their direction.
    let code =
        page.ask("getComputedStyle(document.querySelector('#domain-discovery code')).direction")?;
    same("the direction of a name of the API", code, json!("ltr"))?;
    screen.discard()?;
    choose(page, &arabic, "English", "en")?;
    same(
        "dir",
        page.ask("document.documentElement.dir")?,
        json!("ltr"),
    )
}
