//! Whether the page keeps memory of what was done in it.

use super::open_settings;
use crate::context::TestContext;
use crate::error::{TestError, TestResult};
use crate::page::Page;
use serde_json::{Value, json};

/// How often the switch is applied before it is measured for the first time, and altogether.
const FEW: u32 = 10;
const MANY: u32 = 1_000;
/// How many are done at a time; ChromeDriver does not wait for a script for ever.
const AT_ONCE: u32 = 45;
/// The most that may have been added, in hundredths of what was there.
const MOST_ADDED: f64 = 10.0;

/// Keeps hold of the memory of the program.
const FIND_MEMORY: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...all) => {
            const made = await real.apply(WebAssembly, all);
            for (const one of Object.values((made.instance ?? made).exports)) {
                if (one instanceof WebAssembly.Memory) window.__memory = one;
            }
            return made;
        };
    }";

/// Turns a switch over, applies that from the bar, waits until it is confirmed, and so on.
const APPLY: &str = "
    const [row, name, times, done] = arguments;
    const until = (look) => new Promise((resolve, reject) => {
        const end = performance.now() + 120000;
        const again = () => {
            const found = look();
            if (found) resolve(found);
            else if (performance.now() > end) reject(new Error('not within 2 minutes: ' + look));
            else requestAnimationFrame(again);
        };
        again();
    });
    const button = () => Array.from(document.querySelectorAll('#plan button'))
        .find((one) => one.textContent.trim() === name && one.ariaDisabled !== 'true');
    const settled = () => !document.getElementById('plan') && !document.getElementById('working')
        && document.getElementById(row).dataset.state === 'confirmed';
    (async () => {
        for (let time = 0; time < times; time += 1) {
            document.getElementById(row + '-x').click();
            (await until(button)).click();
            await until(settled);
        }
    })().then(() => done(null), (error) => done(String(error)));";

/// What a page holds, in bytes.
struct Usage {
    /// By the browser for its scripts and documents, what nobody refers to collected.
    heap: f64,
    /// By the program, which never gives any back to the browser.
    program: f64,
}

impl Usage {
    fn of(page: &Page) -> TestResult<Self> {
        let tab = page.tab();
        tab.cdp("HeapProfiler.collectGarbage", &json!({}))?;
        let usage = tab.cdp("Runtime.getHeapUsage", &json!({}))?;
        let program = page.eval("__memory.buffer.byteLength")?;
        match (usage["usedSize"].as_f64(), program.as_f64()) {
            (Some(heap), Some(program)) => Ok(Self { heap, program }),
            _ => Err(TestError::Failed(format!(
                "the browser does not say what it holds: {usage}, {program}"
            ))),
        }
    }

    fn print(&self, applied: u32) {
        println!(
            "  after {applied}: {:.0} kB in the browser, {:.0} kB in the program",
            self.heap / 1e3,
            self.program / 1e3
        );
    }
}

/// Measures, prints it, and gives what is beyond the limit.
pub(super) fn measure(ctx: &TestContext<'_>) -> TestResult<Vec<String>> {
    println!("Memory after a switch was applied so many times:");
    let page = open_settings(ctx, FIND_MEMORY)?;
    apply(ctx, &page, FEW)?;
    let first = Usage::of(&page)?;
    first.print(FEW);
    apply(ctx, &page, MANY - FEW)?;
    let last = Usage::of(&page)?;
    last.print(MANY);
    let mut beyond = Vec::new();
    for (what, before, after) in [
        ("the browser", first.heap, last.heap),
        ("the program", first.program, last.program),
    ] {
        let added = (after / before - 1.0) * 100.0;
        if added > MOST_ADDED {
            beyond.push(format!("{what} holds {added:.0} % more"));
        }
    }
    Ok(beyond)
}

fn apply(ctx: &TestContext<'_>, page: &Page, times: u32) -> TestResult {
    let name = ctx.texts.plural("review.apply", 1, &[])?;
    let mut left = times;
    while left > 0 {
        let now = left.min(AT_ONCE);
        let arguments = [json!("domain-discovery"), json!(name), json!(now)];
        let failed = page.tab().execute_async(APPLY, &arguments)?;
        if failed != Value::Null {
            return Err(TestError::Failed(failed.to_string()));
        }
        left -= now;
    }
    Ok(())
}
