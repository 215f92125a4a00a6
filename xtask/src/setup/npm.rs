//! Tools that come as npm packages, each in a folder named after its version.

use crate::failure::Failure;
use crate::{paths, process};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Binaryen, for wasm-opt.
pub const BINARYEN: &str = "132.0.0";
/// Makes one script of several.
pub const ESBUILD: &str = "0.28.1";
/// Makes scripts small. Trunk's own way does not know today's JavaScript and leaves them as they are.
pub const TERSER: &str = "5.51.2";
/// The accessibility checker.
pub const AXE_CORE: &str = "4.14.1";

/// A file of a package at exactly a version.
pub fn file(package: &str, version: &str, file: &str) -> Result<PathBuf, Failure> {
    let folder = paths::tools()?.join(format!("{package}-{version}"));
    let wanted = folder.join("node_modules").join(package).join(file);
    if wanted.is_file() {
        return Ok(wanted);
    }
    let Some(npm) = process::on_path("npm") else {
        return Err(Failure::Missing {
            what: format!("npm, which brings {package},"),
            remedy: "Install Node.js 20 or newer, which includes it.".to_owned(),
        });
    };
    println!("Installing {package} {version} …");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    process::run(
        Command::new(npm)
            .args(["install", "--no-save", "--no-package-lock", "--no-audit"])
            .args(["--no-fund", "--ignore-scripts", "--loglevel", "error"])
            .arg("--prefix")
            .arg(&folder)
            .arg(format!("{package}@{version}"))
            .current_dir(&folder),
    )?;
    if wanted.is_file() {
        return Ok(wanted);
    }
    Err(Failure::content(
        wanted.display(),
        format!("npm installed {package} {version} without it."),
    ))
}
