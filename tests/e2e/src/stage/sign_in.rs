//! The way through the sign-in pages of ZITADEL, whichever of them come.
//!
//! Ids and names of the built-in login; where they are not there, what login v2 has.

use super::Stage;
use crate::clock::{SOON, until};
use crate::driver::{Element, Typing};
use crate::instance::Person;
use crate::page::{Page, Thing};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};

/// Finds out which page it is and what is to be done there. A field that was filled is marked, so
/// that it is not filled twice.
const NEXT_STEP: &str = r##"
    const [home, loginName, left] = arguments;
    if (location.origin === home) return {step: performance.timeOrigin === left ? "wait" : "back"};
    const shown = (selector) => Array.from(document.querySelectorAll(selector))
        .find((one) => one.checkVisibility() && !one.dataset.done);
    const submit = () => document.querySelector("#submit-button, [data-testid=submit-button], form button[type=submit]");
    const fault = shown(".lgn-error .lgn-error-message");
    if (fault) return {step: "fault", text: fault.textContent.trim()};
    const accounts = Array.from(document.querySelectorAll("button[name=userID]"));
    if (accounts.length) {
        const known = accounts.find((one) =>
            (one.querySelector(".lgn-loginname") ?? one).textContent.trim() === loginName);
        return {step: "press", button: known ?? accounts.find((one) => one.value === "0")};
    }
    const skip = shown("button[name=skip], [data-testid=reset-button]");
    if (skip) return {step: "press", button: skip};
    const password = shown("input[type=password]");
    if (password) return {step: "password", field: password, button: submit()};
    const name = shown("#loginName, input[name=loginName], input[autocomplete=username]");
    if (name) return {step: "name", field: name, button: submit()};
    return {step: "wait"};
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
    let field = Element::of(&next["field"]);
    let button = Element::of(&next["button"]);
    let fill = |text: &str| -> Verdict {
        if let Some(field) = &field {
            tab.write(field, text, Typing::Behind)?;
            tab.script("arguments[0].dataset.done = 'yes'", &[field.reference()])?;
        }
        button.as_ref().map_or(Ok(()), |button| tab.click(button))
    };
    let done = match next["step"].as_str().unwrap_or_default() {
        "back" => return Ok(Some(())),
        "name" => fill(&person.login_name),
        "password" => fill(&person.password),
        "press" => fill(""),
        "fault" => Err(Trouble::Differs(format!(
            "the sign-in page says: {}",
            next["text"].as_str().unwrap_or_default()
        ))),
        _ => Ok(()),
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
