//! Whether the page keeps memory of what was done in it.

use super::settings;
use crate::page::Page;
use crate::stage::Stage;
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};

/// How often the switch is applied before it is measured for the first time, and altogether.
const FEW: u32 = 10;
const MANY: u32 = 1_000;
/// How many are done at a time; ChromeDriver does not wait for a script for ever.
const AT_ONCE: u32 = 45;
/// The most that may have been added, in hundredths of what was there.
const MOST_ADDED: f64 = 10.0;

/// Keeps hold of the memory of the program.
const CATCH: &str = "
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
    const [row, words, times, done] = arguments;
    const until = (look) => new Promise((resolve, reject) => {
        const end = performance.now() + 20000;
        const again = () => {
            const found = look();
            if (found) resolve(found);
            else if (performance.now() > end) reject(new Error('not within 20 s: ' + look));
            else requestAnimationFrame(again);
        };
        again();
    });
    const button = () => Array.from(document.querySelectorAll('#plan button'))
        .find((one) => one.textContent.trim() === words && one.ariaDisabled !== 'true');
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
struct Held {
    /// By the browser for its scripts and documents, what nobody refers to collected.
    heap: f64,
    /// By the program, which never gives any back to the browser.
    program: f64,
}

impl Held {
    fn by(page: &Page) -> Verdict<Self> {
        let tab = page.tab();
        tab.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        let usage = tab.devtools("Runtime.getHeapUsage", &json!({}))?;
        let program = page.ask("__memory.buffer.byteLength")?;
        match (usage["usedSize"].as_f64(), program.as_f64()) {
            (Some(heap), Some(program)) => Ok(Self { heap, program }),
            _ => Err(Trouble::Differs(format!(
                "the browser does not say what it holds: {usage}, {program}"
            ))),
        }
    }

    fn say(&self, applied: u32) {
        println!(
            "  after {applied}: {:.0} kB in the browser, {:.0} kB in the program",
            self.heap / 1e3,
            self.program / 1e3
        );
    }
}

/// Measures, says what came out, and gives what is beyond the limit.
pub(super) fn measure(stage: &Stage<'_>) -> Verdict<Vec<String>> {
    println!("Memory after a switch was applied so many times:");
    let page = settings(stage, CATCH)?;
    apply(stage, &page, FEW)?;
    let first = Held::by(&page)?;
    first.say(FEW);
    apply(stage, &page, MANY - FEW)?;
    let last = Held::by(&page)?;
    last.say(MANY);
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

fn apply(stage: &Stage<'_>, page: &Page, times: u32) -> Verdict {
    let words = stage.words.count("review.apply", 1, &[])?;
    let mut left = times;
    while left > 0 {
        let now = left.min(AT_ONCE);
        let arguments = [json!("domain-discovery"), json!(words), json!(now)];
        let failed = page.tab().script_later(APPLY, &arguments)?;
        if failed != Value::Null {
            return Err(Trouble::Differs(failed.to_string()));
        }
        left -= now;
    }
    Ok(())
}
