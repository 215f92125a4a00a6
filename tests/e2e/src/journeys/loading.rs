//! How much it takes until the settings can be used.

use crate::instance::SETTINGS;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, same};
use serde_json::{Value, json};

/// The most requests until a signed-in page can be used.
const MOST_REQUESTS: usize = 10;

/// Notes the moment at which the settings can be used.
const USABLE: &str = "new MutationObserver((changes, observer) => {
    if (document.querySelector('main:not([aria-busy=true]) [role=switch]')) {
        window.__usable = performance.now();
        observer.disconnect();
    }
}).observe(document, {childList: true, subtree: true});";

pub fn a_signed_in_page_is_usable_after_few_requests(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    page.tab().before_every_page(USABLE)?;
    page.tab().reload()?;
    stage.screen().is_ready()?;
    // Resource Timing knows every request but the preflights that the browser adds on its own. What
    // stands beside the settings is asked for once they can be used.
    let requests = page.ask(
        "['navigation', 'resource']
            .flatMap((kind) => performance.getEntriesByType(kind))
            .filter((one) => one.name.startsWith('http') && one.startTime < window.__usable)
            .map((one) => new URL(one.name).pathname)",
    )?;
    let requests: Vec<&str> = requests
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for part in [".wasm", "/locales/en.json", SETTINGS] {
        ensure(
            requests.iter().any(|path| path.ends_with(part)),
            format!("{part} is not among the requests: {}", requests.join(", ")),
        )?;
    }
    ensure(
        requests.len() <= MOST_REQUESTS,
        format!("{} requests: {}", requests.len(), requests.join(", ")),
    )
}

pub fn nothing_moves_once_it_is_drawn(stage: &Stage<'_>) -> Verdict {
    let page = &stage.page;
    stage.sign_in(&stage.people.owner)?;
    page.tab().reload()?;
    stage.screen().is_ready()?;
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
