//! Where things stand in the checkout, and where tools are kept between runs.

use crate::failure::Failure;
use std::env;
use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// What gets deployed.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Files of ours that can be made again. Always inside the checkout, because `index.html` names
/// the stylesheet in it.
pub fn made() -> PathBuf {
    root().join("target")
}

/// Where Cargo builds, which the environment may move.
pub fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(made, |moved| root().join(moved))
}

/// Where tools live: `$LOGIN_CONSOLE_TOOLS`, else the user's cache folder. Outside the checkout, so
/// that `cargo clean` and a second clone need not build them again.
pub fn tools() -> Result<PathBuf, Failure> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    set("LOGIN_CONSOLE_TOOLS")
        .map(PathBuf::from)
        .or_else(|| {
            set("XDG_CACHE_HOME").map(|cache| Path::new(&cache).join("login-console-tools"))
        })
        .or_else(|| set("HOME").map(|home| Path::new(&home).join(".cache/login-console-tools")))
        .ok_or_else(|| Failure::Missing {
            what: "A folder for tools".to_owned(),
            remedy: "Set LOGIN_CONSOLE_TOOLS to a folder that may be written.".to_owned(),
        })
}
