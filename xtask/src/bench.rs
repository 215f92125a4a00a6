//! What a journey in a real browser needs: the built console, a browser, and the checker of
//! accessibility that is run inside the page.

use crate::dist;
use crate::failure::Failure;
use crate::setup::{self, Browser};
use std::env;
use std::path::PathBuf;

/// Everything found and built.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The built console, to be hosted by [`crate::serve::Server`].
    pub dist: PathBuf,
    /// The browser and its driver.
    pub browser: Browser,
    /// The script of axe-core.
    pub axe: PathBuf,
}

impl Bench {
    /// Builds and installs what is lacking; quick if nothing is. `$CONSOLE_DIST` names a console
    /// that was built before.
    pub fn ready() -> Result<Self, Failure> {
        let built = env::var_os("CONSOLE_DIST").filter(|named| !named.is_empty());
        Ok(Self {
            browser: Browser::ready()?,
            axe: setup::axe()?,
            dist: match built {
                Some(built) => PathBuf::from(built),
                None => dist::build()?,
            },
        })
    }
}
