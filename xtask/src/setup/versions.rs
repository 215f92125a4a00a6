//! The versions of the tools: those that Trunk is told in `Trunk.toml`, and of wasm-bindgen the one
//! that the program is compiled with.

use crate::paths;
use anyhow::{Context, Result};
use toml::{Table, Value};

/// Trunk, `0.21.14`.
pub fn trunk() -> Result<String> {
    configured(&["trunk-version"])
}

/// Sass, `1.108.2`.
pub fn sass() -> Result<String> {
    configured(&["tools", "sass"])
}

/// The npm package of Binaryen. Its releases are called `version_132`, the package is `132.0.0`.
pub fn binaryen() -> Result<String> {
    let release = configured(&["tools", "wasm_opt"])?;
    let number = release.strip_prefix("version_").unwrap_or(&release);
    Ok(format!("{number}.0.0"))
}

/// wasm-bindgen, whose program and crate must be of one version.
pub fn wasm_bindgen() -> Result<String> {
    let lock = read("Cargo.lock")?;
    let packages = lock.get("package").and_then(Value::as_array);
    packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(Value::as_str) == Some("wasm-bindgen"))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .context("Cargo.lock names no package `wasm-bindgen`.")
}

fn configured(path: &[&str]) -> Result<String> {
    let config = Value::Table(read("Trunk.toml")?);
    path.iter()
        .try_fold(&config, |value, name| value.get(*name))
        .and_then(Value::as_str)
        .map(str::to_owned)
        .with_context(|| format!("Trunk.toml says no `{}`.", path.join(".")))
}

fn read(file: &str) -> Result<Table> {
    let path = paths::root().join(file);
    let text = fs_err::read_to_string(&path)?;
    text.parse()
        .with_context(|| format!("{} cannot be read", path.display()))
}
