//! What a build of the console needs: the WebAssembly target, Trunk, wasm-bindgen and wasm-opt.

use super::npm;
use crate::failure::Failure;
use crate::{paths, process};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
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
}

impl BuildTools {
    /// Finds them, or installs what is lacking.
    pub fn ready() -> Result<Self, Failure> {
        standard_library()?;
        let home = paths::tools()?;
        let target = home.join("build");
        let trunk = installed(&home, "trunk", "trunk", TRUNK, true)?;
        let bindgen = locked_version("wasm-bindgen")?;
        let wasm_bindgen = installed(&home, "wasm-bindgen-cli", "wasm-bindgen", &bindgen, false)?;
        let test_runner = wasm_bindgen.with_file_name("wasm-bindgen-test-runner");
        if target.exists() {
            // Only the programs are wanted; what they were made of is a gigabyte.
            let _ = fs::remove_dir_all(&target);
        }
        Ok(Self {
            trunk,
            wasm_bindgen,
            test_runner,
            wasm_opt: npm::file("binaryen", npm::BINARYEN, "bin/wasm-opt")?,
        })
    }

    /// `PATH` with the folders of these programs first, which is where Trunk looks.
    pub fn path(&self) -> OsString {
        let own = [&self.trunk, &self.wasm_bindgen, &self.wasm_opt];
        let own = own.iter().filter_map(|tool| tool.parent());
        let before = std::env::var_os("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = own
            .map(Path::to_owned)
            .chain(std::env::split_paths(&before))
            .collect();
        std::env::join_paths(all).unwrap_or(before)
    }
}

/// Rust's standard library for the browser, and its source, of which `dist` builds a smaller one.
fn standard_library() -> Result<(), Failure> {
    let mut rustc = Command::new("rustc");
    let sysroot = process::output(
        rustc
            .args(["--print", "sysroot"])
            .current_dir(paths::root()),
    )?;
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    if !rustlib.join(TARGET).exists() {
        rustup("target", TARGET)?;
    }
    if !rustlib.join("src/rust/library").exists() {
        rustup("component", "rust-src")?;
    }
    Ok(())
}

fn rustup(kind: &str, name: &str) -> Result<(), Failure> {
    println!("Adding the {kind} {name} to the Rust toolchain …");
    let mut rustup = Command::new("rustup");
    process::run(rustup.args([kind, "add", name]).current_dir(paths::root())).map_err(|_| {
        Failure::Missing {
            what: format!("Rust's {kind} {name}"),
            remedy: format!("`rustup {kind} add {name}` did not bring it; install it by hand."),
        }
    })
}

/// A program of a crate, at exactly a version: the one on `PATH`, else the one kept with the tools,
/// else a new one.
fn installed(
    home: &Path,
    package: &str,
    program: &str,
    version: &str,
    locked: bool,
) -> Result<PathBuf, Failure> {
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
    fs::create_dir_all(home).map_err(Failure::file(home))?;
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
    if fits(&kept) {
        return Ok(kept);
    }
    Err(Failure::content(
        kept.display(),
        format!("it was just built, and yet it is not {program} {version}."),
    ))
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, Failure> {
    let path = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    version_in(&lock, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::content(path.display(), format!("names no package `{package}`.")))
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    let name = format!("name = \"{package}\"");
    lines.find(|line| *line == name)?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.9\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn the_version_of_exactly_the_package_is_found() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
