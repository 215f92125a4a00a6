//! Where things stand in the checkout, and where tools are kept between runs.

use anyhow::{Context, Result};
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

/// Where Cargo builds, which the environment may move, and where other files that can be made again
/// are kept.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Where tools live: `$LOGIN_CONSOLE_TOOLS`, else the user's cache folder. Outside the checkout, so
/// that `cargo clean` and a second clone need not build them again.
pub fn tools() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    set("LOGIN_CONSOLE_TOOLS")
        .map(PathBuf::from)
        .or_else(|| {
            set("XDG_CACHE_HOME").map(|cache| Path::new(&cache).join("login-console-tools"))
        })
        .or_else(|| set("HOME").map(|home| Path::new(&home).join(".cache/login-console-tools")))
        .context(
            "There is no folder for tools. Set LOGIN_CONSOLE_TOOLS to one that may be written.",
        )
}
