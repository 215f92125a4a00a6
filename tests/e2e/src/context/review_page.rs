//! The review of a plan as its parts are called on the screen: what must be read, and how that is
//! confirmed.

use super::Screen;
use crate::error::{TestError, TestResult, ensure, ensure_eq};
use crate::page::{Locator, parse};
use crate::wait::wait_until;
use serde_json::json;

/// More things to acknowledge than any plan has.
const MOST: usize = 60;

/// The first box that waits for a tick.
const NEXT_BOX: &str =
    "document.querySelector('#consequences input[type=checkbox]:not(:checked)')?.id ?? null";

impl Screen<'_> {
    /// Waits until all owners were asked about: the review is complete then.
    pub fn wait_owners_loaded(&self) -> TestResult {
        wait_until("the owners to be asked about", || {
            let asked = self.page.eval(
                "!!document.querySelector('#owners li') && !document.querySelector('#owners .progress')",
            )?;
            Ok((asked == json!(true)).then_some(()))
        })
    }

    /// Opens the review, and waits until it is complete.
    pub fn open_full_review(&self) -> TestResult {
        self.open_review()?;
        self.wait_owners_loaded()
    }

    /// Whether the finding of a guard is acknowledged.
    pub fn is_acknowledged(&self, guard: &str) -> TestResult<bool> {
        let row = row_of(guard);
        let agree = self.texts.get("guard.agree")?;
        Ok(self.page.state(&Locator::checkbox(&agree).within(&row))?.on)
    }

    /// Acknowledges the finding of a guard.
    pub fn acknowledge(&self, guard: &str) -> TestResult {
        ensure_eq(guard, self.is_acknowledged(guard)?, false)?;
        self.tick_checkbox_within(&row_of(guard))?;
        ensure_eq(guard, self.is_acknowledged(guard)?, true)
    }

    /// Acknowledges every finding; fails if there is none to acknowledge.
    pub fn acknowledge_all(&self) -> TestResult {
        for ticked in 0..MOST {
            match self.page.eval(NEXT_BOX)?.as_str() {
                Some(id) => self.tick_checkbox_within(&format!("label[for='{id}']"))?,
                None => return ensure(ticked > 0, "there is nothing to acknowledge"),
            }
        }
        Err(TestError::Failed(
            "there is no end to what must be acknowledged".to_owned(),
        ))
    }

    fn tick_checkbox_within(&self, selector: &str) -> TestResult {
        let agree = self.texts.get("guard.agree")?;
        self.page.click(&Locator::checkbox(&agree).within(selector))
    }

    /// Types into the field that asks for the host.
    pub fn type_host(&self, text: &str) -> TestResult {
        let host = self
            .page
            .eval("document.querySelector('label[for=typed] code')?.textContent ?? ''")?;
        let label = self.texts.get("typed.label")?;
        let name = format!("{label} {}", host.as_str().unwrap_or_default());
        self.page.fill(&Locator::field(&name), text)
    }

    /// Waits until the bar names what keeps the plan from being applied; then a click where its so many
    /// changes would be applied does nothing.
    pub fn ensure_blocked(&self, key: &str, changes: u64) -> TestResult {
        self.page
            .wait_for_text("#plan-tags", &self.texts.get(key)?)?;
        let name = self.texts.plural("review.apply", changes, &[])?;
        let apply = Locator::button(&name).within(".bar");
        ensure_eq(
            "Apply takes no input",
            self.page.state(&apply)?.locked,
            true,
        )?;
        self.page.click(&apply)?;
        let title = self.texts.get("review.title")?;
        self.page.wait_for(&Locator::heading(&title)).map(|_| ())
    }

    /// The text of the owner with this login name.
    pub fn owner(&self, login_name: &str) -> TestResult<String> {
        let text = self.page.eval(&format!(
            "Array.from(document.querySelectorAll('#owners li'), (one) => __locator.neat(one.innerText))
                .find((text) => text.split(' ').includes({})) ?? null",
            json!(login_name)
        ))?;
        let text: Option<String> = parse(text)?;
        text.ok_or_else(|| TestError::Failed(format!("{login_name} is not among the owners")))
    }
}

/// The selector of the box that acknowledges the finding of a guard.
fn row_of(guard: &str) -> String {
    format!("#consequences label[for^='ack-review-{guard}']")
}
