//! Puts onto the machine what the other commands need, each thing only if it is lacking.
//!
//! Versions are pinned here, or come from `Cargo.lock`; nothing is downloaded but by the package
//! managers a developer has: cargo, npm and, on Debian, apt. A second time it only looks.

mod browser;
mod build;
mod npm;

pub use browser::{Browser, SWITCHES};
pub use build::BuildTools;

use crate::failure::Failure;
use std::path::PathBuf;

/// Everything, for `cargo xtask setup`.
pub fn all() -> Result<(), Failure> {
    let build = BuildTools::ready()?;
    let browser = Browser::ready()?;
    let (esbuild, terser) = (esbuild()?, terser()?);
    let axe = axe()?;
    println!("trunk         {}", build.trunk.display());
    println!("wasm-bindgen  {}", build.wasm_bindgen.display());
    println!("wasm-opt      {}", build.wasm_opt.display());
    println!("esbuild       {}", esbuild.display());
    println!("terser        {}", terser.display());
    println!("Chromium      {}", browser.chromium.display());
    println!("ChromeDriver  {}", browser.chromedriver.display());
    println!("axe-core      {}", axe.display());
    Ok(())
}

/// The script of axe-core, the accessibility checker that journeys run inside the page.
pub fn axe() -> Result<PathBuf, Failure> {
    npm::file("axe-core", npm::AXE_CORE, "axe.min.js")
}

/// The program that makes one script of several, to be run by Node.js.
pub fn esbuild() -> Result<PathBuf, Failure> {
    npm::file("esbuild", npm::ESBUILD, "bin/esbuild")
}

/// The program that makes scripts small, to be run by Node.js.
pub fn terser() -> Result<PathBuf, Failure> {
    npm::file("terser", npm::TERSER, "bin/terser")
}
