//! The suites of tests, from the quickest to the one nearest to a person, and their total.
//!
//! A suite that fails does not keep the next from running: the total should tell all there is.

use crate::dev_instance::{self, DevInstance};
use crate::journeys::{self, Prerequisites};
use crate::setup::{Browser, BuildTools};
use crate::test_summary::TestSummary;
use crate::{paths, process, sentences};
use anyhow::{Result, bail};
use std::process::Command;

/// A suite of tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Suite {
    /// `cargo test` of everything, on this machine
    Native,
    /// `wasm-bindgen-test` in a headless browser
    Browser,
    /// Journeys of the built console against stand-in instances
    Journeys,
    /// The acceptance of an instance, here of the stand-in
    Accept,
}

impl Suite {
    /// What makes up all tests, in order.
    pub const ALL: [Self; 3] = [Self::Native, Self::Browser, Self::Journeys];

    fn run(self) -> Result<TestSummary> {
        match self {
            Self::Native => summary_of(
                process::cargo()
                    .args(["test", "--quiet", "--workspace", "--no-fail-fast"])
                    .args(["--exclude", "e2e"]),
            ),
            Self::Browser => browser(),
            Self::Journeys => journeys(),
            Self::Accept => accept(),
        }
    }
}

/// Runs suites, prints the total as the last line, and fails if any test or suite did.
pub fn run(suites: &[Suite]) -> Result<()> {
    let mut total = TestSummary::default();
    for suite in suites {
        println!("\n== {suite:?} ==");
        match suite.run() {
            Ok(summary) => {
                println!("{suite:?}: {summary}");
                total.add(summary);
            }
            Err(error) => {
                eprintln!("{}", sentences(&error));
                total.failed += 1;
            }
        }
    }
    println!("{total}");
    if total.failed > 0 {
        bail!("{} failed.", total.failed);
    }
    Ok(())
}

fn journeys() -> Result<TestSummary> {
    let prerequisites = Prerequisites::ready()?;
    summary_of(
        process::cargo()
            .args(["test", "--package", "e2e"])
            .env("DEV_INSTANCE", dev_instance::built()?)
            .envs(prerequisites.variables()),
    )
}

fn browser() -> Result<TestSummary> {
    let tools = BuildTools::ready()?;
    let browser = Browser::ready()?;
    summary_of(
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

fn accept() -> Result<TestSummary> {
    let prerequisites = Prerequisites::ready()?;
    let instance = DevInstance::start(&dev_instance::Options::default(), |_| {})?;
    let pat_file = paths::target().join("accept.pat");
    fs_err::write(&pat_file, &instance.ready.pat)?;
    let summary = summary_of(
        journeys::program("accept")
            .args(["--instance", &instance.ready.issuer, "--pat-file"])
            .arg(&pat_file)
            .envs(prerequisites.variables()),
    );
    // It is worth nothing once the instance has ended.
    let _ = fs_err::remove_file(&pat_file);
    summary
}

/// Runs a test runner and counts by what it prints. One that failed without a failed test (it did
/// not compile, it crashed) counts as one failure, and so does one that ran no test.
fn summary_of(command: &mut Command) -> Result<TestSummary> {
    let mut summary = TestSummary::default();
    let status = process::tee(command, &mut |line| summary.read(line))?;
    if !status.success() && summary.failed == 0 {
        eprintln!("`{}` failed ({status}).", process::typed(command));
        summary.failed = 1;
    }
    if status.success() && summary == TestSummary::default() {
        eprintln!("`{}` ran no test.", process::typed(command));
        summary.failed = 1;
    }
    Ok(summary)
}
