//! Puts onto the machine what the other commands need, each thing only if it is lacking.
//!
//! Versions stand in `Trunk.toml` and `Cargo.lock`; nothing is downloaded but by the package managers
//! a developer has: cargo, npm and, on Debian, apt. A second time it only looks.

mod browser;
mod build;
mod npm;
mod versions;

pub use browser::{Browser, SWITCHES};
pub use build::BuildTools;

use anyhow::Result;
use std::path::PathBuf;

const AXE_CORE: &str = "4.14.1";

/// Everything, for `cargo xtask setup`.
pub fn all() -> Result<()> {
    let build = BuildTools::ready()?;
    let browser = Browser::ready()?;
    let axe = axe()?;
    for (name, path) in [
        ("trunk", &build.trunk),
        ("wasm-bindgen", &build.wasm_bindgen),
        ("wasm-opt", &build.wasm_opt),
        ("sass", &build.sass),
        ("Chromium", &browser.chromium),
        ("ChromeDriver", &browser.chromedriver),
        ("axe-core", &axe),
    ] {
        println!("{name:<13} {}", path.display());
    }
    Ok(())
}

/// The script of axe-core, the accessibility checker that journeys run inside the page.
pub fn axe() -> Result<PathBuf> {
    npm::file("axe-core", AXE_CORE, "axe.min.js")
}
