//! A browser under a driver of its own, over the WebDriver client `thirtyfour`.
//!
//! Journeys are synchronous: there is nothing to be done while the browser is at work, so each command
//! is waited for here. Knows neither the console nor any instance.

mod chromedriver;
mod console_log;
mod session;
mod tab;

pub use chromedriver::{ChromeDriver, OnCtrlC};
pub use console_log::ConsoleLine;
pub use session::Browser;
pub use tab::{Tab, reference};
pub use thirtyfour::{Key, WebElement};
