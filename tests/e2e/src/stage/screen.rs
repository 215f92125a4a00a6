//! The settings page as its parts are called on the screen, in whichever language it is.

use crate::clock::{SOON, until};
use crate::page::{Page, State, Thing, Words};
use crate::trouble::{Verdict, same};
use serde_json::json;

/// The bar of the settings.
pub(super) const BAR: &str = "#plan";

/// The settings page in a tab.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    pub(super) page: &'a Page,
    pub(super) words: &'a Words,
}

/// A slip under “Receipts”.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// What was done, or was not.
    pub title: String,
    /// All of its words.
    pub text: String,
}

impl<'a> Screen<'a> {
    /// The one in this tab, which speaks the language of these words.
    pub fn new(page: &'a Page, words: &'a Words) -> Self {
        Self { page, words }
    }

    /// Waits until the settings are there.
    pub fn is_ready(&self) -> Verdict {
        let title = self.words.say("settings.title")?;
        self.page.see(&Thing::heading(&title))?;
        until("the settings to be there", SOON, || {
            let ready = self
                .page
                .ask("!!document.querySelector('main:not([aria-busy=true]) [role=switch]')")?;
            Ok((ready == json!(true)).then_some(()))
        })
    }

    /// How the switch of this name stands.
    pub fn switch(&self, key: &str) -> Verdict<State> {
        self.page.state(&Thing::switch(&self.words.say(key)?))
    }

    /// How the tick box of this name stands.
    pub fn tick_box(&self, key: &str) -> Verdict<State> {
        self.page.state(&Thing::checkbox(&self.words.say(key)?))
    }

    /// Turns a switch over.
    pub fn turn(&self, key: &str) -> Verdict {
        let before = self.switch(key)?.on;
        self.page.click(&Thing::switch(&self.words.say(key)?))?;
        same(key, self.switch(key)?.on, !before)
    }

    /// Ticks a box, or takes the tick out.
    pub fn tick(&self, key: &str) -> Verdict {
        let before = self.tick_box(key)?.on;
        self.page.click(&Thing::checkbox(&self.words.say(key)?))?;
        same(key, self.tick_box(key)?.on, !before)
    }

    /// Waits until the bar counts so many changes.
    pub fn counts(&self, changes: u64) -> Verdict {
        let words = self.words.count("count.open", changes, &[])?;
        self.page.reads(&self.bar()?, &words).map(|_| ())
    }

    /// Waits until there is nothing to apply.
    pub fn counts_nothing(&self) -> Verdict {
        self.page
            .lose(&Thing::region(&self.words.say("bar.label")?))
    }

    fn bar(&self) -> Verdict<String> {
        Ok(format!("[aria-label=\"{}\"]", self.words.say("bar.label")?))
    }

    /// Opens the plan and waits for it.
    pub fn review(&self) -> Verdict {
        self.page
            .click(&Thing::action(&self.words.say("bar.review")?))?;
        self.page
            .see(&Thing::heading(&self.words.say("review.title")?))
            .map(|_| ())
    }

    /// Applies the plan that is open, of so many changes, once nothing stands in its way.
    pub fn apply(&self, changes: u64) -> Verdict {
        self.press_apply(changes, ".bar")
    }

    /// Applies so many changes from the bar of the settings, which offers that where nothing must be
    /// read first.
    pub fn apply_at_once(&self, changes: u64) -> Verdict {
        self.press_apply(changes, BAR)
    }

    fn press_apply(&self, changes: u64, within: &str) -> Verdict {
        let words = self.words.count("review.apply", changes, &[])?;
        let button = Thing::button(&words).within(within);
        until(&format!("{button} to take a click"), SOON, || {
            Ok((!self.page.state(&button)?.locked).then_some(()))
        })?;
        self.page.click(&button)
    }

    /// Waits until the bar leads to the plan, and fails if it leads past it.
    pub fn must_be_read_first(&self, changes: u64) -> Verdict {
        let review = self.words.say("bar.review")?;
        self.page.see(&Thing::link(&review).within(BAR))?;
        let words = self.words.count("review.apply", changes, &[])?;
        self.page.miss(&Thing::button(&words).within(BAR))
    }

    /// Opens the plan and applies it.
    pub fn review_and_apply(&self, changes: u64) -> Verdict {
        self.review()?;
        self.apply(changes)
    }

    /// Waits until the newest receipts say that so many of so many calls were accepted.
    pub fn tally(&self, accepted: u64, planned: u64) -> Verdict {
        let done = accepted.to_string();
        let words = self
            .words
            .count("receipts.tally", planned, &[("done", &done)])?;
        self.page.reads("#receipts", &words).map(|_| ())
    }

    /// The slips that lie there, newest plan first.
    pub fn receipts(&self) -> Verdict<Vec<Receipt>> {
        let found = self.page.ask(
            "__eyes.all('article', null, '#receipts').map((one) => ({
                title: __eyes.name(one) || __eyes.neat(one.querySelector('h3').innerText),
                text: __eyes.neat(one.innerText),
            }))",
        )?;
        let all = found.as_array().map(Vec::as_slice).unwrap_or_default();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        Ok(all
            .iter()
            .map(|one| Receipt {
                title: text(&one["title"]),
                text: text(&one["text"]),
            })
            .collect())
    }

    /// Puts the newest receipts away.
    pub fn put_away(&self) -> Verdict {
        self.page
            .click(&Thing::button(&self.words.say("button.put-away")?))
    }

    /// Discards the draft, and answers the question whether that is meant.
    pub fn discard(&self) -> Verdict {
        let bar = self.bar()?;
        self.page
            .click(&Thing::button(&self.words.say("bar.discard")?).within(&bar))?;
        self.page
            .click(&Thing::button(&self.words.say("discard.go")?).within("dialog"))?;
        self.counts_nothing()
    }

    /// Waits until the row of this id says these words of itself.
    pub fn row_says(&self, id: &str, words: &str) -> Verdict {
        self.page.reads(&format!("#{id}-s"), words).map(|_| ())
    }
}
