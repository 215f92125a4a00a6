//! How much it takes until the settings can be used.

use crate::driver::LoggedRequest;
use crate::stage::Stage;
use crate::trouble::{Verdict, ensure, same};
use serde_json::json;

/// The most requests until a signed-in page can be used.
const MOST_REQUESTS: usize = 10;

pub fn a_signed_in_page_is_usable_after_few_requests(stage: &Stage<'_>) -> Verdict {
    stage.sign_in(&stage.people.owner)?;
    let before = stage.browser.requests()?.len();
    stage.page.tab().reload()?;
    stage.screen().is_ready()?;
    let requests: Vec<String> = stage
        .browser
        .requests()?
        .split_off(before)
        .iter()
        // Asked by the browser, of its own accord, for the cross-origin calls that are counted.
        .filter(|request| request.method != "OPTIONS")
        .map(|request: &LoggedRequest| format!("{} {}", request.method, request.path()))
        .collect();
    ensure(
        requests.len() > 3 && requests.len() <= MOST_REQUESTS,
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
