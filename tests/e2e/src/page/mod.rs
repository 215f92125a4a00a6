//! A page as a person perceives it: things have a role and a name, and words that can be read.

mod calls;
mod faults;
mod thing;
mod words;

pub use calls::{Call, Kind, Note};
pub use faults::Fault;
pub use thing::{State, Thing};
pub use words::Words;

use crate::clock::{SOON, until};
use crate::driver::{Browser, Element, Key, Tab};
use crate::trouble::{Trouble, Verdict, ensure};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

const EYES: &str = include_str!("eyes.js");
const WATCH: &str = include_str!("watch.js");

/// How long the page may scroll until the focus can be seen.
const FOCUS_PATIENCE: Duration = Duration::from_secs(2);

/// A tab with eyes, and with a watch over what the console in it sends.
pub struct Page {
    tab: Tab,
}

/// Where the focus is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Focus {
    /// The id of the element; empty without one.
    pub id: String,
    /// Its role, or the name of its tag.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Whether it is within the window and nothing covers it.
    pub seen: bool,
    /// Whether a ring is drawn around it.
    pub ringed: bool,
    /// What lies on top of it, if it is not itself.
    pub covered_by: String,
}

impl Page {
    /// A new tab, in which nothing is open yet.
    pub fn open(browser: &Rc<Browser>, console: &str) -> Verdict<Self> {
        let tab = browser.new_tab()?;
        tab.before_every_page(EYES)?;
        tab.before_every_page(&format!("{WATCH}({})", json!(console)))?;
        Ok(Self { tab })
    }

    /// A new tab with eyes alone: nothing is noted of what the console in it sends.
    pub fn unwatched(browser: &Rc<Browser>) -> Verdict<Self> {
        let tab = browser.new_tab()?;
        tab.before_every_page(EYES)?;
        Ok(Self { tab })
    }

    /// The tab.
    pub fn tab(&self) -> &Tab {
        &self.tab
    }

    /// The value of an expression in the page.
    pub fn ask(&self, expression: &str) -> Verdict<Value> {
        self.tab.script(&format!("return {expression}"), &[])
    }

    /// A thing, if it is there now.
    pub fn look(&self, thing: &Thing<'_>) -> Verdict<Option<Element>> {
        let found = self.tab.script(
            "return window.__eyes ? __eyes.all(...arguments)[0] ?? null : null",
            &thing.arguments(),
        )?;
        Ok(Element::of(&found))
    }

    /// The names of all things of a kind that are there now.
    pub fn names(&self, thing: &Thing<'_>) -> Verdict<Vec<String>> {
        let found = self.tab.script(
            "return __eyes.all(...arguments).map(__eyes.name)",
            &thing.arguments(),
        )?;
        Ok(texts(&found))
    }

    /// A thing, waited for.
    pub fn see(&self, thing: &Thing<'_>) -> Verdict<Element> {
        until(&format!("{thing} to be there"), SOON, || self.look(thing))
    }

    /// Waits until a thing is there no more.
    pub fn lose(&self, thing: &Thing<'_>) -> Verdict {
        until(&format!("{thing} to be gone"), SOON, || {
            Ok(self.look(thing)?.is_none().then_some(()))
        })
    }

    /// Fails if a thing is there now.
    pub fn miss(&self, thing: &Thing<'_>) -> Verdict {
        ensure(
            self.look(thing)?.is_none(),
            format!("{thing} should not be there"),
        )
    }

    /// Waits for a thing and clicks it. The page may still be scrolling, or drawing it anew.
    pub fn click(&self, thing: &Thing<'_>) -> Verdict {
        let last = RefCell::new(None);
        let clicked = until(&format!("{thing} to be clicked"), SOON, || {
            let Some(target) = self.reach(thing)? else {
                return Ok(None);
            };
            match self.tab.click(&target) {
                Ok(()) => Ok(Some(())),
                Err(error)
                    if error.is_driver("stale element reference")
                        || error.is_driver("element click intercepted") =>
                {
                    last.replace(Some(error));
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        });
        match (clicked, last.into_inner()) {
            (Err(Trouble::Late { .. }), Some(reason)) => Err(reason),
            (clicked, _) => clicked,
        }
    }

    /// Where a thing is clicked, scrolled to, if it is there now.
    fn reach(&self, thing: &Thing<'_>) -> Verdict<Option<Element>> {
        let found = self.tab.script(
            "return window.__eyes ? __eyes.reach(...arguments) : null",
            &thing.arguments(),
        )?;
        Ok(Element::of(&found))
    }

    /// Waits for a field and puts a text in place of its own.
    pub fn fill(&self, thing: &Thing<'_>, text: &str) -> Verdict {
        let field = self.see(thing)?;
        self.tab.write(&field, text)
    }

    /// Waits for a select and chooses the option that reads so.
    pub fn choose(&self, thing: &Thing<'_>, option: &str) -> Verdict {
        let select = self.see(thing)?;
        let found = self.tab.script(
            "return Array.from(arguments[0].options).find((one) => one.text === arguments[1])",
            &[select.reference(), json!(option)],
        )?;
        match Element::of(&found) {
            Some(option) => self.tab.click(&option),
            None => Err(Trouble::Differs(format!(
                "{thing} has no option “{option}”"
            ))),
        }
    }

    /// How a control stands.
    pub fn state(&self, thing: &Thing<'_>) -> Verdict<State> {
        until(&format!("{thing} to be there"), SOON, || {
            let state = self.tab.script(
                "const found = window.__eyes ? __eyes.all(...arguments)[0] : null;
                 return found ? __eyes.state(found) : null",
                &thing.arguments(),
            )?;
            Ok(state.is_object().then(|| State::of(&state)))
        })
    }

    /// The words of the first element of a selector; `None` if there is none to be seen.
    pub fn read(&self, selector: &str) -> Verdict<Option<String>> {
        let text = self.tab.script(
            "return window.__eyes ? __eyes.read(arguments[0]) : null",
            &[json!(selector)],
        )?;
        Ok(text.as_str().map(str::to_owned))
    }

    /// Waits until these words can be read in the first element of a selector; gives all of its.
    pub fn reads(&self, selector: &str, words: &str) -> Verdict<String> {
        let last = RefCell::new(String::new());
        let found = until("the words", SOON, || {
            let text = self.read(selector)?.unwrap_or_default();
            let there = text.contains(words);
            last.replace(text);
            Ok(there.then_some(()))
        });
        match found {
            Ok(()) => Ok(last.into_inner()),
            Err(Trouble::Late { waited, .. }) => Err(Trouble::Late {
                what: format!(
                    "“{words}” to be read in {selector}, which says “{}”",
                    last.into_inner()
                ),
                waited,
            }),
            Err(other) => Err(other),
        }
    }

    /// Where the focus is; `None` if on nothing in particular.
    pub fn focus(&self) -> Verdict<Option<Focus>> {
        let focus = self.ask("window.__eyes ? __eyes.focus() : null")?;
        let text = |name: &str| focus[name].as_str().unwrap_or_default().to_owned();
        Ok(focus.is_object().then(|| Focus {
            id: text("id"),
            role: text("role"),
            name: text("name"),
            seen: focus["seen"] == json!(true),
            ringed: focus["ringed"] == json!(true),
            covered_by: text("coveredBy"),
        }))
    }

    /// Waits until the focus is on the element of this id.
    pub fn focused(&self, id: &str) -> Verdict {
        until(&format!("the focus to be on #{id}"), SOON, || {
            let focus = self.focus()?;
            Ok(focus.is_some_and(|focus| focus.id == id).then_some(()))
        })
    }

    /// Presses Tab until a thing has the focus; at every stop the focus must be visible.
    pub fn tab_to(&self, thing: &Thing<'_>) -> Verdict {
        const MOST: usize = 150;
        for _ in 0..MOST {
            self.tab.press(Key::Tab)?;
            let Some(focus) = self.settled_focus()? else {
                continue;
            };
            if thing.is(&focus.role, &focus.name) {
                return Ok(());
            }
        }
        Err(Trouble::Differs(format!(
            "{thing} is not reached by {MOST} presses of Tab"
        )))
    }

    /// The focus, once the page has scrolled to it; it must be drawn and be covered by nothing.
    fn settled_focus(&self) -> Verdict<Option<Focus>> {
        let last = RefCell::new(None);
        let seen = until("the focus to be seen", FOCUS_PATIENCE, || {
            let focus = self.focus()?;
            let fine = focus.as_ref().is_none_or(|at| at.seen && at.ringed);
            last.replace(focus);
            Ok(fine.then_some(()))
        });
        match seen {
            Ok(()) => Ok(last.into_inner()),
            Err(Trouble::Late { waited, .. }) => Err(Trouble::Late {
                what: format!("the focus to be seen: {:?}", last.into_inner()),
                waited,
            }),
            Err(other) => Err(other),
        }
    }
}

/// The texts of a JSON list.
fn texts(list: &Value) -> Vec<String> {
    let all = list.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
