//! A session of ChromeDriver: one browser, whose tabs come and go with the journeys.

use super::log::Line;
use super::program::ChromeDriver;
use super::tab::Tab;
use super::wire::Wire;
use crate::trouble::Verdict;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use xtask::setup::SWITCHES;

/// A browser; it is closed with this value.
pub struct Browser {
    wire: Wire,
    session: String,
    /// The tab that commands go to, and the one that keeps the browser open between journeys.
    current: RefCell<String>,
    home: String,
    lines: RefCell<Vec<Line>>,
}

impl Browser {
    /// Opens one, which speaks English and keeps a log of its console.
    pub fn open(driver: &ChromeDriver) -> Verdict<Rc<Self>> {
        let wire = driver.wire();
        let mut switches: Vec<&str> = SWITCHES.to_vec();
        switches.extend([
            "--lang=en-US",
            "--window-size=1280,900",
            "--disable-extensions",
        ]);
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "pageLoadStrategy": "eager",
            "timeouts": {"script": 60_000, "pageLoad": 60_000},
            "unhandledPromptBehavior": "dismiss and notify",
            "goog:chromeOptions": {
                "binary": driver.chromium(),
                "args": switches,
                "prefs": {"intl.accept_languages": "en-US,en"},
            },
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let opened = wire.post("/session", &capabilities)?;
        let session = opened["sessionId"].as_str().unwrap_or_default().to_owned();
        let home = wire.get(&format!("/session/{session}/window"))?;
        let home = home.as_str().unwrap_or_default().to_owned();
        Ok(Rc::new(Self {
            wire,
            session,
            current: RefCell::new(home.clone()),
            home,
            lines: RefCell::default(),
        }))
    }

    /// A new tab; what was logged before is forgotten with the first of a journey.
    pub fn new_tab(self: &Rc<Self>) -> Verdict<Tab> {
        self.go_to(&self.home)?;
        let opened = self.post("window/new", &json!({"type": "tab"}))?;
        let handle = opened["handle"].as_str().unwrap_or_default().to_owned();
        Ok(Tab::new(Rc::clone(self), handle))
    }

    /// Closes every tab but the home tab and removes cookies and whatever these origins stored.
    pub fn clean(&self, origins: &[&str]) -> Verdict {
        let handles = self.get("window/handles")?;
        for handle in handles.as_array().map(Vec::as_slice).unwrap_or_default() {
            let handle = handle.as_str().unwrap_or_default();
            if handle != self.home {
                self.go_to(handle)?;
                self.wire.delete(&self.path("window"))?;
            }
        }
        // The tab that was current may be one of those just closed.
        self.current.borrow_mut().clear();
        self.go_to(&self.home)?;
        self.devtools("Network.clearBrowserCookies", &json!({}))?;
        for origin in origins {
            let all = json!({"origin": origin, "storageTypes": "all"});
            self.devtools("Storage.clearDataForOrigin", &all)?;
        }
        self.hear()?;
        self.lines.borrow_mut().clear();
        Ok(())
    }

    /// Makes a tab the one that commands go to.
    pub(super) fn go_to(&self, handle: &str) -> Verdict {
        if *self.current.borrow() == handle {
            return Ok(());
        }
        self.post("window", &json!({"handle": handle}))?;
        self.current.replace(handle.to_owned());
        Ok(())
    }

    /// What the console of the browser has logged in this journey.
    pub fn lines(&self) -> Verdict<Vec<Line>> {
        self.hear()?;
        Ok(self.lines.borrow().clone())
    }

    fn hear(&self) -> Verdict {
        let said = self.post("se/log", &json!({"type": "browser"}))?;
        self.lines.borrow_mut().extend(Line::all(&said));
        Ok(())
    }

    pub(super) fn get(&self, command: &str) -> Verdict<Value> {
        self.wire.get(&self.path(command))
    }

    pub(super) fn post(&self, command: &str, parameters: &Value) -> Verdict<Value> {
        self.wire.post(&self.path(command), parameters)
    }

    pub(super) fn devtools(&self, method: &str, parameters: &Value) -> Verdict<Value> {
        self.post(
            "goog/cdp/execute",
            &json!({"cmd": method, "params": parameters}),
        )
    }

    fn path(&self, command: &str) -> String {
        format!("/session/{}/{command}", self.session)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // ChromeDriver may be gone already, and the browser with it.
        let _ = self.wire.delete(&format!("/session/{}", self.session));
    }
}
