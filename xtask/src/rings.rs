//! The rings of tests, from the quickest to the one nearest to a person, and their total.
//!
//! A ring that fails does not keep the next from running: the total should tell all there is.

use crate::bench::Bench;
use crate::count::Count;
use crate::dev_instance::{self, DevInstance};
use crate::failure::Failure;
use crate::setup::{Browser, BuildTools};
use crate::{paths, process};
use std::fs;
use std::process::Command;

/// A ring of tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ring {
    /// `cargo test` of everything, on this machine.
    Native,
    /// `wasm-bindgen-test` in a headless browser.
    Browser,
    /// Journeys of the built console against the stand-in instance.
    Journeys,
    /// The acceptance of an instance, here of the stand-in.
    Accept,
    /// Both, with each journey made once.
    Console,
}

impl Ring {
    /// What makes up all tests, in order.
    pub const ALL: [Self; 3] = [Self::Native, Self::Browser, Self::Console];

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        let parts = [Self::Journeys, Self::Accept];
        let mut rings = Self::ALL.into_iter().chain(parts);
        rings.find(|ring| ring.name() == name)
    }

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Browser => "browser",
            Self::Journeys => "journeys",
            Self::Accept => "accept",
            Self::Console => "console",
        }
    }

    fn run(self) -> Result<Count, Failure> {
        match self {
            Self::Native => {
                counted(process::cargo().args(["test", "--quiet", "--workspace", "--no-fail-fast"]))
            }
            Self::Browser => browser(),
            Self::Journeys => with_stand_ins("run"),
            Self::Console => with_stand_ins("test"),
            Self::Accept => accept(),
        }
    }
}

/// Runs rings, prints the total as the last line, and fails if any test or ring did.
pub fn run(rings: &[Ring]) -> Result<(), Failure> {
    let mut total = Count::default();
    for ring in rings {
        println!("\n== {} tests ==", ring.name());
        match ring.run() {
            Ok(count) => {
                println!("{}: {count}", ring.name());
                total.add(count);
            }
            Err(failure) => {
                eprintln!("{failure}");
                total.failed += 1;
            }
        }
    }
    println!("{total}");
    if total.failed > 0 {
        return Err(Failure::Verdict(format!("{} failed.", total.failed)));
    }
    Ok(())
}

/// The program of the journeys, which reports in the form of Rust's own test runner.
pub fn journeys() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "journeys", "--"]);
    cargo
}

fn with_stand_ins(what: &str) -> Result<Count, Failure> {
    Bench::ready()?;
    dev_instance::built()?;
    counted(journeys().arg(what))
}

fn browser() -> Result<Count, Failure> {
    let tools = BuildTools::ready()?;
    let browser = Browser::ready()?;
    counted(
        process::cargo()
            // Not `--quiet`: Cargo would hand it to the runner, which does not know it.
            .args(["test", "--package", "login-console"])
            .args(["--target", "wasm32-unknown-unknown", "--test", "browser"])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                &tools.test_runner,
            )
            .env("CHROMEDRIVER", &browser.chromedriver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "180"),
    )
}

fn accept() -> Result<Count, Failure> {
    Bench::ready()?;
    let instance = DevInstance::start(&dev_instance::Options::default(), |_| {})?;
    let pat_file = paths::made().join("accept.pat");
    fs::write(&pat_file, &instance.ready.pat).map_err(Failure::file(&pat_file))?;
    let count = counted(
        journeys()
            .args(["accept", "--instance", &instance.ready.issuer, "--pat-file"])
            .arg(&pat_file),
    );
    // It is worth nothing once the instance has ended.
    let _ = fs::remove_file(&pat_file);
    count
}

/// Runs a test runner and counts by what it prints. One that failed without a failed test (it did
/// not compile, it crashed) counts as one failure.
fn counted(command: &mut Command) -> Result<Count, Failure> {
    let mut count = Count::default();
    let status = process::overhear(command, &mut |line| count.hear(line))?;
    if !status.success() && count.failed == 0 {
        eprintln!("`{}` failed ({status}).", process::typed(command));
        count.failed = 1;
    }
    if status.success() && count == Count::default() {
        eprintln!("`{}` ran no test.", process::typed(command));
        count.failed = 1;
    }
    Ok(count)
}
