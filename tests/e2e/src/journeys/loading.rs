//! How much it takes until the settings can be used.

use crate::clock::{SOON, until};
use crate::instance::SETTINGS;
use crate::page::Thing;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, same};
use serde_json::{Value, json};

/// The most requests that a signed-in page waits for until it can be used.
const MOST_BEFORE: usize = 10;
/// The most requests altogether: beside the settings the page reads three things more.
const MOST_IN_ALL: usize = 13;

pub fn a_signed_in_page_is_usable_after_few_requests(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    page.tab().reload()?;
    stage.screen().is_ready()?;
    wait_for_the_rest(stage)?;
    // Resource Timing knows every request but the preflights that the browser adds on its own.
    let requests = page.ask(
        "['navigation', 'resource']
            .flatMap((kind) => performance.getEntriesByType(kind))
            .filter((one) => one.name.startsWith('http'))
            .map((one) => ({
                path: new URL(one.name).pathname,
                before: one.entryType === 'navigation' || one.responseEnd <= __watch.usableAt,
            }))",
    )?;
    let requests = requests.as_array().cloned().unwrap_or_default();
    let path = |one: &Value| one["path"].as_str().unwrap_or_default().to_owned();
    let all: Vec<String> = requests.iter().map(path).collect();
    let before = requests.iter().filter(|one| one["before"] == json!(true));
    let before: Vec<String> = before.map(path).collect();
    for part in [".wasm", "/locales/en.json", SETTINGS] {
        ensure(
            before.iter().any(|path| path.ends_with(part)),
            format!("{part} is not among the requests: {}", before.join(", ")),
        )?;
    }
    ensure(
        before.len() <= MOST_BEFORE && all.len() <= MOST_IN_ALL,
        format!(
            "{} requests before it can be used, {} in all: {}",
            before.len(),
            all.len(),
            all.join(", ")
        ),
    )
}

/// Waits until what is read beside the settings is on the page too.
fn wait_for_the_rest(stage: &Stage<'_>) -> Verdict {
    let (page, words) = (&stage.page, &stage.words);
    until("the sign-in pages to be known", SOON, || {
        let known = page.ask("!document.querySelector('.facts .ghost')")?;
        Ok((known == json!(true)).then_some(()))
    })?;
    page.see(&Thing::search(&words.say("providers.find")?))?;
    until("anybody's right to register an organization", SOON, || {
        let row = page.state(&Thing::switch(&words.say("set.org-register.name")?))?;
        Ok((!row.locked).then_some(()))
    })
}

pub fn nothing_moves_once_it_is_drawn(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    page.tab().reload()?;
    stage.screen().is_ready()?;
    wait_for_the_rest(stage)?;
    let shifts = page.tab().script_later(
        "const done = arguments[0];
         const seen = [];
         const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
         observer.observe({type: 'layout-shift', buffered: true});
         document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
            seen.push(...observer.takeRecords());
            done(seen.map((one) => ({
                value: one.value,
                what: one.sources.map((source) => source.node && (source.node.id || source.node.className || source.node.nodeName)),
            })));
         }, 0))))",
        &[],
    )?;
    let painted = page.ask("performance.getEntriesByType('paint').length > 0")?;
    same("something was painted", painted, json!(true))?;
    same("layout shifts", shifts, json!([]))
}
