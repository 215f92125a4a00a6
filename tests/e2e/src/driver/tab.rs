//! A tab: addresses, scripts, clicks and keys.

use super::browser::Browser;
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use std::rc::Rc;

/// WebDriver §12.1: the member that marks a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

const BACKSPACE: char = '\u{e003}';

/// A tab of a browser.
pub struct Tab {
    browser: Rc<Browser>,
    handle: String,
}

/// An element of the page that is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element(String);

impl Element {
    /// Out of what a script gave back.
    pub fn of(value: &Value) -> Option<Self> {
        value[ELEMENT].as_str().map(|id| Self(id.to_owned()))
    }

    /// To be handed to a script.
    pub fn reference(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A key without a letter (WebDriver §17.4.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// To the next control.
    Tab,
    /// Follow, submit.
    Enter,
    /// Toggle.
    Space,
    /// Away with it.
    Escape,
}

impl Key {
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
            Self::Escape => '\u{e00c}',
        }
    }
}

impl Tab {
    pub(super) fn new(browser: Rc<Browser>, handle: String) -> Self {
        Self { browser, handle }
    }

    /// Its browser.
    pub fn browser(&self) -> &Rc<Browser> {
        &self.browser
    }

    fn post(&self, command: &str, parameters: &Value) -> Verdict<Value> {
        self.browser.go_to(&self.handle)?;
        self.browser.post(command, parameters)
    }

    /// A command of the Chrome DevTools Protocol, for this tab.
    pub fn devtools(&self, method: &str, parameters: &Value) -> Verdict<Value> {
        self.browser.go_to(&self.handle)?;
        self.browser.devtools(method, parameters)
    }

    /// Opens an address.
    pub fn open(&self, url: &str) -> Verdict {
        self.post("url", &json!({ "url": url })).map(|_| ())
    }

    /// Loads the page anew.
    pub fn reload(&self) -> Verdict {
        self.post("refresh", &json!({})).map(|_| ())
    }

    /// What the address bar says.
    pub fn url(&self) -> Verdict<String> {
        self.browser.go_to(&self.handle)?;
        let url = self.browser.get("url")?;
        Ok(url.as_str().unwrap_or_default().to_owned())
    }

    /// The body of a function, run in the page with these `arguments`.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Verdict<Value> {
        self.post("execute/sync", &json!({"script": body, "args": arguments}))
    }

    /// Likewise, where the result is handed to the last argument.
    pub fn script_later(&self, body: &str, arguments: &[Value]) -> Verdict<Value> {
        self.post("execute/async", &json!({"script": body, "args": arguments}))
    }

    /// Runs an expression outside of the page's own policy; for large scripts.
    pub fn evaluate(&self, expression: &str) -> Verdict {
        let parameters = json!({"expression": expression, "returnByValue": true});
        let answer = self.devtools("Runtime.evaluate", &parameters)?;
        match answer["exceptionDetails"].as_object() {
            None => Ok(()),
            Some(_) => Err(Trouble::Differs(format!(
                "a script failed: {}",
                answer["result"]["description"]
            ))),
        }
    }

    /// Runs a script before every page of this tab from now on; gives its name for taking it back.
    pub fn before_every_page(&self, script: &str) -> Verdict<String> {
        let parameters = json!({ "source": script });
        let answer = self.devtools("Page.addScriptToEvaluateOnNewDocument", &parameters)?;
        Ok(answer["identifier"].as_str().unwrap_or_default().to_owned())
    }

    /// Takes such a script back.
    pub fn no_more(&self, name: &str) -> Verdict {
        let parameters = json!({ "identifier": name });
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", &parameters)
            .map(|_| ())
    }

    /// Clicks in the middle of what can be seen of an element; fails if something covers it.
    pub fn click(&self, element: &Element) -> Verdict {
        self.post(&format!("element/{}/click", element.0), &json!({}))
            .map(|_| ())
    }

    /// Types into a field in place of what is there, and goes on to the next one, as people do.
    pub fn write(&self, element: &Element, text: &str) -> Verdict {
        self.script("arguments[0].select()", &[element.reference()])?;
        let mut keys = text.to_owned();
        if text.is_empty() {
            keys.push(BACKSPACE);
        }
        keys.push(Key::Tab.code());
        self.post(
            &format!("element/{}/value", element.0),
            &json!({ "text": keys }),
        )
        .map(|_| ())
    }

    /// Types into a field, and sends off what it belongs to.
    pub fn send(&self, element: &Element, text: &str) -> Verdict {
        let keys = format!("{text}{}", Key::Enter.code());
        self.post(
            &format!("element/{}/value", element.0),
            &json!({ "text": keys }),
        )
        .map(|_| ())
    }

    /// Presses a key, wherever the focus is.
    pub fn press(&self, key: Key) -> Verdict {
        self.type_keys(&key.code().to_string())
    }

    /// Types, wherever the focus is.
    pub fn type_keys(&self, text: &str) -> Verdict {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key})))
            .collect();
        let keyboard = json!([{"type": "key", "id": "keyboard", "actions": strokes}]);
        self.post("actions", &json!({ "actions": keyboard }))
            .map(|_| ())
    }

    /// Makes the window of this tab so large, without a frame; `None` gives it its own size back.
    pub fn resize(&self, size: Option<(u32, u32)>) -> Verdict {
        match size {
            None => self.devtools("Emulation.clearDeviceMetricsOverride", &json!({})),
            Some((width, height)) => self.devtools(
                "Emulation.setDeviceMetricsOverride",
                &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
            ),
        }
        .map(|_| ())
    }

    /// Cuts the network off, or puts it back.
    pub fn offline(&self, offline: bool) -> Verdict {
        self.devtools(
            "Network.emulateNetworkConditions",
            &json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}),
        )
        .map(|_| ())
    }
}
