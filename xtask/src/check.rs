//! What is judged without running the console: format, lints natively and for the browser, the
//! catalogues of texts, and what dependencies come in.

use crate::{catalogues, process};
use anyhow::Result;

const FORMAT: &[&str] = &["fmt", "--all", "--check"];
const NATIVE: &[&str] = &["clippy", "--quiet", "--workspace", "--all-targets"];
const BROWSER: &[&str] = &[
    "clippy",
    "--quiet",
    "--package",
    "login-console",
    "--all-targets",
    "--target",
    "wasm32-unknown-unknown",
];
const NO_WARNING: &[&str] = &["--", "-D", "warnings"];
const DEPENDENCIES: &[&str] = &["deny", "--workspace", "check"];

/// Runs all of them; the first that fails ends it.
pub fn run() -> Result<()> {
    cargo(FORMAT, &[])?;
    cargo(NATIVE, NO_WARNING)?;
    cargo(BROWSER, NO_WARNING)?;
    println!("The catalogues of texts");
    catalogues::check()?;
    if process::on_path("cargo-deny").is_some() {
        cargo(DEPENDENCIES, &[])?;
    } else {
        println!("cargo deny is not installed, so deny.toml was not looked at.");
    }
    Ok(())
}

fn cargo(arguments: &[&str], more: &[&str]) -> Result<()> {
    let mut cargo = process::cargo();
    cargo.args(arguments).args(more);
    println!("{}", process::typed(&cargo));
    process::run(&mut cargo)
}
