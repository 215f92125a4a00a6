//! What a build of the console needs: the WebAssembly target, Trunk, wasm-bindgen, wasm-opt and Sass.

use super::{npm, versions};
use crate::{paths, process};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// Programs that build the console.
#[derive(Clone, Debug)]
pub struct BuildTools {
    /// Trunk, which drives the others.
    pub trunk: PathBuf,
    /// wasm-bindgen, of the version in `Cargo.lock`.
    pub wasm_bindgen: PathBuf,
    /// The runner for tests in a browser, of the same version.
    pub test_runner: PathBuf,
    /// wasm-opt of Binaryen.
    pub wasm_opt: PathBuf,
    /// Sass, which makes one stylesheet of many.
    pub sass: PathBuf,
}

impl BuildTools {
    /// Finds them, or installs what is lacking.
    pub fn ready() -> Result<Self> {
        standard_library()?;
        let home = paths::tools()?;
        let target = home.join("build");
        let trunk = installed(&home, "trunk", "trunk", &versions::trunk()?, true)?;
        let bindgen = versions::wasm_bindgen()?;
        let wasm_bindgen = installed(&home, "wasm-bindgen-cli", "wasm-bindgen", &bindgen, false)?;
        let test_runner = wasm_bindgen.with_file_name("wasm-bindgen-test-runner");
        if target.exists() {
            // Only the programs are wanted; what they were made of is a gigabyte.
            let _ = fs_err::remove_dir_all(&target);
        }
        Ok(Self {
            trunk,
            wasm_bindgen,
            test_runner,
            wasm_opt: npm::program("binaryen", &versions::binaryen()?, "wasm-opt")?,
            sass: npm::program("sass", &versions::sass()?, "sass")?,
        })
    }

    /// `PATH` with the folders of these programs first, which is where Trunk looks.
    pub fn path(&self) -> OsString {
        let own = [&self.trunk, &self.wasm_bindgen, &self.wasm_opt, &self.sass];
        let own = own.iter().filter_map(|tool| tool.parent());
        let before = std::env::var_os("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = own
            .map(Path::to_owned)
            .chain(std::env::split_paths(&before))
            .collect();
        std::env::join_paths(all).unwrap_or(before)
    }
}

/// Rust's standard library for the browser. `rust-toolchain.toml` names it, but a toolchain that was
/// there before may lack it.
fn standard_library() -> Result<()> {
    let mut rustc = Command::new("rustc");
    let sysroot = process::output(
        rustc
            .args(["--print", "sysroot"])
            .current_dir(paths::root()),
    )?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .exists()
    {
        return Ok(());
    }
    println!("Adding the target {TARGET} to the Rust toolchain …");
    let mut rustup = Command::new("rustup");
    process::run(
        rustup
            .args(["target", "add", TARGET])
            .current_dir(paths::root()),
    )
    .with_context(|| format!("Rust's target {TARGET} is missing; install it by hand"))
}

/// A program of a crate, at exactly a version: the one on `PATH`, else the one kept with the tools,
/// else a new one.
fn installed(
    home: &Path,
    package: &str,
    program: &str,
    version: &str,
    locked: bool,
) -> Result<PathBuf> {
    let kept = home.join("bin").join(program);
    let fits = |file: &PathBuf| {
        process::quiet(file, "--version")
            .is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
    };
    if let Some(found) = process::on_path(program)
        .into_iter()
        .chain([kept.clone()])
        .find(fits)
    {
        return Ok(found);
    }
    println!("Building {package} {version}; this takes some minutes, once …");
    fs_err::create_dir_all(home)?;
    let mut cargo = process::cargo();
    cargo
        .current_dir(home)
        .args([
            "install",
            "--quiet",
            "--force",
            package,
            "--version",
            version,
        ])
        .arg("--root")
        .arg(home)
        .arg("--target-dir")
        .arg(home.join("build"))
        .args(locked.then_some("--locked"));
    // Wanted soon rather than fast: without this, Trunk is linked in one piece for ten minutes.
    for (setting, value) in [
        ("LTO", "off"),
        ("CODEGEN_UNITS", "16"),
        ("OPT_LEVEL", "1"),
        ("PANIC", "unwind"),
        ("DEBUG", "false"),
    ] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    for foreign in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET", "RUSTFLAGS"] {
        cargo.env_remove(foreign);
    }
    process::run(&mut cargo)?;
    if !fits(&kept) {
        bail!(
            "{} was just built, and yet it is not {program} {version}.",
            kept.display()
        );
    }
    Ok(kept)
}
