//! What a journey is handed: a console, an instance, people, and a tab to begin with.

mod review_page;
mod screen;
mod sign_in;

pub use screen::{Receipt, Screen};

use crate::browser::{Browser, ConsoleLine};
use crate::error::{TestResult, ensure};
use crate::fixture::{Fixture, HostedConsole, Tools};
use crate::instance::{Instance, People};
use crate::page::{Call, Catalogue, Note, Page};
use std::cell::RefCell;
use std::sync::Arc;

/// The context of one journey.
pub struct TestContext<'a> {
    /// What is there once for all journeys.
    pub tools: &'a Tools,
    /// The browser.
    pub browser: &'a Arc<Browser>,
    /// The console.
    pub console: &'a HostedConsole,
    /// The instance it manages.
    pub instance: &'a Instance,
    /// Who can sign in there.
    pub people: &'a People,
    /// The texts of the console in English.
    pub texts: Catalogue,
    /// The first tab.
    pub page: Page,
    /// Parts of lines that this journey makes the browser's console write.
    allowed: RefCell<Vec<[String; 2]>>,
}

impl<'a> TestContext<'a> {
    /// A clean browser with one tab, in which nothing is open yet.
    pub fn new(fixture: &'a Fixture) -> TestResult<Self> {
        let console = fixture.console.origin();
        let browser = &fixture.browser;
        browser.clean(&[&console, &fixture.instance.issuer])?;
        Ok(Self {
            tools: &fixture.tools,
            browser,
            console: &fixture.console,
            instance: &fixture.instance,
            people: &fixture.people,
            texts: Catalogue::read(&fixture.tools.dist, "en")?,
            page: Page::open(browser, &console)?,
            allowed: RefCell::default(),
        })
    }

    /// Another tab of the same browser.
    pub fn new_page(&self) -> TestResult<Page> {
        Page::open(self.browser, &self.console.origin())
    }

    /// The address of a path of the console.
    pub fn url(&self, path: &str) -> String {
        self.console.origin() + path
    }

    /// Opens a path of the console in the first tab.
    pub fn open(&self, path: &str) -> TestResult {
        self.page.tab().goto(&self.url(path))
    }

    /// The settings page in the first tab, in English.
    pub fn screen(&self) -> Screen<'_> {
        Screen::new(&self.page, &self.texts)
    }

    /// The calls that the console made to the instance in this journey, in order.
    pub fn calls(&self) -> TestResult<Vec<Call>> {
        Ok(Call::all(&self.browser.console_lines()?))
    }

    /// Everything that was noted in this journey, in order.
    pub fn notes(&self) -> TestResult<Vec<Note>> {
        Ok(Note::all(&self.browser.console_lines()?))
    }

    /// The calls that change something, as `PUT /admin/v1/policies/login`.
    pub fn writes(&self) -> TestResult<Vec<String>> {
        let calls = self.calls()?;
        Ok(calls
            .iter()
            .filter(|call| call.is_write())
            .map(Call::line)
            .collect())
    }

    /// The browser itself complains about answers with this status to calls of this path.
    pub fn allow_status(&self, path: &str, status: u16) {
        self.allow_console_line(
            path,
            &format!("the server responded with a status of {status}"),
        );
    }

    /// A line of the browser's console that contains both is no failure of this journey.
    pub fn allow_console_line(&self, part: &str, other: &str) {
        self.allowed
            .borrow_mut()
            .push([part.to_owned(), other.to_owned()]);
    }

    /// Fails if the browser's console holds an error that this journey does not allow.
    pub fn ensure_clean_console(&self) -> TestResult {
        let errors = self.console_errors()?;
        ensure(
            errors.is_empty(),
            format!("the browser's console says: {}", errors.join(" | ")),
        )
    }

    fn console_errors(&self) -> TestResult<Vec<String>> {
        let allowed = self.allowed.borrow();
        let of_sign_in_pages = format!("{}/ui/", self.instance.issuer);
        let is_allowed = |line: &ConsoleLine| {
            line.url().starts_with(&of_sign_in_pages)
                || line.url().ends_with("/favicon.ico")
                || allowed.iter().any(|parts| {
                    parts
                        .iter()
                        .all(|part| line.message.contains(part.as_str()))
                })
        };
        let lines = self.browser.console_lines()?;
        Ok(lines
            .into_iter()
            .filter(|line| line.level == "SEVERE" && !is_allowed(line))
            .map(|line| line.message)
            .collect())
    }

    /// What can be seen now, for the report of a failure.
    pub fn describe(&self) -> String {
        let url = self.page.tab().url().unwrap_or_default();
        // Without the query, which may hold a code.
        let address = url.split('?').next().unwrap_or_default();
        let text = self.page.text("body").ok().flatten().unwrap_or_default();
        let text: String = text.chars().take(1200).collect();
        let focus = self.page.focus().ok().flatten();
        let calls = self.calls().unwrap_or_default();
        let last: Vec<String> = calls.iter().rev().take(12).rev().map(Call::line).collect();
        let calls = last.join(", ");
        let errors = self.console_errors().unwrap_or_default().join(" | ");
        format!(
            "at {address}\n  focus: {focus:?}\n  calls: {calls}\n  errors: {errors}\n  “{text}”"
        )
    }
}
