//! What the journeys of `tests/e2e` need: the built console, a browser with its driver, and the
//! checker of accessibility that is run inside the page.

use crate::setup::{self, Browser};
use crate::{dist, process};
use anyhow::Result;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Everything found, installed or built.
#[derive(Clone, Debug)]
pub struct Prerequisites {
    /// The built console, to be hosted by [`crate::serve::Server`].
    pub dist: PathBuf,
    /// The browser and its driver.
    pub browser: Browser,
    /// The script of axe-core.
    pub axe: PathBuf,
}

impl Prerequisites {
    /// Takes what `$CONSOLE_DIST`, `$CHROMIUM`, `$CHROMEDRIVER` and `$AXE_JS` name, and builds or
    /// installs what else is lacking; quick if nothing is.
    pub fn ready() -> Result<Self> {
        let named = |name| env::var_os(name).filter(|path| !path.is_empty());
        Ok(Self {
            browser: Browser::ready()?,
            axe: match named("AXE_JS") {
                Some(axe) => axe.into(),
                None => setup::axe()?,
            },
            dist: match named("CONSOLE_DIST") {
                Some(dist) => dist.into(),
                None => dist::build()?,
            },
        })
    }

    /// The environment variables by which another process finds the same.
    pub fn variables(&self) -> [(&'static str, &Path); 4] {
        [
            ("CONSOLE_DIST", &self.dist),
            ("CHROMIUM", &self.browser.chromium),
            ("CHROMEDRIVER", &self.browser.chromedriver),
            ("AXE_JS", &self.axe),
        ]
    }
}

/// A program beside the journeys: `accept` or `bench`.
pub fn program(name: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "e2e", "--bin", name, "--"]);
    cargo
}
