//! From navigation to a usable settings page, over a slow network, with the session there.

use super::{SLOWDOWN, Timings, open_settings, slow_down};
use crate::context::{Screen, TestContext};
use crate::error::TestResult;
use crate::page::Page;
use crate::wait::wait_until;
use serde_json::{Value, json};

/// How often each is measured.
const TIMES: usize = 5;
/// The longest until the page can be used, in milliseconds.
const LONGEST: f64 = 2_000.0;
/// Fast 4G: milliseconds until an answer begins, and bytes a second.
const LATENCY: u32 = 165;
const THROUGHPUT: f64 = 8_100_000.0 / 8.0;

/// Notes when the settings can first be used, in milliseconds since the navigation began.
const NOTE_USABLE: &str = "
    window.__usableAt = null;
    new MutationObserver(() => {
        if (__usableAt === null && document.querySelector('main:not([aria-busy=true]) [role=switch]'))
            window.__usableAt = performance.now();
    }).observe(document, {attributes: true, childList: true, subtree: true});";

/// Measures, prints it, and gives what is beyond the limit.
pub(super) fn measure(ctx: &TestContext<'_>) -> TestResult<Vec<String>> {
    println!(
        "On a machine {SLOWDOWN} times slower over Fast 4G, from navigation to usable settings:"
    );
    let page = open_settings(ctx, NOTE_USABLE)?;
    slow_down(&page)?;
    page.tab().cdp("Network.enable", &json!({}))?;
    page.tab().cdp(
        "Network.emulateNetworkConditions",
        &json!({
            "offline": false, "latency": LATENCY,
            "downloadThroughput": THROUGHPUT, "uploadThroughput": THROUGHPUT,
        }),
    )?;
    let mut beyond = Vec::new();
    for (what, cached) in [
        ("with nothing in the cache", false),
        ("with the files in the cache", true),
    ] {
        let setting = json!({"cacheDisabled": !cached});
        page.tab().cdp("Network.setCacheDisabled", &setting)?;
        let mut took = Timings::default();
        for _ in 0..TIMES {
            took.add(load(ctx, &page)?);
        }
        beyond.extend(took.report(what, LONGEST));
    }
    Ok(beyond)
}

fn load(ctx: &TestContext<'_>, page: &Page) -> TestResult<f64> {
    page.tab().reload()?;
    Screen::new(page, &ctx.texts).wait_ready()?;
    wait_until("the page to be usable", || {
        Ok(page
            .eval("__usableAt")
            .as_ref()
            .ok()
            .and_then(Value::as_f64))
    })
}
