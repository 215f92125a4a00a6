//! The way through the sign-in pages of ZITADEL, whichever of them come.
//!
//! Ids and names of the built-in login; where they are not there, what login v2 has.

use super::TestContext;
use crate::error::{TestError, TestResult};
use crate::instance::{Person, app_code};
use crate::page::{Locator, Page};
use crate::wait::wait_until;
use serde_json::{Value, json};

/// Finds out which page it is and what is to be done there. What is to be typed into or pressed is
/// marked with the time; only when nothing came of it for a while is it done again, because pages of
/// login v2 forget what is done to them before their scripts have started. A page that is being left
/// for another document is left alone, however long that takes.
const NEXT_STEP: &str = r##"
    const [home, loginName, left] = arguments;
    if (location.origin === home) return {step: performance.timeOrigin === left ? "wait" : "back"};
    if (window.__leaving === undefined) {
        window.__leaving = false;
        navigation.addEventListener("navigate", (event) => {
            if (!event.destination.sameDocument) window.__leaving = true;
        });
    }
    if (window.__leaving) return {step: "wait"};
    const all = (selector) =>
        Array.from(document.querySelectorAll(selector)).filter((one) => one.checkVisibility());
    const isDone = (one) => Date.now() - Number(one.dataset.done ?? 0) < 3000;
    const to = (step, target) => {
        target.dataset.done = Date.now();
        return {step, target};
    };
    const press = (one) =>
        !one || one.disabled || isDone(one) ? {step: "wait"} : to("press", one);
    const [fault] = all(".lgn-error .lgn-error-message, [data-testid=error]");
    if (fault) return {step: "fault", text: fault.textContent.trim()};

    const [password] = all("input[type=password]");
    const [name] = all("#loginName, input[name=loginName], input[autocomplete=username]");
    const [code] = all("input[name=code]");
    const field = password ?? name ?? code;
    if (field) {
        const [submit] = all("#submit-button, [data-testid=submit-button], form button[type=submit]");
        if (isDone(field)) return {step: "wait"};
        if (field.dataset.done && !submit?.disabled) return press(submit);
        field.select();
        return to(password ? "password" : name ? "name" : "code", field);
    }
    const named = (one) =>
        Array.from(one.querySelectorAll("*")).some((part) => part.textContent.trim() === loginName);
    const people = all("button[name=userID]");
    if (people.length) return press(people.find(named) ?? people.find((one) => one.value === "0"));
    if (location.pathname.endsWith("/accounts")) {
        return press(all("button").find(named) ?? all("a[href*='/loginname']")[0]);
    }
    // Where login v2 asks for a password, the same mark is on the button that resets it.
    return press(all("button[name=skip], [data-testid=reset-button]")[0]);
"##;

impl TestContext<'_> {
    /// Signs somebody in from the settings page of the first tab, and waits for the settings.
    pub fn sign_in(&self, person: &Person) -> TestResult {
        self.sign_in_on(&self.page, person)?;
        self.screen().wait_ready()
    }

    /// Signs somebody in on a tab; what the console then shows is not waited for.
    pub fn sign_in_on(&self, page: &Page, person: &Person) -> TestResult {
        page.tab().goto(&self.url("/settings/login"))?;
        let sign_in = self.texts.get("start.sign-in")?;
        self.sign_in_by(page, &Locator::button(&sign_in), person)
    }

    /// Signs somebody in by a button, and goes through the sign-in pages until the console is back.
    pub fn sign_in_by(&self, page: &Page, way: &Locator<'_>, person: &Person) -> TestResult {
        // Every document has another origin of time; by that the one that comes back is told.
        page.wait_for(way)?;
        let left = page.eval("performance.timeOrigin")?;
        page.click(way)?;
        let arguments = [json!(self.console.origin()), json!(person.login_name), left];
        wait_until("the way back from the sign-in pages", || {
            one_step(page, person, &arguments)
        })
    }
}

fn one_step(page: &Page, person: &Person, arguments: &[Value]) -> TestResult<Option<()>> {
    let tab = page.tab();
    let next = match tab.execute(NEXT_STEP, arguments) {
        Ok(next) => next,
        // The page went while it was looked at.
        Err(TestError::WebDriver { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    let step = next["step"].as_str().unwrap_or_default();
    let Some(target) = tab.element(&next["target"]) else {
        return match step {
            "back" => Ok(Some(())),
            "fault" => Err(TestError::Failed(format!(
                "the sign-in page says: {}",
                next["text"].as_str().unwrap_or_default()
            ))),
            _ => Ok(None),
        };
    };
    let done = match step {
        "name" => tab.submit(&target, &person.login_name),
        "password" => tab.submit(&target, &person.password),
        "code" => code_of(person).and_then(|code| tab.submit(&target, &code)),
        _ => tab.click(&target),
    };
    match done {
        Err(error) if error.is_outdated_element() => Ok(None),
        other => other.map(|()| None),
    }
}

fn code_of(person: &Person) -> TestResult<String> {
    let Some(secret) = &person.app else {
        return Err(TestError::Failed(format!(
            "{} has no authenticator app to take a code from",
            person.login_name
        )));
    };
    app_code(secret)
}
