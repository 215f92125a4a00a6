//! From a click or a key to the next frame that shows what came of it.

use super::{SLOWDOWN, Timings, open_settings, slow_down};
use crate::browser::Key;
use crate::context::{Screen, TestContext};
use crate::error::{TestError, TestResult};
use crate::page::{Locator, Page};
use crate::wait::leave_alone;
use serde_json::{Value, json};
use std::time::Duration;

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

/// Measures, prints it, and gives what is beyond the limit.
pub(super) fn measure(ctx: &TestContext<'_>) -> TestResult<Vec<String>> {
    let page = open_settings(ctx, "")?;
    let texts = &ctx.texts;
    let screen = Screen::new(&page, texts);
    let find = texts.get("providers.find")?;
    page.wait_for(&Locator::search(&find))?;
    // What the first change downloads is not measured.
    screen.toggle("set.discovery.name")?;
    page.wait_for(&Locator::button(&texts.plural("review.apply", 1, &[])?))?;
    screen.toggle("set.discovery.name")?;
    screen.wait_no_changes()?;
    slow_down(&page)?;
    println!("On a machine {SLOWDOWN} times slower, from an event to the frame that shows it:");
    let mut beyond = Vec::new();
    for (key, row) in SWITCHES {
        let name = texts.get(key)?;
        let switch = format!("#{row}-x");
        let mut took = Timings::default();
        for _ in 0..TIMES {
            let place = center_of(&page, &switch)?;
            took.add(time_to_frame(&page, "click", Some(&switch), || {
                click_at(&page, &place)
            })?);
        }
        beyond.extend(took.report(&format!("a click on “{name}”"), LONGEST));
    }
    for (key, typed) in FIELDS {
        let name = texts.get(key)?;
        let mut took = Timings::default();
        for text in typed {
            page.click(&Locator::search(&name))?;
            for letter in text.chars() {
                took.add(time_to_frame(&page, "keydown", None, || {
                    page.tab().type_keys(&letter.to_string())
                })?);
            }
            page.tab().press(Key::Escape)?;
        }
        beyond.extend(took.report(&format!("a key in “{name}”"), LONGEST));
    }
    let name = texts.get("set.password-life.name")?;
    let mut took = Timings::default();
    for number in 0..TIMES {
        page.click(&Locator::field(&name))?;
        page.tab().execute("document.activeElement.select()", &[])?;
        page.tab().type_keys(&(11 + number).to_string())?;
        took.add(time_to_frame(&page, "keydown", None, || {
            page.tab().press(Key::Enter)
        })?);
    }
    beyond.extend(took.report(&format!("Enter in “{name}”"), LONGEST));
    screen.discard()?;
    Ok(beyond)
}

/// Where on the screen the middle of an element is, once it is in view.
fn center_of(page: &Page, selector: &str) -> TestResult<Value> {
    page.tab().execute(
        "const element = document.querySelector(arguments[0]);
        element.scrollIntoView({block: 'center', behavior: 'instant'});
        const {x, y, width, height} = element.getBoundingClientRect();
        return {x: x + width / 2, y: y + height / 2};",
        &[json!(selector)],
    )
}

/// Clicks there as a mouse does. The driver's own click would run its scripts in the page meanwhile.
fn click_at(page: &Page, place: &Value) -> TestResult {
    for kind in ["mousePressed", "mouseReleased"] {
        page.tab().cdp(
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
fn time_to_frame(
    page: &Page,
    kind: &str,
    switch: Option<&str>,
    act: impl FnOnce() -> TestResult,
) -> TestResult<f64> {
    page.tab()
        .execute(WAIT_FOR, &[json!(kind), json!(switch)])?;
    act()?;
    // To ask the page is work for the page, too; it is not to fall into what is measured.
    leave_alone(PAUSE);
    let took = page.tab().execute("return [__shown, __took]", &[])?;
    match (took[0].as_bool(), took[1].as_f64()) {
        (Some(true), Some(took)) => Ok(took),
        _ => Err(TestError::Failed(format!(
            "the next frame did not show it: {took}"
        ))),
    }
}
