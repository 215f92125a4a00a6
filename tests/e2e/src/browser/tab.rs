//! A tab: addresses, scripts, clicks and keys.

use super::session::Browser;
use crate::error::{TestError, TestResult};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Key, WebElement, WindowHandle};

/// A tab of a browser.
pub struct Tab {
    browser: Arc<Browser>,
    handle: WindowHandle,
}

impl Tab {
    pub(super) fn new(browser: Arc<Browser>, handle: WindowHandle) -> Self {
        Self { browser, handle }
    }

    /// Its browser.
    pub fn browser(&self) -> &Arc<Browser> {
        &self.browser
    }

    fn run<T>(
        &self,
        command: &'static str,
        sent: impl Future<Output = WebDriverResult<T>>,
    ) -> TestResult<T> {
        self.browser.switch_to(&self.handle)?;
        self.browser.run(command, sent)
    }

    /// A command of the Chrome DevTools Protocol, for this tab.
    pub fn cdp(&self, method: &str, parameters: &Value) -> TestResult<Value> {
        self.browser.switch_to(&self.handle)?;
        self.browser.cdp(method, parameters)
    }

    /// Opens an address.
    pub fn goto(&self, url: &str) -> TestResult {
        self.run("open an address", self.browser.driver().goto(url))
    }

    /// Loads the page anew.
    pub fn reload(&self) -> TestResult {
        self.run("reload", self.browser.driver().refresh())
    }

    /// The address of the page.
    pub fn url(&self) -> TestResult<String> {
        let url = self.browser.driver().current_url();
        self.run("say its address", url).map(Into::into)
    }

    /// Runs the body of a function in the page with these `arguments`; gives what it returns.
    pub fn execute(&self, body: &str, arguments: &[Value]) -> TestResult<Value> {
        let script = self.browser.driver().execute(body, arguments);
        Ok(self.run("run a script", script)?.json().clone())
    }

    /// Likewise; gives what the function hands to its last argument, which is a callback.
    pub fn execute_async(&self, body: &str, arguments: &[Value]) -> TestResult<Value> {
        let script = self.browser.driver().execute_async(body, arguments);
        Ok(self.run("run a script", script)?.json().clone())
    }

    /// The element that a script gave; `None` if it gave none.
    pub fn element(&self, value: &Value) -> Option<WebElement> {
        let handle = Arc::clone(self.browser.driver().handle());
        WebElement::from_json(value.clone(), handle).ok()
    }

    /// Runs an expression outside of the page's own policy; for large scripts.
    pub fn evaluate(&self, expression: &str) -> TestResult {
        let parameters = json!({"expression": expression, "returnByValue": true});
        let answer = self.cdp("Runtime.evaluate", &parameters)?;
        match answer["exceptionDetails"].as_object() {
            None => Ok(()),
            Some(_) => Err(TestError::Failed(format!(
                "a script failed: {}",
                answer["result"]["description"]
            ))),
        }
    }

    /// Runs a script before every page of this tab from now on; gives its id for taking it back.
    pub fn add_init_script(&self, script: &str) -> TestResult<String> {
        let parameters = json!({ "source": script });
        let answer = self.cdp("Page.addScriptToEvaluateOnNewDocument", &parameters)?;
        Ok(answer["identifier"].as_str().unwrap_or_default().to_owned())
    }

    /// Takes such a script back.
    pub fn remove_init_script(&self, id: &str) -> TestResult {
        let parameters = json!({ "identifier": id });
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", &parameters)
            .map(|_| ())
    }

    /// Clicks in the middle of what can be seen of an element; fails if something covers it.
    pub fn click(&self, element: &WebElement) -> TestResult {
        self.run("click", element.click())
    }

    /// Types into a field in place of what is there, and goes on to the next one, as people do.
    pub fn fill(&self, field: &WebElement, text: &str) -> TestResult {
        self.execute("arguments[0].select()", &[reference(field)?])?;
        let keys = match text {
            "" => Key::Backspace + Key::Tab,
            text => text + Key::Tab,
        };
        self.run("type", field.send_keys(keys))
    }

    /// Types into a field, and sends off what it belongs to.
    pub fn submit(&self, field: &WebElement, text: &str) -> TestResult {
        self.run("type", field.send_keys(text + Key::Enter))
    }

    /// Presses a key, wherever the focus is.
    pub fn press(&self, key: Key) -> TestResult {
        self.type_keys(&char::from(key).to_string())
    }

    /// Types, wherever the focus is.
    pub fn type_keys(&self, text: &str) -> TestResult {
        let driver = self.browser.driver();
        let chain = driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let chain = chain.send_keys(text);
        self.run("type", chain.perform())
    }

    /// Makes the window of this tab so large, without a frame; `None` gives it its own size back.
    pub fn resize(&self, size: Option<(u32, u32)>) -> TestResult {
        match size {
            None => self.cdp("Emulation.clearDeviceMetricsOverride", &json!({})),
            Some((width, height)) => self.cdp(
                "Emulation.setDeviceMetricsOverride",
                &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
            ),
        }
        .map(|_| ())
    }

    /// Cuts the network off, or puts it back.
    pub fn set_offline(&self, offline: bool) -> TestResult {
        // Without it the page would hear that it is offline, and be served all the same.
        self.cdp("Network.enable", &json!({}))?;
        self.cdp(
            "Network.emulateNetworkConditions",
            &json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}),
        )
        .map(|_| ())
    }
}

/// An element, to be handed to a script as an argument.
pub fn reference(element: &WebElement) -> TestResult<Value> {
    element.to_json().map_err(|cause| TestError::WebDriver {
        command: "name an element",
        cause,
    })
}
