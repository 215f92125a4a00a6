//! From a click or a key to the next frame that shows what came of it.

use super::settings;
use crate::clock::leave_alone;
use crate::driver::Key;
use crate::page::{Page, Thing};
use crate::stage::{Screen, Stage};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use std::time::Duration;

/// How much slower than this machine the browser is made.
const SLOWER: u32 = 4;
/// How long the page is left alone with what it was told.
const PAUSE: Duration = Duration::from_millis(400);
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

/// Notes how long the next event of a kind takes until what it did is on the screen, as the browser
/// itself tells it (Event Timing, in steps of 8 ms; what is not told took less than 16 ms). The first
/// frame after it must show an element otherwise than before, if one is named.
const WAIT_FOR: &str = "
    const [kind, selector] = arguments;
    const state = () => selector && document.querySelector(selector).getAttribute('aria-checked');
    const before = state();
    window.__took = 16;
    window.__shown = false;
    window.__events?.disconnect();
    window.__events = new PerformanceObserver((list) => {
        window.__took = Math.max(__took, ...list.getEntries().map((event) => event.duration));
    });
    __events.observe({type: 'event', durationThreshold: 16});
    addEventListener(kind, () => requestAnimationFrame(() => {
        window.__shown = !selector || state() !== before;
    }), {capture: true, once: true});";

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
            let place = place_of(&page, &switch)?;
            took.push(time(&page, "click", Some(&switch), || {
                click_at(&page, &place)
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

/// Where on the screen the middle of an element is, once it is in view.
fn place_of(page: &Page, selector: &str) -> Verdict<Value> {
    page.tab().script(
        "const element = document.querySelector(arguments[0]);
        element.scrollIntoView({block: 'center', behavior: 'instant'});
        const {x, y, width, height} = element.getBoundingClientRect();
        return {x: x + width / 2, y: y + height / 2};",
        &[json!(selector)],
    )
}

/// Clicks there as a mouse does. The driver's own click would run its scripts in the page meanwhile.
fn click_at(page: &Page, place: &Value) -> Verdict {
    for kind in ["mousePressed", "mouseReleased"] {
        page.tab().devtools(
            "Input.dispatchMouseEvent",
            &json!({
                "type": kind, "x": place["x"], "y": place["y"],
                "button": "left", "clickCount": 1,
            }),
        )?;
    }
    Ok(())
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
    // To ask the page is work for the page, too; it is not to fall into what is measured.
    leave_alone(PAUSE);
    let took = page.tab().script("return [__shown, __took]", &[])?;
    match (took[0].as_bool(), took[1].as_f64()) {
        (Some(true), Some(took)) => Ok(took),
        _ => Err(Trouble::Differs(format!(
            "the next frame did not show it: {took}"
        ))),
    }
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
