//! The settings page as its parts are called on the screen, in whichever language it is.

use crate::error::{TestResult, ensure_eq};
use crate::page::{Catalogue, ControlState, Locator, Page, parse};
use crate::wait::wait_until;
use serde::Deserialize;
use serde_json::json;

/// The bar of the settings.
pub(super) const BAR: &str = "#plan";

/// The settings page in a tab.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    pub(super) page: &'a Page,
    pub(super) texts: &'a Catalogue,
}

/// A receipt of a call that was sent.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Receipt {
    /// What was done, or was not.
    pub title: String,
    /// All of its text, the title included.
    pub text: String,
}

impl<'a> Screen<'a> {
    /// The one in this tab, which is in the language of these texts.
    pub fn new(page: &'a Page, texts: &'a Catalogue) -> Self {
        Self { page, texts }
    }

    /// Waits until the settings are there.
    pub fn wait_ready(&self) -> TestResult {
        let title = self.texts.get("settings.title")?;
        self.page.wait_for(&Locator::heading(&title))?;
        wait_until("the settings to be there", || {
            let ready = self
                .page
                .eval("!!document.querySelector('main:not([aria-busy=true]) [role=switch]')")?;
            Ok((ready == json!(true)).then_some(()))
        })
    }

    /// The state of the switch whose name has this key.
    pub fn switch(&self, key: &str) -> TestResult<ControlState> {
        self.page.state(&Locator::switch(&self.texts.get(key)?))
    }

    /// The state of the tick box whose name has this key.
    pub fn checkbox(&self, key: &str) -> TestResult<ControlState> {
        self.page.state(&Locator::checkbox(&self.texts.get(key)?))
    }

    /// Turns a switch over.
    pub fn toggle(&self, key: &str) -> TestResult {
        let before = self.switch(key)?.on;
        self.page.click(&Locator::switch(&self.texts.get(key)?))?;
        ensure_eq(key, self.switch(key)?.on, !before)
    }

    /// Ticks a box, or takes the tick out.
    pub fn toggle_checkbox(&self, key: &str) -> TestResult {
        let before = self.checkbox(key)?.on;
        self.page.click(&Locator::checkbox(&self.texts.get(key)?))?;
        ensure_eq(key, self.checkbox(key)?.on, !before)
    }

    /// Waits until the bar counts so many changes.
    pub fn wait_change_count(&self, changes: u64) -> TestResult {
        let count = self.texts.plural("count.open", changes, &[])?;
        self.page.wait_for_text(&self.bar()?, &count).map(|_| ())
    }

    /// Waits until there is nothing to apply.
    pub fn wait_no_changes(&self) -> TestResult {
        self.page
            .wait_gone(&Locator::region(&self.texts.get("bar.label")?))
    }

    fn bar(&self) -> TestResult<String> {
        Ok(format!("[aria-label=\"{}\"]", self.texts.get("bar.label")?))
    }

    /// Opens the review and waits for it.
    pub fn open_review(&self) -> TestResult {
        self.page
            .click(&Locator::action(&self.texts.get("bar.review")?))?;
        self.page
            .wait_for(&Locator::heading(&self.texts.get("review.title")?))
            .map(|_| ())
    }

    /// Applies the plan whose review is open, of so many changes, once nothing keeps it from being applied.
    pub fn apply(&self, changes: u64) -> TestResult {
        self.click_apply(changes, ".bar")
    }

    /// Applies so many changes from the bar of the settings, which offers that where nothing must be
    /// read first.
    pub fn apply_from_bar(&self, changes: u64) -> TestResult {
        self.click_apply(changes, BAR)
    }

    fn click_apply(&self, changes: u64, within: &str) -> TestResult {
        let name = self.texts.plural("review.apply", changes, &[])?;
        let button = Locator::button(&name).within(within);
        wait_until(&format!("{button} to take a click"), || {
            Ok((!self.page.state(&button)?.locked).then_some(()))
        })?;
        self.page.click(&button)
    }

    /// Waits until the bar leads to the review, and fails if it offers to apply without it.
    pub fn ensure_review_required(&self, changes: u64) -> TestResult {
        let review = self.texts.get("bar.review")?;
        self.page.wait_for(&Locator::link(&review).within(BAR))?;
        let name = self.texts.plural("review.apply", changes, &[])?;
        self.page.ensure_absent(&Locator::button(&name).within(BAR))
    }

    /// Opens the review and applies the plan.
    pub fn review_and_apply(&self, changes: u64) -> TestResult {
        self.open_review()?;
        self.apply(changes)
    }

    /// Waits until the newest receipts say that so many of so many calls were accepted.
    pub fn wait_tally(&self, accepted: u64, planned: u64) -> TestResult {
        let done = accepted.to_string();
        let tally = self
            .texts
            .plural("receipts.tally", planned, &[("done", &done)])?;
        self.page.wait_for_text("#receipts", &tally).map(|_| ())
    }

    /// The receipts, newest plan first.
    pub fn receipts(&self) -> TestResult<Vec<Receipt>> {
        let found = self.page.eval(
            "__locator.all('article', null, '#receipts').map((one) => ({
                title: __locator.name(one) || __locator.neat(one.querySelector('h3').innerText),
                text: __locator.neat(one.innerText),
            }))",
        )?;
        parse(found)
    }

    /// Puts the newest receipts away.
    pub fn dismiss_receipts(&self) -> TestResult {
        self.page
            .click(&Locator::button(&self.texts.get("button.put-away")?))
    }

    /// Discards the draft, and answers the question whether that is meant.
    pub fn discard(&self) -> TestResult {
        let bar = self.bar()?;
        self.page
            .click(&Locator::button(&self.texts.get("bar.discard")?).within(&bar))?;
        self.page
            .click(&Locator::button(&self.texts.get("discard.go")?).within("dialog"))?;
        self.wait_no_changes()
    }

    /// Waits until the status of the row of this id contains a text.
    pub fn wait_row_status(&self, id: &str, part: &str) -> TestResult {
        self.page
            .wait_for_text(&format!("#{id}-s"), part)
            .map(|_| ())
    }
}
