//! From a click or a key to the next frame that shows what came of it.

use super::settings;
use crate::driver::Key;
use crate::page::{Page, Thing};
use crate::stage::{Screen, Stage};
use crate::trouble::{Trouble, Verdict};
use serde_json::json;

/// How much slower than this machine the browser is made.
const SLOWER: u32 = 4;
/// How often each is measured.
const TIMES: usize = 30;
/// The longest that still feels like at once, in milliseconds.
const LONGEST: f64 = 100.0;

/// Switches by the key of their name and the id of their row: one that decides nothing about signing
/// in, and two about which there is most to say.
const SWITCHES: [(&str, &str); 3] = [
    ("set.discovery.name", "domain-discovery"),
    ("set.external.name", "external"),
    ("set.force-mfa.name", "force-mfa"),
];

/// Search fields by the key of their name, and what is typed there, key by key.
const FIELDS: [(&str, [&str; 3]); 2] = [
    ("find.label", ["time again", "sign in wi", "forcemfalo"]),
    ("providers.find", ["provider 0", "generic_oi", "microsoft "]),
];

/// Notes how long it takes from the next event of a kind to the frame in which the page has come to
/// rest, and in which an element stands otherwise than before, if one is named.
const WAIT_FOR: &str = "
    const [kind, selector] = arguments;
    const state = () => selector && document.querySelector(selector).getAttribute('aria-checked');
    const before = state();
    let moved = false;
    const watcher = new MutationObserver(() => { moved = true; });
    watcher.observe(document.body, {attributes: true, characterData: true, childList: true, subtree: true});
    window.__took = new Promise((done) => addEventListener(kind, (event) => {
        let frames = 0;
        const frame = () => {
            frames += 1;
            const shows = !selector || state() !== before;
            if (frames < 2 || moved || !shows) {
                moved = false;
                requestAnimationFrame(frame);
                return;
            }
            watcher.disconnect();
            done(performance.now() - event.timeStamp);
        };
        requestAnimationFrame(frame);
    }, {capture: true, once: true}));";

/// Measures, says what came out, and gives what is beyond the limit.
pub(super) fn measure(stage: &Stage<'_>) -> Verdict<Vec<String>> {
    let page = settings(stage, "")?;
    let words = &stage.words;
    let screen = Screen::new(&page, words);
    let find = words.say("providers.find")?;
    page.see(&Thing::search(&find))?;
    // What the first change downloads is not measured.
    screen.turn("set.discovery.name")?;
    page.see(&Thing::button(&words.count("review.apply", 1, &[])?))?;
    screen.turn("set.discovery.name")?;
    screen.counts_nothing()?;
    page.tab()
        .devtools("Emulation.setCPUThrottlingRate", &json!({"rate": SLOWER}))?;
    println!("On a machine {SLOWER} times slower, from an event to the frame that shows it:");
    let mut beyond = Vec::new();
    for (key, row) in SWITCHES {
        let name = words.say(key)?;
        let switch = format!("#{row}-x");
        let mut took = Vec::new();
        for _ in 0..TIMES {
            took.push(time(&page, "click", Some(&switch), || {
                page.click(&Thing::switch(&name))
            })?);
        }
        say(&mut beyond, &format!("a click on “{name}”"), took);
    }
    for (key, texts) in FIELDS {
        let name = words.say(key)?;
        let mut took = Vec::new();
        for text in texts {
            page.click(&Thing::search(&name))?;
            for letter in text.chars() {
                took.push(time(&page, "keydown", None, || {
                    page.tab().type_keys(&letter.to_string())
                })?);
            }
            page.tab().press(Key::Escape)?;
        }
        say(&mut beyond, &format!("a key in “{name}”"), took);
    }
    let name = words.say("set.password-life.name")?;
    let mut took = Vec::new();
    for number in 0..TIMES {
        page.click(&Thing::field(&name))?;
        page.tab().script("document.activeElement.select()", &[])?;
        page.tab().type_keys(&(11 + number).to_string())?;
        took.push(time(&page, "keydown", None, || {
            page.tab().press(Key::Enter)
        })?);
    }
    say(&mut beyond, &format!("Enter in “{name}”"), took);
    screen.discard()?;
    Ok(beyond)
}

/// Milliseconds from the event that something makes to the frame that shows what came of it.
fn time(
    page: &Page,
    kind: &str,
    switch: Option<&str>,
    act: impl FnOnce() -> Verdict,
) -> Verdict<f64> {
    page.tab().script(WAIT_FOR, &[json!(kind), json!(switch)])?;
    act()?;
    // Looking again and again would be work for the page, too.
    let took = page.tab().script_later("__took.then(arguments[0])", &[])?;
    took.as_f64()
        .ok_or_else(|| Trouble::Differs(format!("it took {took}")))
}

fn say(beyond: &mut Vec<String>, what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let median = took.get(took.len() / 2).copied().unwrap_or_default();
    let worst = took.last().copied().unwrap_or_default();
    println!(
        "  {what}: median {median:.0} ms, worst {worst:.0} ms of {}",
        took.len()
    );
    if worst > LONGEST {
        beyond.push(format!("{what} took {worst:.0} ms"));
    }
}
