//! Takes the compiled program apart: what the first page needs, and the files it asks for later.
//!
//! Trunk builds one program. Functions marked with `wasm_split` (the tool that Leptos' `lazy` uses)
//! are moved here, with all that only they need, into files of their own; then wasm-bindgen binds
//! what is left, and wasm-opt makes each file small. It does not choose what is moved: the console
//! does, in `src/pages/settings/part.rs`.

use crate::failure::Failure;
use crate::finish::integrity;
use crate::setup::{self, BuildTools};
use crate::{fingerprint, lean, order, paths, process, unused};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_split_cli_support::{Options, transform};

/// What the compiler is told for what is deployed: to say where in the program addresses stand, so
/// that it can be taken apart; and to stop at a panic without a message, which makes the program a
/// tenth smaller (`public/boot.js` shows the page that says what to do).
const RUSTFLAGS: &str =
    "-Clink-args=--emit-relocs -Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none";

/// For that the standard library is built along, from the source that rustup brings.
pub const ENVIRONMENT: [(&str, &str); 4] = [
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", RUSTFLAGS),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // These options are in the stable compiler, and not promised to stay: should a later one refuse
    // them, they can go from here, and the console only grows.
    ("RUSTC_BOOTSTRAP", "1"),
];

/// What is done, small before fast and without names, and what the compiler may have used. Jumps are
/// first laid out anew, which makes each file a hundredth smaller.
const OPTIMISE: [&str; 19] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "-tnh",
    "--low-memory-unused",
    "--dealign",
    "--coalesce-locals-learning",
    "--reorder-locals",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The program before it is bound, as Cargo leaves it for Trunk.
fn compiled() -> PathBuf {
    paths::cargo_target().join("wasm32-unknown-unknown/release/login-console.wasm")
}

/// Puts the parts in place of Trunk's one program.
pub fn split(tools: &BuildTools, dist: &Path) -> Result<(), Failure> {
    let made = paths::made().join("split");
    if made.exists() {
        fs::remove_dir_all(&made).map_err(Failure::file(&made))?;
    }
    fs::create_dir_all(&made).map_err(Failure::file(&made))?;
    let source = compiled();
    let program = unused::without_unused(&fs::read(&source).map_err(Failure::file(&source))?)?;
    let main = made.join("main.wasm");
    let mut options = Options::new(&program);
    options.output_dir = &made;
    options.main_out_path = &main;
    options.link_name = "./split.js";
    options.main_module = "./login-console.js";
    let parts = transform(options)
        .map_err(|cause| Failure::content(source.display(), format!("{cause:#}")))?
        .split_modules;
    bind(tools, &main, &made)?;
    let bound = made.join("login-console_bg.wasm");
    for file in parts.iter().chain([&bound]) {
        optimise(tools, file)?;
        change(file, |program| order::by_likeness(&program))?;
    }
    let own = made.join("login-console.js");
    let script = fs::read_to_string(&own).map_err(Failure::file(&own))?;
    let mut leaner = String::new();
    change(&bound, |program| {
        let (program, script) = lean::with_short_names(&program, &script)?;
        leaner = script;
        Ok(program)
    })?;
    fs::write(&own, leaner).map_err(Failure::file(&own))?;
    let script = bundle(&made)?;
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).map_err(Failure::file(&index))?;
    for (new, ending) in [(&script, ".js"), (&bound, "_bg.wasm")] {
        let place = of_trunk(dist, &html, ending)?;
        let before = fs::read(&place).map_err(Failure::file(&place))?;
        let after = fs::read(new).map_err(Failure::file(new))?;
        html = html.replace(&integrity(&before), &integrity(&after));
        fs::write(&place, after).map_err(Failure::file(&place))?;
    }
    for part in &parts {
        let place = dist.join(part.file_name().unwrap_or_default());
        fs::copy(part, &place).map_err(Failure::file(&place))?;
    }
    fs::write(&index, html).map_err(Failure::file(&index))
}

fn change(
    file: &Path,
    how: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    let changed = how(fs::read(file).map_err(Failure::file(file))?)?;
    fs::write(file, changed).map_err(Failure::file(file))
}

fn bind(tools: &BuildTools, program: &Path, made: &Path) -> Result<(), Failure> {
    process::run(
        Command::new(&tools.wasm_bindgen)
            .arg(program)
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .args(["--out-name", "login-console", "--out-dir"])
            .arg(made),
    )
}

/// The script of the program and the one that fetches its parts, in one file: a request less.
fn bundle(made: &Path) -> Result<PathBuf, Failure> {
    let script = made.join("bundle.js");
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(&script);
    process::run(
        Command::new("node")
            .arg(setup::esbuild()?)
            .arg(made.join("login-console.js"))
            .args(["--bundle", "--format=esm", "--log-level=warning"])
            .arg(outfile),
    )?;
    Ok(script)
}

fn optimise(tools: &BuildTools, program: &Path) -> Result<(), Failure> {
    process::run(
        Command::new(&tools.wasm_opt)
            .args(OPTIMISE)
            .arg(program)
            .arg("-o")
            .arg(program),
    )
}

/// The file of Trunk's that the page names and that ends so.
fn of_trunk(dist: &Path, html: &str, ending: &str) -> Result<PathBuf, Failure> {
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("login-console-") && name.ends_with(ending) && html.contains(&*name)
    };
    fingerprint::sorted(dist)?
        .into_iter()
        .find(named)
        .ok_or_else(|| {
            Failure::content(
                dist.display(),
                format!("Trunk left no login-console-…{ending} in it."),
            )
        })
}
