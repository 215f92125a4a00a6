//! How much it takes until the settings can be used.

use crate::context::TestContext;
use crate::error::{TestResult, ensure, ensure_eq};
use crate::instance::SETTINGS;
use crate::page::Locator;
use crate::wait::wait_until;
use serde_json::{Value, json};

/// The most requests that a signed-in page waits for until it can be used.
const MOST_BEFORE: usize = 10;
/// The most requests altogether: beside the settings the page reads four things more.
const MOST_IN_ALL: usize = 14;

pub fn a_signed_in_page_is_usable_after_few_requests(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    page.tab().reload()?;
    ctx.screen().wait_ready()?;
    wait_for_the_rest(ctx)?;
    // Resource Timing knows every request but the preflights that the browser adds on its own.
    let requests = page.eval(
        "['navigation', 'resource']
            .flatMap((kind) => performance.getEntriesByType(kind))
            .filter((one) => one.name.startsWith('http'))
            .map((one) => ({
                path: new URL(one.name).pathname,
                before: one.entryType === 'navigation' || one.responseEnd <= __probe.usableAt,
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
fn wait_for_the_rest(ctx: &TestContext<'_>) -> TestResult {
    let (page, texts) = (&ctx.page, &ctx.texts);
    wait_until("the sign-in pages to be known", || {
        let known = page.eval("!document.querySelector('.facts .ghost')")?;
        Ok((known == json!(true)).then_some(()))
    })?;
    page.wait_for(&Locator::search(&texts.get("providers.find")?))?;
    wait_until("anybody's right to register an organization", || {
        let row = page.state(&Locator::switch(&texts.get("set.org-register.name")?))?;
        Ok((!row.locked).then_some(()))
    })
}

pub fn nothing_moves_once_it_is_drawn(ctx: &TestContext<'_>) -> TestResult {
    let page = &ctx.page;
    ctx.sign_in(&ctx.people.owner)?;
    page.tab().reload()?;
    ctx.screen().wait_ready()?;
    wait_for_the_rest(ctx)?;
    let shifts = page.tab().execute_async(
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
    let painted = page.eval("performance.getEntriesByType('paint').length > 0")?;
    ensure_eq("something was painted", painted, json!(true))?;
    ensure_eq("layout shifts", shifts, json!([]))
}
