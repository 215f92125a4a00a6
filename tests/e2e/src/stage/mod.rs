//! What a journey is handed: a console, an instance, people, and a tab to begin with.

mod review;
mod screen;
mod sign_in;

pub use screen::{Receipt, Screen};

use crate::bench::{Bench, Hosted};
use crate::driver::{Browser, Line};
use crate::instance::{Instance, People};
use crate::page::{Call, Note, Page, Words};
use crate::trouble::{Verdict, ensure};
use std::cell::RefCell;
use std::rc::Rc;

/// The stage of one journey.
pub struct Stage<'a> {
    /// What stands ready for all journeys.
    pub bench: &'a Bench,
    /// The browser.
    pub browser: &'a Rc<Browser>,
    /// The console.
    pub host: &'a Hosted,
    /// The instance it manages.
    pub instance: &'a Instance,
    /// Who can sign in there.
    pub people: &'a People,
    /// What the console says in English.
    pub words: Words,
    /// The first tab.
    pub page: Page,
    /// Parts of lines that this journey makes the browser's console write.
    expected: RefCell<Vec<[String; 2]>>,
}

impl<'a> Stage<'a> {
    /// Sets the stage: whatever was there before is cleared away.
    pub fn set(
        bench: &'a Bench,
        browser: &'a Rc<Browser>,
        host: &'a Hosted,
        instance: &'a Instance,
        people: &'a People,
    ) -> Verdict<Self> {
        browser.clean(&[&host.origin(), &instance.issuer])?;
        Ok(Self {
            bench,
            browser,
            host,
            instance,
            people,
            words: Words::read(&bench.dist, "en")?,
            page: Page::open(browser, &host.origin())?,
            expected: RefCell::default(),
        })
    }

    /// Another tab of the same browser.
    pub fn another_page(&self) -> Verdict<Page> {
        Page::open(self.browser, &self.host.origin())
    }

    /// The address of a path of the console.
    pub fn at(&self, path: &str) -> String {
        self.host.origin() + path
    }

    /// Opens a path of the console in the first tab.
    pub fn open(&self, path: &str) -> Verdict {
        self.page.tab().open(&self.at(path))
    }

    /// The settings page in the first tab, in English.
    pub fn screen(&self) -> Screen<'_> {
        Screen::new(&self.page, &self.words)
    }

    /// The calls that the console made to the instance in this journey, in order.
    pub fn calls(&self) -> Verdict<Vec<Call>> {
        Ok(Call::all(&self.browser.lines()?))
    }

    /// Everything that was noted in this journey, in order.
    pub fn notes(&self) -> Verdict<Vec<Note>> {
        Ok(Note::all(&self.browser.lines()?))
    }

    /// The calls that change something, as `PUT /admin/v1/policies/login`.
    pub fn writes(&self) -> Verdict<Vec<String>> {
        let calls = self.calls()?;
        Ok(calls
            .iter()
            .filter(|call| call.is_write())
            .map(Call::line)
            .collect())
    }

    /// The browser itself complains about answers with this status to calls of this path.
    pub fn expect_status(&self, path: &str, status: u16) {
        self.expect_line(
            path,
            &format!("the server responded with a status of {status}"),
        );
    }

    /// A line that holds both is no failure of this journey.
    pub fn expect_line(&self, part: &str, other: &str) {
        self.expected
            .borrow_mut()
            .push([part.to_owned(), other.to_owned()]);
    }

    /// Fails if the browser's console holds an error that this journey does not expect.
    pub fn console_is_clean(&self) -> Verdict {
        let errors = self.errors()?;
        ensure(
            errors.is_empty(),
            format!("the browser's console says: {}", errors.join(" | ")),
        )
    }

    fn errors(&self) -> Verdict<Vec<String>> {
        let expected = self.expected.borrow();
        let of_sign_in_pages = format!("{}/ui/", self.instance.issuer);
        let is_expected = |line: &Line| {
            line.address().starts_with(&of_sign_in_pages)
                || line.address().ends_with("/favicon.ico")
                || expected.iter().any(|parts| {
                    parts
                        .iter()
                        .all(|part| line.message.contains(part.as_str()))
                })
        };
        let lines = self.browser.lines()?;
        Ok(lines
            .into_iter()
            .filter(|line| line.level == "SEVERE" && !is_expected(line))
            .map(|line| line.message)
            .collect())
    }

    /// What can be seen now, for the report of a failure.
    pub fn scene(&self) -> String {
        let tab = self.page.tab();
        let url = tab.url().unwrap_or_default();
        let address = url.split('?').next().unwrap_or_default();
        let text = self.page.read("body").ok().flatten().unwrap_or_default();
        let text: String = text.chars().take(1200).collect();
        let focus = self.page.focus().ok().flatten();
        let calls = self.calls().unwrap_or_default();
        let last: Vec<String> = calls.iter().rev().take(12).rev().map(Call::line).collect();
        let calls = last.join(", ");
        let errors = self.errors().unwrap_or_default().join(" | ");
        format!(
            "at {address}\n  focus: {focus:?}\n  calls: {calls}\n  errors: {errors}\n  “{text}”"
        )
    }
}
