//! WebDriver (W3C, Level 2) against ChromeDriver, as little of it as the journeys need.
//!
//! A small blocking client: there is nothing to be done while the browser is at work. Knows neither
//! the console nor any instance.

mod browser;
mod log;
mod program;
mod tab;
mod wire;

pub use browser::Browser;
pub use log::Line;
pub use program::ChromeDriver;
pub use tab::{Element, Key, Tab};
