//! Tools that come as npm packages, each in a folder named after its version.

use crate::{paths, process};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// A file of a package at exactly a version.
pub fn file(package: &str, version: &str, file: &str) -> Result<PathBuf> {
    within(package, version, &format!("{package}/{file}"))
}

/// A program that a package brings, at exactly a version.
pub fn program(package: &str, version: &str, name: &str) -> Result<PathBuf> {
    within(package, version, &format!(".bin/{name}"))
}

fn within(package: &str, version: &str, wanted: &str) -> Result<PathBuf> {
    let folder = paths::tools()?.join(format!("{package}-{version}"));
    let wanted = folder.join("node_modules").join(wanted);
    if wanted.is_file() {
        return Ok(wanted);
    }
    let Some(npm) = process::on_path("npm") else {
        bail!(
            "npm, which brings {package}, is missing. Install Node.js 20 or newer, which includes it."
        );
    };
    println!("Installing {package} {version} …");
    fs_err::create_dir_all(&folder)?;
    process::run(
        Command::new(npm)
            .args(["install", "--no-save", "--no-package-lock", "--no-audit"])
            .args(["--no-fund", "--ignore-scripts", "--loglevel", "error"])
            .arg("--prefix")
            .arg(&folder)
            .arg(format!("{package}@{version}"))
            .current_dir(&folder),
    )?;
    if !wanted.is_file() {
        bail!(
            "npm installed {package} {version} without {}.",
            wanted.display()
        );
    }
    Ok(wanted)
}
