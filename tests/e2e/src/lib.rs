//! Journeys of the built console in a headless browser, and the acceptance of any ZITADEL.
//!
//! Reading order: [`journeys`] says what must hold, one function each, and is where to begin;
//! [`stage`] is what a journey is handed; [`page`] finds things as a person does, by role and
//! accessible name; [`driver`] speaks WebDriver; [`instance`] is the other client of the instance,
//! over REST; [`runner`] and [`accept`] run journeys and put the instance back as it was;
//! [`measure`] asks what the console costs.
//! Knows the console only as a browser and a person do: nothing of its code is used here.

pub mod accept;
pub mod bench;
pub mod clock;
pub mod driver;
pub mod instance;
pub mod journeys;
pub mod measure;
pub mod page;
pub mod runner;
pub mod stage;
pub mod trouble;
