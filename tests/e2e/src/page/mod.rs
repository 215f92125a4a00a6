//! A page as a person perceives it: elements are found by role and accessible name, and read as they
//! are drawn.

mod calls;
mod catalogue;
mod faults;
mod locator;

pub use calls::{Call, Kind, Note};
pub use catalogue::Catalogue;
pub use faults::Fault;
pub use locator::{ControlState, Locator};

use crate::browser::{Browser, Key, Tab, WebElement, reference};
use crate::error::{TestError, TestResult, ensure};
use crate::wait::wait_until;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::sync::Arc;

/// Finds elements by role and name; `window.__locator`.
const LOCATOR: &str = include_str!("locator.js");
/// Notes what the console calls, and makes answers fail on request; `window.__probe`.
const PROBE: &str = include_str!("probe.js");

/// A tab with these scripts in each of its pages.
pub struct Page {
    tab: Tab,
}

/// Where the focus is.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Focus {
    /// The id of the element; empty without one.
    pub id: String,
    /// Its role, or the name of its tag.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Whether it is within the window and nothing covers it.
    pub visible: bool,
    /// Whether a ring is drawn around it.
    pub outlined: bool,
    /// What lies on top of it; empty if nothing does.
    pub covered_by: String,
}

impl Page {
    /// A new tab, in which nothing is open yet.
    pub fn open(browser: &Arc<Browser>, console: &str) -> TestResult<Self> {
        let page = Self::without_probe(browser)?;
        page.tab
            .add_init_script(&format!("{PROBE}({})", json!(console)))?;
        Ok(page)
    }

    /// A new tab in which nothing is noted of what the console calls.
    pub fn without_probe(browser: &Arc<Browser>) -> TestResult<Self> {
        let tab = browser.new_tab()?;
        tab.add_init_script(LOCATOR)?;
        Ok(Self { tab })
    }

    /// The tab.
    pub fn tab(&self) -> &Tab {
        &self.tab
    }

    /// The value of an expression in the page.
    pub fn eval(&self, expression: &str) -> TestResult<Value> {
        self.tab.execute(&format!("return {expression}"), &[])
    }

    /// The first element that is there now.
    pub fn query(&self, locator: &Locator<'_>) -> TestResult<Option<WebElement>> {
        let found = self.tab.execute(
            "return window.__locator ? __locator.all(...arguments)[0] ?? null : null",
            &locator.arguments(),
        )?;
        Ok(self.tab.element(&found))
    }

    /// The names of all elements that are there now.
    pub fn names(&self, locator: &Locator<'_>) -> TestResult<Vec<String>> {
        let found = self.tab.execute(
            "return __locator.all(...arguments).map(__locator.name)",
            &locator.arguments(),
        )?;
        parse(found)
    }

    /// Waits for an element.
    pub fn wait_for(&self, locator: &Locator<'_>) -> TestResult<WebElement> {
        wait_until(&format!("{locator} to be there"), || self.query(locator))
    }

    /// Waits until an element is there no more.
    pub fn wait_gone(&self, locator: &Locator<'_>) -> TestResult {
        wait_until(&format!("{locator} to be gone"), || {
            Ok(self.query(locator)?.is_none().then_some(()))
        })
    }

    /// Fails if an element is there now.
    pub fn ensure_absent(&self, locator: &Locator<'_>) -> TestResult {
        ensure(
            self.query(locator)?.is_none(),
            format!("{locator} should not be there"),
        )
    }

    /// Waits for an element and clicks it. The page may still be scrolling, or drawing it anew.
    pub fn click(&self, locator: &Locator<'_>) -> TestResult {
        let last = RefCell::new(None);
        let clicked = wait_until(&format!("{locator} to be clicked"), || {
            let Some(target) = self.scroll_to(locator)? else {
                return Ok(None);
            };
            match self.tab.click(&target) {
                Ok(()) => Ok(Some(())),
                Err(error) if error.is_outdated_element() => {
                    last.replace(Some(error));
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        });
        match (clicked, last.into_inner()) {
            (Err(TestError::TimedOut { .. }), Some(reason)) => Err(reason),
            (clicked, _) => clicked,
        }
    }

    /// Where the first element is clicked, scrolled to, if it is there now.
    fn scroll_to(&self, locator: &Locator<'_>) -> TestResult<Option<WebElement>> {
        let found = self.tab.execute(
            "return window.__locator ? __locator.scrollTo(...arguments) : null",
            &locator.arguments(),
        )?;
        Ok(self.tab.element(&found))
    }

    /// Waits for a field and puts a text in place of its own.
    pub fn fill(&self, locator: &Locator<'_>, text: &str) -> TestResult {
        let field = self.wait_for(locator)?;
        self.tab.fill(&field, text)
    }

    /// Waits for a select and chooses the option that reads so.
    pub fn choose(&self, locator: &Locator<'_>, option: &str) -> TestResult {
        let select = self.wait_for(locator)?;
        let found = self.tab.execute(
            "return Array.from(arguments[0].options).find((one) => one.text === arguments[1])",
            &[reference(&select)?, json!(option)],
        )?;
        match self.tab.element(&found) {
            Some(option) => self.tab.click(&option),
            None => Err(TestError::Failed(format!(
                "{locator} has no option “{option}”"
            ))),
        }
    }

    /// Waits for a control; gives its state.
    pub fn state(&self, locator: &Locator<'_>) -> TestResult<ControlState> {
        wait_until(&format!("{locator} to be there"), || {
            let state = self.tab.execute(
                "const found = window.__locator ? __locator.all(...arguments)[0] : null;
                 return found ? __locator.state(found) : null",
                &locator.arguments(),
            )?;
            parse(state)
        })
    }

    /// The text of the first element of a selector; `None` if there is none to be seen.
    pub fn text(&self, selector: &str) -> TestResult<Option<String>> {
        let text = self.tab.execute(
            "return window.__locator ? __locator.read(arguments[0]) : null",
            &[json!(selector)],
        )?;
        parse(text)
    }

    /// Waits until the first element of a selector contains a text; gives all of its text.
    pub fn wait_for_text(&self, selector: &str, part: &str) -> TestResult<String> {
        let last = RefCell::new(String::new());
        let found = wait_until("the text", || {
            let text = self.text(selector)?.unwrap_or_default();
            let there = text.contains(part);
            last.replace(text);
            Ok(there.then_some(()))
        });
        let last = last.into_inner();
        match found {
            Ok(()) => Ok(last),
            Err(TestError::TimedOut { waited, .. }) => Err(TestError::TimedOut {
                what: format!("“{part}” to be read in {selector}, which says “{last}”"),
                waited,
            }),
            Err(other) => Err(other),
        }
    }

    /// Where the focus is; `None` if on nothing in particular.
    pub fn focus(&self) -> TestResult<Option<Focus>> {
        parse(self.eval("window.__locator ? __locator.focus() : null")?)
    }

    /// Waits until the focus is on the element of this id.
    pub fn wait_focused(&self, id: &str) -> TestResult {
        wait_until(&format!("the focus to be on #{id}"), || {
            let focus = self.focus()?;
            Ok(focus.is_some_and(|focus| focus.id == id).then_some(()))
        })
    }

    /// Presses Tab until an element has the focus; at every stop the focus must be visible.
    pub fn tab_to(&self, locator: &Locator<'_>) -> TestResult {
        const MOST: usize = 150;
        for _ in 0..MOST {
            self.tab.press(Key::Tab)?;
            let Some(focus) = self.visible_focus()? else {
                continue;
            };
            if locator.matches(&focus.role, &focus.name) {
                return Ok(());
            }
        }
        Err(TestError::Failed(format!(
            "{locator} is not reached by {MOST} presses of Tab"
        )))
    }

    /// The focus, once the page has scrolled to it; it must be drawn and be covered by nothing.
    fn visible_focus(&self) -> TestResult<Option<Focus>> {
        let last = RefCell::new(None);
        let found = wait_until("the focus to be visible", || {
            let focus = self.focus()?;
            let visible = focus.as_ref().is_none_or(|at| at.visible && at.outlined);
            last.replace(focus);
            Ok(visible.then_some(()))
        });
        let last = last.into_inner();
        match found {
            Ok(()) => Ok(last),
            Err(TestError::TimedOut { waited, .. }) => Err(TestError::TimedOut {
                what: format!("the focus to be visible: {last:?}"),
                waited,
            }),
            Err(other) => Err(other),
        }
    }
}

/// What a script of ours gave.
pub(crate) fn parse<T: DeserializeOwned>(value: Value) -> TestResult<T> {
    serde_json::from_value(value)
        .map_err(|cause| TestError::Failed(format!("a script gave something else: {cause}")))
}
