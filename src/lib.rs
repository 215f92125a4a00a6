//! An admin console for the login settings of a ZITADEL instance.
//!
//! Rooms, in reading order: [`routes`] and [`config`] are values, [`watched`] ones redraw what shows
//! them; [`browser`] is the only room that touches the web platform; [`markup`] makes elements;
//! [`navigation`] follows the address; [`session`] keeps somebody signed in; [`i18n`] speaks;
//! [`components`] are controls without a subject; [`pages`] are the screens; [`shell`] stands around
//! them; [`app`] puts them together. `ARCHITECTURE.md` says which may use which.

#![recursion_limit = "256"]

pub mod app;
pub mod browser;
pub mod components;
pub mod config;
pub mod i18n;
pub mod markup;
pub mod navigation;
pub mod pages;
pub mod routes;
pub mod session;
pub mod shell;
pub mod watched;
