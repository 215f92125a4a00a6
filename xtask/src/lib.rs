//! Everything a developer or CI types, as functions; `main.rs` is only the words for them.
//!
//! Reading order: [`setup`] brings the tools; [`styles`] and [`dist`] build what is deployed;
//! [`serve`] hosts it; [`size`] weighs it; [`dev`] runs it beside a stand-in instance; [`connect`]
//! registers it at a real one, over [`rest`]; [`check`], [`rings`] and [`outcomes`] judge the code; [`tidy`] holds
//! the rules that no compiler knows. Knows the console only from outside: its files, its paths, its
//! programs.

pub mod bench;
pub mod check;
pub mod compress;
pub mod connect;
pub mod count;
pub mod dev;
pub mod dev_instance;
pub mod dist;
pub mod failure;
pub mod fingerprint;
pub mod finish;
mod lean;
mod order;
pub mod outcomes;
pub mod paths;
pub mod process;
pub mod rest;
pub mod rings;
pub mod serve;
pub mod setup;
pub mod size;
mod split;
pub mod styles;
pub mod tidy;
mod unused;
