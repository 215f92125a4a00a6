//! What the built console costs whoever uses it with a large instance: how long until they see what
//! they did, on a slow machine, and whether the page keeps memory. Not part of the tests, because it
//! needs a machine that does nothing else.

mod latency;
mod load;
mod memory;

use crate::browser::{Browser, OnCtrlC};
use crate::context::{Screen, TestContext};
use crate::error::{TestResult, ensure};
use crate::fixture::{Fixture, HostedConsole, StandIn, Tools};
use crate::page::Page;
use serde_json::json;
use std::sync::Arc;
use xtask::dev_instance::Options;
use xtask::serve::Listener;

/// How many identity providers the instance has.
const PROVIDERS: u32 = 1_000;
/// How many times slower than this machine the browser is made.
const SLOWDOWN: u32 = 4;

/// Measures everything and prints it.
///
/// # Errors
/// Something is beyond its limit, or could not be measured.
pub fn run() -> TestResult {
    let tools = Arc::new(Tools::prepare(OnCtrlC::End)?);
    let listener = Listener::at(0)?;
    let stand_in = StandIn::start(&Options {
        console: Some(listener.origin()),
        providers: PROVIDERS,
        ..Options::default()
    })?;
    let instance = stand_in.instance.clone();
    let fixture = Fixture {
        browser: Browser::open(&tools.chromedriver)?,
        console: HostedConsole::start(&tools, listener, &instance.issuer, &stand_in.client_id)?,
        settings: instance.settings()?,
        people: stand_in.people.clone(),
        instance,
        tools,
    };
    let ctx = TestContext::new(&fixture)?;
    println!("With {PROVIDERS} identity providers:");
    let mut beyond = load::measure(&ctx)?;
    beyond.extend(latency::measure(&ctx)?);
    beyond.extend(memory::measure(&ctx)?);
    ensure(
        beyond.is_empty(),
        format!("Beyond its limit: {}.", beyond.join(", ")),
    )
}

/// The settings in a new tab without the probe, whose work would be measured too; `script` runs before
/// the page does.
fn open_settings(ctx: &TestContext<'_>, script: &str) -> TestResult<Page> {
    let page = Page::without_probe(ctx.browser)?;
    page.tab().add_init_script(script)?;
    ctx.sign_in_on(&page, &ctx.people.owner)?;
    Screen::new(&page, &ctx.texts).wait_ready()?;
    Ok(page)
}

/// Makes the processor of a page [`SLOWDOWN`] times slower.
fn slow_down(page: &Page) -> TestResult {
    let rate = json!({"rate": SLOWDOWN});
    page.tab()
        .cdp("Emulation.setCPUThrottlingRate", &rate)
        .map(|_| ())
}

/// How long the same thing took, several times, in milliseconds.
#[derive(Default)]
struct Timings(Vec<f64>);

impl Timings {
    fn add(&mut self, milliseconds: f64) {
        self.0.push(milliseconds);
    }

    /// Prints median and worst; gives a sentence if the worst is beyond the limit.
    fn report(mut self, what: &str, limit: f64) -> Option<String> {
        self.0.sort_by(f64::total_cmp);
        let median = self.0.get(self.0.len() / 2).copied().unwrap_or_default();
        let worst = self.0.last().copied().unwrap_or_default();
        let times = self.0.len();
        println!("  {what}: median {median:.0} ms, worst {worst:.0} ms of {times}");
        (worst > limit).then(|| format!("{what} took {worst:.0} ms"))
    }
}
