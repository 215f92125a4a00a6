//! An admin console for the login settings of a ZITADEL instance.
//!
//! Modules, each importing only those after it: [`app`] puts everything together, [`layout`] stands
//! around the [`pages`]; [`login_settings`] is what the console is for; [`auth`] keeps somebody
//! signed in; [`components`] are controls without a subject; [`i18n`] is the language of the page;
//! [`platform`] is the only one that names the web platform, [`routes`] and [`config`] are values.
//! `ARCHITECTURE.md` says more.

#![recursion_limit = "256"]

pub mod app;
pub mod auth;
pub mod auth_messages;
pub mod components;
pub mod config;
pub mod i18n;
pub mod layout;
pub mod login_settings;
pub mod pages;
pub mod platform;
pub mod routes;
