//! Journeys of the built console in a headless browser, and the acceptance of any ZITADEL.
//!
//! Reading order: [`journeys`] says what must hold, one function each, and is where to begin;
//! [`context`] is what a journey is handed; [`page`] finds elements as a person does, by role and
//! accessible name; [`browser`] drives the browser over WebDriver; [`instance`] changes the instance
//! beside the console, over REST; [`fixture`] brings all of that; [`accept`] does so at any ZITADEL and
//! puts that back as it was; [`bench`] asks what the console costs. `tests/journeys` makes tests of the
//! journeys.
//! Knows the console only as a browser and a person do: nothing of its code is used here.

pub mod accept;
pub mod bench;
pub mod browser;
pub mod context;
pub mod error;
pub mod fixture;
pub mod instance;
pub mod journeys;
pub mod page;
pub mod wait;
