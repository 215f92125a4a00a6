//! Everything a developer or CI types, as functions; `main.rs` is the command line over them.
//!
//! Reading order: [`setup`] brings the tools; [`dist`] builds what is deployed; [`serve`] hosts it;
//! [`size`] weighs it; [`dev`] runs it beside a stand-in instance; [`connect`] registers it at a real
//! one, over [`admin_client`]; [`check`], [`suites`] and [`outcomes`] judge the code. Knows the console
//! only from outside: its files, its paths, its programs.

pub mod admin_client;
pub mod catalogues;
pub mod check;
mod compress;
pub mod connect;
pub mod dev;
pub mod dev_instance;
pub mod dist;
pub mod fingerprint;
pub mod journeys;
pub mod outcomes;
pub mod paths;
pub mod process;
pub mod serve;
pub mod setup;
pub mod size;
pub mod suites;
pub mod test_summary;

/// Why a command failed: what it was about, then each cause on a line of its own.
pub fn sentences(error: &anyhow::Error) -> String {
    let causes = error.chain().map(ToString::to_string);
    causes.collect::<Vec<_>>().join("\n  because: ")
}
