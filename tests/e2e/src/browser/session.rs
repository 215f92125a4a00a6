//! One browser, whose tabs come and go with the journeys.

use super::chromedriver::ChromeDriver;
use super::console_log::ConsoleLine;
use super::tab::Tab;
use crate::error::{TestError, TestResult};
use crate::wait::timeout;
use serde_json::{Value, json};
use std::future::{Future, IntoFuture};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use thirtyfour::common::capabilities::desiredcapabilities::PageLoadStrategy;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, WindowHandle};
use tokio::runtime::{self, Runtime};
use xtask::setup::SWITCHES;

/// A browser; it is closed with this value.
pub struct Browser {
    runtime: Runtime,
    driver: WebDriver,
    /// The tab that keeps the browser open between journeys.
    home: WindowHandle,
    /// The tab that commands go to; `None` if that one was closed.
    current: Mutex<Option<WindowHandle>>,
    console: Mutex<Vec<ConsoleLine>>,
    /// Without it nobody could close the browser.
    _chromedriver: Arc<ChromeDriver>,
}

impl Browser {
    /// Opens one, which speaks English and keeps a log of its console.
    pub fn open(chromedriver: &Arc<ChromeDriver>) -> TestResult<Arc<Self>> {
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let opened = runtime.block_on(async {
            let capabilities = capabilities(chromedriver)?;
            // Longer than what the browser itself gives up after.
            let builder = WebDriver::builder(chromedriver.url(), capabilities)
                .request_timeout(timeout() + Duration::from_secs(60));
            let driver = builder.into_future().await?;
            let limits = TimeoutConfiguration::new(Some(timeout()), Some(timeout()), None);
            driver.update_timeouts(limits).await?;
            let home = driver.window().await?;
            WebDriverResult::Ok((driver, home))
        });
        let (driver, home) = opened.map_err(failed("open"))?;
        Ok(Arc::new(Self {
            runtime,
            driver,
            current: Mutex::new(Some(home.clone())),
            home,
            console: Mutex::default(),
            _chromedriver: Arc::clone(chromedriver),
        }))
    }

    /// Opens a new tab.
    pub fn new_tab(self: &Arc<Self>) -> TestResult<Tab> {
        self.switch_to(&self.home)?;
        let handle = self.run("open a tab", self.driver.new_tab())?;
        Ok(Tab::new(Arc::clone(self), handle))
    }

    /// Closes every tab but the home tab, removes cookies and whatever these origins stored, and
    /// forgets what the console has logged.
    pub fn clean(&self, origins: &[&str]) -> TestResult {
        for handle in self.run("list its tabs", self.driver.windows())? {
            if handle != self.home {
                self.switch_to(&handle)?;
                self.run("close a tab", self.driver.close_window())?;
            }
        }
        *lock(&self.current) = None;
        self.switch_to(&self.home)?;
        self.cdp("Network.clearBrowserCookies", &json!({}))?;
        for origin in origins {
            let all = json!({"origin": origin, "storageTypes": "all"});
            self.cdp("Storage.clearDataForOrigin", &all)?;
        }
        self.read_console()?;
        lock(&self.console).clear();
        Ok(())
    }

    /// What the console of the browser has logged since [`Browser::clean`].
    pub fn console_lines(&self) -> TestResult<Vec<ConsoleLine>> {
        self.read_console()?;
        Ok(lock(&self.console).clone())
    }

    fn read_console(&self) -> TestResult {
        let new = self.run("read its console", self.driver.browser_log())?;
        let new = new.into_iter().map(ConsoleLine::from);
        lock(&self.console).extend(new);
        Ok(())
    }

    /// Makes a tab the one that commands go to.
    pub(super) fn switch_to(&self, handle: &WindowHandle) -> TestResult {
        let mut current = lock(&self.current);
        if current.as_ref() != Some(handle) {
            let switching = self.driver.switch_to_window(handle.clone());
            self.run("go to a tab", switching)?;
            *current = Some(handle.clone());
        }
        Ok(())
    }

    pub(super) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// A command of the Chrome DevTools Protocol, for the current tab.
    pub(super) fn cdp(&self, method: &str, parameters: &Value) -> TestResult<Value> {
        let cdp = self.driver.cdp();
        self.run(
            "carry out a command of CDP",
            cdp.send_raw(method, parameters),
        )
    }

    /// Waits for a command.
    pub(super) fn run<T>(
        &self,
        command: &'static str,
        sent: impl Future<Output = WebDriverResult<T>>,
    ) -> TestResult<T> {
        self.runtime.block_on(sent).map_err(failed(command))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // ChromeDriver may be gone already, and the browser with it.
        let _ = self.runtime.block_on(self.driver.clone().quit());
    }
}

fn capabilities(chromedriver: &ChromeDriver) -> WebDriverResult<ChromeCapabilities> {
    let mut chrome = DesiredCapabilities::chrome();
    chrome.set_binary(&chromedriver.chromium().to_string_lossy())?;
    for switch in SWITCHES {
        chrome.add_arg(switch)?;
    }
    for switch in [
        "--lang=en-US",
        "--window-size=1280,900",
        "--disable-extensions",
    ] {
        chrome.add_arg(switch)?;
    }
    let preferences = json!({"intl.accept_languages": "en-US,en"});
    chrome.add_experimental_option("prefs", preferences)?;
    chrome.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    chrome.set_page_load_strategy(PageLoadStrategy::Eager)?;
    chrome.set("unhandledPromptBehavior", "dismiss and notify")?;
    Ok(chrome)
}

fn failed(command: &'static str) -> impl FnOnce(WebDriverError) -> TestError {
    move |cause| TestError::WebDriver { command, cause }
}

/// A journey that panicked leaves the browser as usable as one that failed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
