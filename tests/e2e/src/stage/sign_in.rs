//! The way through the sign-in pages of ZITADEL, whichever of them come.
//!
//! Ids and names of the built-in login; where they are not there, what login v2 has.

use super::Stage;
use crate::clock::{SOON, until};
use crate::driver::Element;
use crate::instance::{Person, app_code};
use crate::page::{Page, Thing};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};

/// Finds out which page it is and what is to be done there. What is to be typed into or pressed is
/// marked with the time; only when nothing came of it for a while is it done again, because pages of
/// login v2 forget what is done to them before their scripts have started.
const NEXT_STEP: &str = r##"
    const [home, loginName, left] = arguments;
    if (location.origin === home) return {step: performance.timeOrigin === left ? "wait" : "back"};
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

impl Stage<'_> {
    /// Signs somebody in from the settings page of the first tab, and waits for the settings.
    pub fn sign_in(&self, person: &Person) -> Verdict {
        self.sign_in_on(&self.page, person)?;
        self.screen().is_ready()
    }

    /// Signs somebody in on a tab; what the console then shows is not waited for.
    pub fn sign_in_on(&self, page: &Page, person: &Person) -> Verdict {
        page.tab().open(&self.at("/settings/login"))?;
        let sign_in = self.words.say("start.sign-in")?;
        self.sign_in_by(page, &Thing::button(&sign_in), person)
    }

    /// Signs somebody in by a button, and goes through the sign-in pages until the console is back.
    pub fn sign_in_by(&self, page: &Page, way: &Thing<'_>, person: &Person) -> Verdict {
        // Every document has another origin of time; by that the one that comes back is told.
        page.see(way)?;
        let left = page.ask("performance.timeOrigin")?;
        page.click(way)?;
        let arguments = [json!(self.host.origin()), json!(person.login_name), left];
        until("the way back from the sign-in pages", SOON, || {
            one_step(page, person, &arguments)
        })
    }
}

fn one_step(page: &Page, person: &Person, arguments: &[Value]) -> Verdict<Option<()>> {
    let tab = page.tab();
    let next = match tab.script(NEXT_STEP, arguments) {
        Ok(next) => next,
        // The page went while it was looked at.
        Err(Trouble::Driver { .. }) => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(target) = Element::of(&next["target"]) else {
        return match next["step"].as_str() {
            Some("back") => Ok(Some(())),
            Some("fault") => Err(Trouble::Differs(format!(
                "the sign-in page says: {}",
                next["text"].as_str().unwrap_or_default()
            ))),
            _ => Ok(None),
        };
    };
    let send = |text: &str| tab.send(&target, text);
    let done = match next["step"].as_str() {
        Some("name") => send(&person.login_name),
        Some("password") => send(&person.password),
        Some("code") => code_of(person).and_then(|code| send(&code)),
        _ => tab.click(&target),
    };
    match done {
        Err(error)
            if [
                "stale element reference",
                "element not interactable",
                "no such element",
            ]
            .iter()
            .any(|code| error.is_driver(code)) =>
        {
            Ok(None)
        }
        other => other.map(|()| None),
    }
}

fn code_of(person: &Person) -> Verdict<String> {
    let Some(secret) = &person.app else {
        return Err(Trouble::Differs(format!(
            "{} has no authenticator app to take a code from",
            person.login_name
        )));
    };
    app_code(secret)
}
